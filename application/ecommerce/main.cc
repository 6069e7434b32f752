// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>
#include <map>

#include "application/ecommerce/command_line.h"
#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"

namespace {

using namespace ecommerce;

int print_version(const CommandLine&) {
    std::cout << "ecommerce " << version() << "\n";
    return 0;
}

int help(const CommandLine&) {
    std::cout << usage();
    return 0;
}

int run(const CommandLine& line) {
    static const std::map<std::string_view, int (*)(const CommandLine&)> commands{
        {"serve", serve},           {"migrate", migrate},
        {"doctor", doctor_command}, {"erasure-check", erasure_check},
        {"openapi", print_openapi}, {"config", print_config},
        {"ports", print_ports},     {"services", print_services},
        {"make-admin", make_admin}, {"reindex", reindex},
        {"version", print_version}, {"help", help},
    };
    if (line.command.empty()) {
        std::cerr << usage();
        return 1;
    }
    const auto found = commands.find(line.command);
    if (found == commands.end()) {
        std::cerr << "There is no command " << line.command << ". `ecommerce help` lists all.\n";
        return 1;
    }
    return found->second(line);
}

}  // namespace

// The last stop of everything that a person can mend: one sentence, no stack trace.
int main(int argc, char** argv) {
    try {
        return run(CommandLine::parse(argc, argv));
    } catch (const std::exception& problem) {
        std::cerr << "ecommerce: " << problem.what() << "\n";
        return 1;
    }
}
