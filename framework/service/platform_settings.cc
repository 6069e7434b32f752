// SPDX-License-Identifier: Apache-2.0
#include "framework/service/platform_settings.h"

#include <algorithm>
#include <array>
#include <thread>

#include "framework/config/configuration.h"
#include "framework/service/database_login.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;

std::size_t cores() {
    return std::max(1U, std::thread::hardware_concurrency());
}

DatabaseSettings read_database(config::Section& section) {
    return {
        .connections_max = section.integer<std::size_t>(
            "connections_max", 80, {.help = "connections of this process, all services together", .min = 4}),
        .shared_per_loop = section.integer<std::size_t>(
            "shared_per_loop", 1,
            {.help = "pipelined connections for single statements, a service and loop", .min = 1, .max = 16}),
        .exclusive_per_loop = section.integer<std::size_t>(
            "exclusive_per_loop", 4,
            {.help = "connections for transactions, a service and loop", .min = 1, .max = 64}),
        .lists_per_loop = section.integer<std::size_t>(
            "lists_per_loop", 2,
            {.help = "lists that run at the same time, each on a connection, a service and loop",
             .min = 1,
             .max = 64}),
        .lists_waiting_max = section.integer<std::size_t>(
            "lists_waiting_max", 256,
            {.help = "lists that wait for one of these connections; more are refused", .min = 1}),
        .connect_timeout = section.duration(
            "connect_timeout", 3s,
            {.help = "how long a connection may take to be there; calls that wait for it are refused then",
             .min = 1s,
             .max = 5min}),
        .list_timeout = section.duration(
            "list_timeout", 3s, {.help = "how long a list may run before PostgreSQL ends it", .min = 10ms})};
}

std::optional<auth::PublicKey> read_token_key(config::Configuration& configuration) {
    const auto text =
        configuration.section("platform")
            .string(
                "token_public_key", "",
                {.help = "64 hex digits; checks access tokens where the key that signs them is not known"});
    auth::PublicKey key{};
    if (text.size() != 2 * key.size()) return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<unsigned char>(std::stoi(text.substr(2 * i, 2), nullptr, 16));
    }
    return key;
}

std::map<std::string, rpc::Addresses> read_addresses(config::Configuration& configuration) {
    std::map<std::string, rpc::Addresses> addresses;
    const auto table =
        configuration.section("platform")
            .table("services", {},
                   {.help = "gRPC addresses of services in other processes, several joined by +"});
    for (const auto& [service, text] : table) {
        auto& list = addresses[service];
        for (std::size_t from = 0; from <= text.size();) {
            const auto to = std::min(text.find('+', from), text.size());
            list.push_back(text.substr(from, to - from));
            from = to + 1;
        }
    }
    return addresses;
}

}  // namespace

PlatformSettings PlatformSettings::read(config::Configuration& configuration) {
    declare_database(configuration);
    auto& platform = configuration.section("platform");
    auto& redis = configuration.section("redis");
    auto& http_client = configuration.section("http_client");
    return {
        .database = read_database(configuration.section("database")),
        .redis = {.address =
                      redis.string("address", "127.0.0.1:6379", {.help = "the key-value store, host:port"}),
                  .password = redis.secret("password", {.help = "of the key-value store"})},
        .http_client =
            {.ca_bundle = http_client.string(
                 "ca_bundle", "",
                 {.help =
                      "PEM file of the authorities that servers outside are trusted by; empty: the system's"}),
             .proxy = http_client.string(
                 "proxy", "", {.help = "for calls to the outside, as http://host:3128; empty: none"})},
        .loops = platform.integer<std::size_t>("loops", cores(),
                                               {.help = "event loops, one a core", .min = 1, .max = 256}),
        .password_threads =
            platform.integer<std::size_t>("password_threads", std::max<std::size_t>(1, cores() / 2),
                                          {.help = "threads that hash passwords", .min = 1, .max = 64}),
        .password_queue = platform.integer<std::size_t>(
            "password_queue", 32,
            {.help = "password checks that may wait; more are refused", .min = 1, .max = 10'000}),
        .blocking_threads = platform.integer<std::size_t>("blocking_threads", 2,
                                                          {.help = "threads for files", .min = 1, .max = 64}),
        .listen_host =
            platform.string("listen_host", "127.0.0.1", {.help = "the IP address that ports are opened on"}),
        .port_offset = platform.integer<int>(
            "port_offset", 0,
            {.help = "added to each service's ports, so that two platforms fit on one machine",
             .min = -29'000,
             .max = 30'000}),
        .shutdown_grace = platform.duration(
            "shutdown_grace", 5s,
            {.help = "how long running calls may take at the end", .min = 0ms, .max = 5min}),
        .background_patience = platform.duration(
            "background_patience", 1min,
            {.help = "how long periodic work or the relay of events keeps failing before /readyz names it",
             .max = 24h}),
        .identity_key =
            platform.key("identity_key", {.help = "proves services to each other", .required = true}),
        .token_key = read_token_key(configuration),
        .open_service_ports = platform.boolean("open_service_ports", true,
                                               {.help = "each service on its own HTTP and gRPC port"}),
        .currencies = Currencies(
            platform.list("currencies", {"CNY"},
                          {.help = "what prices may be in, ISO 4217; the first is the platform's own"})),
        .addresses = read_addresses(configuration)};
}

}  // namespace ecommerce::service
