// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/command_line.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>

#include "application/ecommerce/services.h"

namespace ecommerce {

namespace {

constexpr std::array<std::string_view, 4> kOptions{"--against", "--from", "--sample", "--save"};

}  // namespace

CommandLine CommandLine::parse(int argc, char** argv) {
    CommandLine line;
    if (const auto called = std::filesystem::path(argv[0]).filename().string(); find_service(called)) {
        line.command = "serve";
        line.words.push_back(called);
    }
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "-conf" || word == "--conf") {
            if (++i == argc) throw std::invalid_argument("-conf needs the name of a folder after it.");
            line.conf = argv[i];
        } else if (std::ranges::find(kOptions, word) != kOptions.end()) {
            if (++i == argc) throw std::invalid_argument(word + " needs a value after it.");
            line.options[word] = argv[i];
        } else if (word.starts_with("-") && word.size() > 1) {
            line.flags.insert(word);
        } else if (line.command.empty()) {
            line.command = word;
        } else {
            line.words.push_back(word);
        }
    }
    return line;
}

void CommandLine::allow_flags(std::initializer_list<std::string_view> known) const {
    const auto allow = [&](const std::string& flag) {
        if (std::ranges::find(known, flag) == known.end()) {
            throw std::invalid_argument("There is no option " + flag +
                                        " for this command. `ecommerce help` lists all.");
        }
    };
    for (const auto& flag : flags) allow(flag);
    for (const auto& [option, value] : options) allow(option);
}

std::string_view usage() {
    return R"(Ecommerce, a marketplace platform: one program or many services.

usage: ecommerce COMMAND [-conf DIR]

  serve [SERVICE,…]      run all services and the gateway, or only those named
  migrate up             bring every schema up to date (roles and schemas included)
  migrate down SERVICE   take the last migration of one service back
  migrate status         show each schema's version
  migrate new SERVICE NAME   make the files of a new migration (in a source tree)
  make-admin EMAIL       make a registered account an administrator
  reindex                have every product read into the search index again, while it serves
  doctor                 check the platform's invariants and name every violation
  doctor --from CHECKOUT   the same, of checkouts after that one: goes on where a run stopped
  doctor --sample N      compare N checkouts alone, taken by chance
  doctor --remote        ask the services' processes instead of the database
  doctor --database      say how the PostgreSQL server is; --json for machines
  erasure-check EMAIL    say where something of a person is kept; exit code 1 when there is anything
  erasure-check EMAIL --save FILE   before the account closes: write down what to look for afterwards
  erasure-check --against FILE      afterwards: say what of it is still there
  openapi                print the OpenAPI document of the public API
  config print           show every setting, its value, its origin and its help
  ports                  print each service's ports
  services               print the RPC services that each service has
  version                print the version

DIR holds YAML files. Environment variables come over them: DB_SERVER, REDIS_ADDRESS, REDIS_PASSWORD, DB_SOURCE of
the owner for `migrate`, and ECOMMERCE_<SECTION>_<KEY> for every setting.
)";
}

}  // namespace ecommerce
