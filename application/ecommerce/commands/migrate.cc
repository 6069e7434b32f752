// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "framework/postgres/bootstrap.h"
#include "framework/postgres/migrations.h"
#include "framework/service/database_login.h"
#include "framework/service/platform_migrations.h"

namespace ecommerce {

namespace {

// Reports what is wrong with the settings that were read, and of `up` names that are none in "postgres". Whatever else
// stands in the same files is for the processes that serve.
void check_settings(config::Configuration& configuration, bool up) {
    for (const auto* section : {"database", "http_client", "platform", "redis", "telemetry"})
        configuration.skip(section);
    if (!up) configuration.skip("postgres");
    for (const auto* definition : all_services()) configuration.skip(definition->name);
    configuration.check();
}

[[noreturn]] void give_up(const service::Definition& definition, const Error& error) {
    throw std::runtime_error("The service " + std::string(definition.name) +
                             " could not be migrated: " + error.message());
}

// The roles too, with the passwords that the settings give, or that are made there for the services to find.
int up(const std::string& owner, config::Configuration& configuration) {
    const auto services = services_with(service::Need::database);
    std::vector<service::DatabaseLogin> logins;
    for (const auto* definition : services)
        logins.push_back(service::read_login(configuration, definition->name));
    check_settings(configuration, true);
    int files = 0;
    for (std::size_t i = 0; i < services.size(); ++i) {
        auto ran = postgres::prepare_service(owner, logins[i].account, service::platform_migrations(),
                                             service::own_migrations(*services[i]));
        if (!ran) give_up(*services[i], ran.error());
        files += *ran;
    }
    std::cout << (files == 0 ? "Every schema is up to date." : std::to_string(files) + " migrations ran.")
              << "\n";
    return 0;
}

int down(const std::string& owner, const CommandLine& line) {
    if (line.words.size() != 2) throw std::invalid_argument("usage: ecommerce migrate down SERVICE");
    const auto* definition = find_service(line.words[1]);
    if (!definition) throw std::invalid_argument("There is no service " + line.words[1] + ".");
    const postgres::MigrationTarget target{.source = owner, .schema = postgres::schema_of(definition->name)};
    auto ran = postgres::migrate_down(target, service::own_migrations(*definition), 1);
    if (!ran) give_up(*definition, ran.error());
    std::cout << *ran << " migration taken back.\n";
    return 0;
}

int status(const std::string& owner) {
    for (const auto* definition : services_with(service::Need::database)) {
        const postgres::MigrationTarget target{.source = owner,
                                               .schema = postgres::schema_of(definition->name)};
        auto state = postgres::migration_state(target, service::own_migrations(*definition));
        if (!state) give_up(*definition, state.error());
        std::cout << target.schema << ": version " << state->version << (state->dirty ? ", dirty" : "")
                  << ", " << state->pending.size() << " to run\n";
    }
    return 0;
}

// The files of a new migration, in the source tree that is the current folder.
int create(const CommandLine& line) {
    if (line.words.size() != 3) throw std::invalid_argument("usage: ecommerce migrate new SERVICE NAME");
    const auto& [service, name] = std::pair(line.words[1], line.words[2]);
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) {
        throw std::invalid_argument("A migration's name has lower-case letters, digits and underscores.");
    }
    const auto* definition = find_service(service);
    if (!definition) throw std::invalid_argument("There is no service " + service + ".");
    const auto folder = std::filesystem::path("application") / service / "migrations";
    if (!std::filesystem::is_directory(folder.parent_path())) {
        throw std::invalid_argument("There is no folder " + folder.parent_path().string() +
                                    " here: run this at the top of the source tree.");
    }
    std::filesystem::create_directories(folder);
    const auto existing = service::own_migrations(*definition);
    const auto version = existing.empty() ? 1 : existing.back().version + 1;
    for (const char* direction : {"up", "down"}) {
        const auto path = folder / fmt::format("{:06}_{}.{}.sql", version, name, direction);
        std::ofstream(path) << "-- SPDX-License-Identifier: Apache-2.0\n";
        std::cout << path.string() << "\n";
    }
    return 0;
}

}  // namespace

int migrate(const CommandLine& line) {
    line.allow_flags({});
    const std::string what = line.words.empty() ? "up" : line.words[0];
    if (what == "new") return create(line);
    auto configuration = load_configuration(line);
    const auto owner = service::read_owner(configuration);
    if (what == "up") return up(owner, configuration);
    check_settings(configuration, false);
    if (what == "down") return down(owner, line);
    if (what == "status") return status(owner);
    throw std::invalid_argument("usage: ecommerce migrate up|down|status|new");
}

}  // namespace ecommerce
