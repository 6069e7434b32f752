// SPDX-License-Identifier: Apache-2.0
#include "bench/load/samples.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bench/load/reply.h"

namespace ecommerce::bench {

namespace {

constexpr std::uint32_t kStep = 500;  // milliseconds of one row of the series
constexpr std::array<std::string_view, 4> kEndings{"good", "refused", "failed", "lost"};

double at(const std::vector<std::uint32_t>& sorted, double part) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, std::size_t(part * double(sorted.size())))] / 1000.0;
}

std::string quantiles(std::vector<std::uint32_t> values) {
    std::ranges::sort(values);
    return fmt::format(
        R"({{"n": {}, "p50": {:.3f}, "p90": {:.3f}, "p99": {:.3f}, "p999": {:.3f}, "max": {:.3f}}})",
        values.size(), at(values, 0.5), at(values, 0.9), at(values, 0.99), at(values, 0.999), at(values, 1));
}

}  // namespace

Ending ending_of(int status) {
    if (status == 0) return Ending::lost;
    if (status >= 200 && status < 300) return Ending::good;
    return status == 429 || status == 503 ? Ending::refused : Ending::failed;
}

void Samples::add(std::uint8_t kind, std::uint8_t phase, Time arrival, int status, std::string_view reply) {
    const auto now = Clock::now();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now - arrival).count();
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now - begun_).count();
    const auto ending = ending_of(status);
    samples_.push_back({.micros = std::uint32_t(std::min<std::int64_t>(micros, UINT32_MAX)),
                        .at_millis = std::uint32_t(millis),
                        .ending = ending,
                        .kind = kind,
                        .phase = phase});
    std::string outcome = status == 0 ? "lost" : std::to_string(status);
    if (status >= 400) {
        if (const auto reason = reason_of(reply); !reason.empty()) outcome.append(" ").append(reason);
    }
    ++outcomes_[outcome];
    if (ending == Ending::refused && !field_of(reply, "retry-after").empty()) ++told_when_to_return_;
}

template <typename Which>
std::vector<std::uint32_t> Samples::micros(Which which) const {
    std::vector<std::uint32_t> found;
    for (const auto& sample : samples_) {
        if (which(sample)) found.push_back(sample.micros);
    }
    return found;
}

template <typename Which>
std::string Samples::endings(Which which) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < kEndings.size(); ++i) {
        const auto of_these = micros([&](const Sample& s) { return which(s) && s.ending == Ending(i); });
        parts.push_back(fmt::format(R"("{}": {})", kEndings[i], quantiles(of_these)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string Samples::series() const {
    std::uint32_t last = 0;
    for (const auto& sample : samples_) last = std::max(last, sample.at_millis / kStep);
    std::vector<std::vector<std::uint32_t>> good(samples_.empty() ? 0 : last + 1);
    std::vector<std::size_t> refused(good.size()), others(good.size());
    for (const auto& sample : samples_) {
        const auto row = sample.at_millis / kStep;
        if (sample.ending == Ending::good) good[row].push_back(sample.micros);
        if (sample.ending == Ending::refused) ++refused[row];
        if (sample.ending > Ending::refused) ++others[row];
    }
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::ranges::sort(good[i]);
        rows.push_back(fmt::format("[{:.1f}, {}, {}, {}, {:.1f}, {:.1f}]", double(i * kStep) / 1000,
                                   good[i].size() * 1000 / kStep, refused[i] * 1000 / kStep,
                                   others[i] * 1000 / kStep, at(good[i], 0.5), at(good[i], 0.99)));
    }
    return fmt::format("[{}]", fmt::join(rows, ", "));
}

std::string Samples::report(double seconds, const std::vector<std::string>& classes,
                            const std::vector<std::size_t>& offered) const {
    const auto in_time = [seconds](const Sample& s) { return s.at_millis < std::uint32_t(seconds * 1000); };
    const auto rate = [&](Ending ending) {
        return double(std::ranges::count_if(
                   samples_, [&](const Sample& s) { return s.ending == ending && in_time(s); })) /
               seconds;
    };
    std::vector<std::string> outcomes, kinds, phases;
    for (const auto& [name, n] : outcomes_) outcomes.push_back(fmt::format(R"("{}": {})", name, n));
    for (std::size_t i = 0; i < classes.size(); ++i) {
        kinds.push_back(fmt::format(R"("{}": {{{}}})", classes[i],
                                    endings([i](const Sample& s) { return s.kind == i; })));
    }
    for (std::size_t i = 0; i < offered.size(); ++i) {
        phases.push_back(fmt::format(R"({{"offered": {}, {}}})", offered[i],
                                     endings([i](const Sample& s) { return s.phase == i; })));
    }
    return fmt::format(
        R"("good_rate": {:.1f}, "refused_rate": {:.1f}, {}, "retry_after": {}, "outcomes": {{{}}}, "classes": {{{}}}, "phases": [{}], "series": {})",
        rate(Ending::good), rate(Ending::refused), endings([](const Sample&) { return true; }),
        told_when_to_return_, fmt::join(outcomes, ", "), fmt::join(kinds, ", "), fmt::join(phases, ", "),
        series());
}

}  // namespace ecommerce::bench
