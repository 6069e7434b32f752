// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/exposition.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace ecommerce::telemetry {
namespace {

std::string_view unit_suffix(std::string_view unit) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kUnits{
        {{"s", "_seconds"}, {"ms", "_milliseconds"}, {"By", "_bytes"}, {"1", "_ratio"}}};
    const auto* found = std::ranges::find(kUnits, unit, [](const auto& pair) { return pair.first; });
    return found == kUnits.end() ? std::string_view() : found->second;
}

std::string_view type_of(Kind kind) {
    switch (kind) {
    case Kind::counter: return "counter";
    case Kind::up_down_counter:
    case Kind::gauge: return "gauge";
    case Kind::histogram: return "histogram";
    }
    return "untyped";
}

void append_escaped(std::string& text, std::string_view value, bool quotes) {
    for (const char letter : value) {
        if (letter == '\n') {
            text += "\\n";
            continue;
        }
        if (letter == '\\' || (quotes && letter == '"')) text.push_back('\\');
        text.push_back(letter);
    }
}

void append_labels(std::string& text, const Labels& labels, std::string_view bound = {}) {
    if (labels.empty() && bound.empty()) return;
    char before = '{';
    const auto add = [&](std::string_view name, std::string_view value) {
        text.push_back(before);
        before = ',';
        std::ranges::replace_copy(name, std::back_inserter(text), '.', '_');
        text += "=\"";
        append_escaped(text, value, true);
        text.push_back('"');
    };
    for (const auto& [name, value] : labels) add(name, value);
    if (!bound.empty()) add("le", bound);
    text.push_back('}');
}

void append_line(std::string& text, std::string_view name, std::string_view suffix, const Labels& labels,
                 std::string_view bound, double value) {
    text += name;
    text += suffix;
    append_labels(text, labels, bound);
    fmt::format_to(std::back_inserter(text), " {}\n", value);
}

void append_histogram(std::string& text, std::string_view name, const Family& family, const Point& point) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < point.buckets.size(); ++i) {
        below += point.buckets[i];
        const bool last = i == family.instrument.bounds.size();
        append_line(text, name, "_bucket", point.labels,
                    last ? std::string("+Inf") : fmt::format("{}", family.instrument.bounds[i]),
                    double(below));
    }
    append_line(text, name, "_sum", point.labels, {}, point.sum);
    append_line(text, name, "_count", point.labels, {}, double(point.count));
}

}  // namespace

std::string prometheus_name(const Instrument& instrument, Kind kind) {
    std::string name(instrument.name);
    std::ranges::replace(name, '.', '_');
    const auto suffix = unit_suffix(instrument.unit);
    if (!name.ends_with(suffix)) name += suffix;
    if (kind == Kind::counter) name += "_total";
    return name;
}

std::string expose(std::span<const Family> families) {
    std::string text;
    for (const auto& family : families) {
        const auto name = prometheus_name(family.instrument, family.kind);
        fmt::format_to(std::back_inserter(text), "# HELP {} ", name);
        append_escaped(text, family.instrument.help, false);
        fmt::format_to(std::back_inserter(text), "\n# TYPE {} {}\n", name, type_of(family.kind));
        for (const auto& point : family.points) {
            if (family.kind == Kind::histogram) {
                append_histogram(text, name, family, point);
            } else {
                append_line(text, name, "", point.labels, {}, point.value);
            }
        }
    }
    return text;
}

std::string Metrics::expose() const {
    const auto families = collect();
    return telemetry::expose(families);
}

}  // namespace ecommerce::telemetry
