// SPDX-License-Identifier: Apache-2.0
// The commands that only show something.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/gateway/reference.h"
#include "framework/rpc/method.h"
#include "framework/service/apis.h"

namespace ecommerce {

int print_openapi(const CommandLine& line) {
    line.allow_flags({});
    std::cout << gateway::openapi_json(all_services()) << "\n";
    return 0;
}

// Builds everything without starting it, since the parts themselves declare their settings.
int print_config(const CommandLine& line) {
    line.allow_flags({});
    if (line.words != std::vector<std::string>{"print"})
        throw std::invalid_argument("usage: ecommerce config print");
    auto configuration = load_configuration(line);
    { const service::Host host(configuration, host_options(all_services())); }
    std::cout << configuration.print();
    configuration.check();
    return 0;
}

int print_ports(const CommandLine& line) {
    line.allow_flags({});
    for (const auto* service : all_services()) {
        const auto ports = ports_of(*service);
        std::cout << fmt::format("{:<14}{:>6}{:>7}\n", service->name, ports.http,
                                 ports.grpc == 0 ? std::string("-") : std::to_string(ports.grpc));
    }
    return 0;
}

int print_services(const CommandLine& line) {
    line.allow_flags({});
    for (const auto* service : all_services()) {
        auto apis = service->apis;
        std::ranges::copy(service::shared_apis(*service), std::back_inserter(apis));
        for (const auto api : apis) {
            std::cout << fmt::format("{:<14}{}\n", service->name, api().front().service);
        }
    }
    return 0;
}

}  // namespace ecommerce
