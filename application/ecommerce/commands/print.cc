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
#include "application/ports.h"
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
    const auto print = [](std::string_view service, const service::Ports& ports, std::string_view note) {
        std::cout << fmt::format("{:<14}{:>6}{:>7}{}\n", service, ports.http,
                                 ports.grpc == 0 ? std::string("-") : std::to_string(ports.grpc), note);
    };
    for (const auto* service : all_services()) print(service->name, ports_of(*service), "");
    for (const auto& row : kPortTable) {
        if (!find_service(row.service))
            print(row.service, {.http = row.http, .grpc = row.grpc}, "  reserved");
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
