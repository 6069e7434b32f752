// SPDX-License-Identifier: Apache-2.0
#include "framework/service/database_login.h"

#include <utility>

#include "framework/config/configuration.h"
#include "framework/postgres/source.h"

namespace ecommerce::service {

namespace {

constexpr std::string_view kAsInSource = "from-source";

// The section `database`, as far as it says where and how to connect.
struct Server {
    std::string owner;
    std::string services;  // where services connect
    std::string tls;
    std::string authorities;

    static Server read(config::Configuration& configuration, bool owner_required, bool services_required) {
        auto& section = configuration.section("database");
        auto owner = std::string(
            section
                .secret("source",
                        {.help = "PostgreSQL as the owner of all schemas, for `ecommerce migrate` alone: "
                                 "postgresql://user:password@host/db",
                         .required = owner_required})
                .reveal());
        auto services = section.string(
            "server", "",
            {.help = "where services connect: postgresql://host/db; empty: where `source` says",
             .required = services_required && owner.empty()});
        auto tls = section.string(
            "sslmode", kAsInSource,
            {.help = "TLS to PostgreSQL; verify-full holds its certificate to sslrootcert and to its name",
             .one_of = {kAsInSource, "disable", "prefer", "require", "verify-ca", "verify-full"}});
        auto authorities = section.string(
            "sslrootcert", "",
            {.help = "PEM file of the authorities that PostgreSQL's certificate is trusted by"});
        return {.owner = std::move(owner),
                .services = std::move(services),
                .tls = std::move(tls),
                .authorities = std::move(authorities)};
    }

    postgres::Keywords without_account() const {
        auto keywords = postgres::parse_source(services.empty() ? owner : services);
        keywords.erase("user");
        keywords.erase("password");
        return keywords;
    }

    // However the server is named, it is met so.
    void add_tls(postgres::Keywords& keywords) const {
        if (tls != kAsInSource) keywords["sslmode"] = tls;
        if (!authorities.empty()) keywords["sslrootcert"] = authorities;
    }
};

}  // namespace

void declare_database(config::Configuration& configuration) {
    Server::read(configuration, false, false);
}

DatabaseLogin read_login(config::Configuration& configuration, std::string_view service) {
    auto& own = configuration.section("postgres").section(service);
    const auto source =
        own.secret("source", {.help = "this service's own server and account, where they are not "
                                      "database.server, user and password"});
    const bool whole = !source.empty();
    const auto server = Server::read(configuration, false, !whole);
    const auto user =
        own.string("user", "", {.help = "this service's role; empty: " + postgres::role_of(service)});
    const auto password =
        own.secret("password", {.help = "of this service's role", .required = !whole, .generate = !whole});

    auto keywords = whole ? postgres::parse_source(std::string(source.reveal())) : server.without_account();
    server.add_tls(keywords);
    if (!user.empty()) keywords["user"] = user;
    if (!password.empty()) keywords["password"] = password.reveal();
    keywords.try_emplace("user", postgres::role_of(service));
    return {.source = postgres::format_source(keywords),
            .account = {.schema = postgres::schema_of(service),
                        .role = keywords["user"],
                        .password = keywords["password"]}};
}

std::string read_owner(config::Configuration& configuration) {
    const auto server = Server::read(configuration, true, false);
    auto keywords = postgres::parse_source(server.owner);
    server.add_tls(keywords);
    return postgres::format_source(keywords);
}

}  // namespace ecommerce::service
