// SPDX-License-Identifier: Apache-2.0
// Examines either a running platform, over its gRPC ports (--remote), or the database alone with services
// of its own that open no port and start no background work.
#include "application/ecommerce/doctor.h"

#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"

namespace ecommerce {

namespace {

void print(const Diagnosis& diagnosis) {
    for (const auto& finding : diagnosis.findings) {
        std::cout << finding.service << ": broken: " << finding.invariant << "\n    " << finding.detail
                  << "\n";
    }
    if (diagnosis.pending_events > 0)
        std::cout << diagnosis.pending_events << " events are still on their way.\n";
    if (diagnosis.dead_letters > 0)
        std::cout << diagnosis.dead_letters << " events could not be delivered.\n";
    std::cout << diagnosis.checkouts << " checkouts compared, " << diagnosis.findings.size()
              << " violations.\n";
}

}  // namespace

int doctor(const CommandLine& line) {
    line.allow_flags({"--remote"});
    auto configuration = load_configuration(line);
    const auto run = line.flags.contains("--remote") ? Services() : services_with(service::Need::database);
    service::Host host(configuration, host_options(run));
    check(configuration, run);
    auto channels = host.channels("doctor");
    Diagnosis diagnosis;
    auto look = [](rpc::Channels& over, Diagnosis& out) -> Task<void> {
        auto result = co_await examine(over, std::chrono::seconds(15));
        if (!result) throw std::runtime_error(result.error().message());
        out = *std::move(result);
    };
    host.loops().run_blocking(0, look(*channels, diagnosis));
    print(diagnosis);
    return diagnosis.findings.empty() && diagnosis.dead_letters == 0 ? 0 : 1;
}

}  // namespace ecommerce
