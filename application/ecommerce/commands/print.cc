// SPDX-License-Identifier: Apache-2.0
// The commands that only show something.
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/gateway/gateway.h"
#include "application/gateway/reference.h"
#include "application/ports.h"

namespace ecommerce {

int print_openapi(const CommandLine& line) {
    line.allow_flags({});
    std::cout << gateway::openapi_json() << "\n";
    return 0;
}

// Builds everything without starting it, since the parts themselves declare their settings.
int print_config(const CommandLine& line) {
    line.allow_flags({});
    if (line.words != std::vector<std::string>{"print"})
        throw std::invalid_argument("usage: ecommerce config print");
    auto configuration = load_configuration(line);
    {
        service::Host host(configuration, host_options(all_services()));
        const gateway::Gateway door(host, configuration.section("gateway"));
    }
    std::cout << configuration.print();
    configuration.check();
    return 0;
}

int print_ports(const CommandLine& line) {
    line.allow_flags({});
    for (const auto& ports : kPortTable) {
        std::cout << fmt::format("{:<14}{:>6}{:>7}\n", ports.service, ports.http,
                                 ports.grpc == 0 ? std::string("-") : std::to_string(ports.grpc));
    }
    return 0;
}

}  // namespace ecommerce
