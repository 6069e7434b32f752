// SPDX-License-Identifier: Apache-2.0
// Proves that a closed account has left nothing of its person behind: what to look for is written down while the
// account is open, and looked for in everything that the platform keeps once it is closed. docs/erasure.md.
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/erasure/person.h"
#include "application/ecommerce/erasure/search.h"
#include "application/ecommerce/platform.h"
#include "framework/service/database_login.h"
#include "framework/service/platform_settings.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce {

namespace {

// What was found and what could not be looked for are not to be confused by scripts.
constexpr int kClean = 0;
constexpr int kFound = 1;
constexpr int kNotChecked = 2;

struct Stores {
    std::string database;  // as its owner
    service::RedisSettings redis;
    std::string pictures_folder;
    std::vector<std::string> log_files;

    static Stores read(config::Configuration& configuration) {
        Stores stores{.database = service::read_owner(configuration),
                      .redis = service::PlatformSettings::read(configuration).redis,
                      .pictures_folder = configuration.section("product").string(
                          "pictures_folder", "data/pictures", {.help = "where pictures are kept"}),
                      .log_files = telemetry::read(configuration.section("telemetry")).log_files};
        if (stores.database.empty()) configuration.check();
        return stores;
    }
};

struct Database {
    postgres::TextScan scan;
    std::vector<postgres::ScannedTable> tables;
};

Database open_database(const std::string& source) {
    auto scan = postgres::TextScan::open(source);
    if (!scan) throw std::runtime_error(scan.error().message());
    auto tables = scan->tables();
    if (!tables) throw std::runtime_error(tables.error().message());
    for (const auto& table : *tables) {
        if (table.readable) continue;
        throw std::runtime_error(
            "This connection may not read " + table.schema + "." + table.name +
            ". The check needs the owner's connection (database.source), as `migrate` does.");
    }
    return {*std::move(scan), *std::move(tables)};
}

std::string list(const std::map<std::string, std::int64_t>& kinds) {
    std::string text;
    for (const auto& [kind, count] : kinds) {
        if (!text.empty()) text += ", ";
        text += kind + (count > 1 ? " ×" + std::to_string(count) : "");
    }
    return text;
}

template <typename Range, typename Name>
std::map<std::string, std::int64_t> count_kinds(const Range& range, Name name) {
    std::map<std::string, std::int64_t> kinds;
    for (const auto& each : range) ++kinds[std::invoke(name, each)];
    return kinds;
}

erasure::Person collect(Database& database, const std::string& email) {
    auto person = erasure::collect(database.scan, database.tables, email);
    if (!person.shared.empty()) {
        std::cout << "Not looked for, because others have the same: "
                  << list(count_kinds(person.shared, std::identity())) << "\n";
    }
    std::erase_if(person.needles,
                  [](const auto& needle) { return needle.value.size() < erasure::Matcher::kShortest; });
    return person;
}

int search(const Stores& stores, Database& database, const std::vector<erasure::Needle>& needles) {
    const erasure::Matcher matcher(needles);
    erasure::Search search(matcher);
    search.look_into(database.scan, database.tables);
    {
        runtime::Loops loops(1);
        redis::ClientOptions options;
        options.address = stores.redis.address;
        options.password = stores.redis.password.reveal();
        options.command_timeout = std::chrono::seconds(10);
        redis::Client store(loops, options);
        search.look_into(store, loops);
    }
    search.look_into(stores.pictures_folder, "pictures");
    for (const auto& path : stores.log_files) search.look_into(path, "log");
    for (const auto& [where, place] : search.places()) {
        std::cout << where << " (" << place.count << "): " << list(place.kinds) << "\n";
    }
    std::cout << (search.places().empty() ? "Nothing was found.\n" : "");
    return search.places().empty() ? kClean : kFound;
}

int run(const CommandLine& line, config::Configuration& configuration) {
    const auto stores = Stores::read(configuration);
    auto database = open_database(stores.database);
    if (const auto against = line.options.find("--against"); against != line.options.end()) {
        return search(stores, database, erasure::load(against->second));
    }
    const auto person = collect(database, line.words[0]);
    const auto save = line.options.find("--save");
    if (save == line.options.end()) return search(stores, database, person.needles);
    erasure::save(save->second, person.needles);
    std::cout << "Written to " << save->second << ": "
              << list(count_kinds(person.needles, &erasure::Needle::kind)) << "\n";
    return kClean;
}

}  // namespace

int erasure_check(const CommandLine& line) {
    line.allow_flags({"--against", "--save"});
    const bool against = line.options.contains("--against");
    if (line.words.size() != (against ? 0U : 1U) || (against && line.options.contains("--save"))) {
        throw std::invalid_argument("usage: ecommerce erasure-check EMAIL [--save FILE] | --against FILE");
    }
    auto configuration = load_configuration(line);
    try {
        return run(line, configuration);
    } catch (const std::exception& problem) {
        std::cerr << "ecommerce: " << problem.what() << "\n";
        return kNotChecked;
    }
}

}  // namespace ecommerce
