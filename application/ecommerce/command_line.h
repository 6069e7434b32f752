// SPDX-License-Identifier: Apache-2.0
// What the user asked for: `ecommerce <command> [words] [-conf DIR] [--flags]`. Called by a service's name
// (a link /bin/order), the program serves that service.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce {

struct CommandLine {
    std::string command;             // "serve"; empty: none was given
    std::vector<std::string> words;  // what follows it
    std::string conf;                // the configuration folder; empty: none
    std::set<std::string> flags;     // those of the command

    // Throws std::invalid_argument with one sentence.
    static CommandLine parse(int argc, char** argv);
    // Throws for any flag that is not among these.
    void allow_flags(std::initializer_list<std::string_view> known) const;
};

std::string_view usage();

}  // namespace ecommerce
