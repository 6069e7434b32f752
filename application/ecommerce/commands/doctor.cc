// SPDX-License-Identifier: Apache-2.0
// Examines either a running platform, over its gRPC ports (--remote), or the database alone with services
// of its own that open no port and start no background work.
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/doctor/examination.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"

namespace ecommerce {

namespace {

using doctor::Diagnosis;
using doctor::Extent;

// Tells on standard error how far it has come: on a terminal in place, else with a line now and then.
class Ticker {
public:
    void tell(std::int64_t checkouts, const std::string& last) {
        last_ = last;
        const auto now = std::chrono::steady_clock::now();
        if (now < next_) return;
        next_ = now + (terminal_ ? std::chrono::milliseconds(500) : std::chrono::seconds(10));
        std::cerr << (terminal_ ? "\r" : "") << checkouts << " checkouts compared, up to " << last
                  << (terminal_ ? "  " : "\n") << std::flush;
    }
    void end() {
        if (terminal_ && !last_.empty()) std::cerr << "\r\033[K" << std::flush;
    }
    const std::string& last() const { return last_; }

private:
    const bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    std::string last_;
};

void print(const Diagnosis& diagnosis) {
    for (const auto& finding : diagnosis.findings) {
        std::cout << finding.service << ": broken: " << finding.invariant << "\n    " << finding.detail
                  << "\n";
    }
    if (diagnosis.unexamined > 0)
        std::cout << diagnosis.unexamined << " further checkouts disagree and were not looked at again.\n";
    if (diagnosis.pending_events > 0)
        std::cout << diagnosis.pending_events << " events are still on their way.\n";
    if (diagnosis.dead_letters > 0)
        std::cout << diagnosis.dead_letters << " events could not be delivered.\n";
    std::cout << diagnosis.checkouts << " checkouts compared, " << diagnosis.findings.size()
              << " violations.\n";
}

Extent extent_of(const CommandLine& line) {
    Extent extent;
    if (const auto from = line.options.find("--from"); from != line.options.end())
        extent.after = from->second;
    const auto sample = line.options.find("--sample");
    if (sample == line.options.end()) return extent;
    const auto& text = sample->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), extent.sample);
    if (error != std::errc() || end != text.data() + text.size() || extent.sample < 1) {
        throw std::invalid_argument("--sample needs a number of checkouts after it.");
    }
    if (!extent.after.empty()) throw std::invalid_argument("--from and --sample exclude each other.");
    return extent;
}

Task<void> look(rpc::Channels& channels, const Extent& extent, Ticker& ticker, Diagnosis& out) {
    std::vector<std::string> services;
    for (const auto* definition : services_with(service::Need::database))
        services.emplace_back(definition->name);
    auto result = co_await doctor::examine(
        channels, std::move(services), extent, std::chrono::seconds(15),
        [&ticker](std::int64_t checkouts, const std::string& last) { ticker.tell(checkouts, last); });
    ticker.end();
    if (!result) {
        auto text = result.error().message();
        if (!ticker.last().empty() && extent.sample == 0)
            text += " `--from " + ticker.last() + "` goes on from there.";
        throw std::runtime_error(text);
    }
    out = *std::move(result);
}

}  // namespace

int doctor_command(const CommandLine& line) {
    if (line.flags.contains("--database")) return report_database(line);
    line.allow_flags({"--remote", "--from", "--sample"});
    const auto extent = extent_of(line);
    auto configuration = load_configuration(line);
    const auto run = line.flags.contains("--remote") ? Services() : services_with(service::Need::database);
    service::Host host(configuration, host_options(run));
    check(configuration, run);
    auto channels = host.channels("doctor");
    Diagnosis diagnosis;
    Ticker ticker;
    host.loops().run_blocking(0, look(*channels, extent, ticker, diagnosis));
    print(diagnosis);
    return diagnosis.findings.empty() && diagnosis.unexamined == 0 && diagnosis.dead_letters == 0 ? 0 : 1;
}

}  // namespace ecommerce
