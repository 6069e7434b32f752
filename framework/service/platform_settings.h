// SPDX-License-Identifier: Apache-2.0
// The settings of the process, whichever services run in it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "framework/auth/token.h"
#include "framework/config/secret.h"
#include "framework/money/currencies.h"
#include "framework/rpc/resolver.h"

namespace ecommerce::config {
class Configuration;
}

namespace ecommerce::service {

struct DatabaseSettings {
    std::size_t connections_max;
    std::size_t shared_per_loop;
    std::size_t exclusive_per_loop;
    std::size_t lists_per_loop;
    std::size_t lists_waiting_max;
    std::chrono::milliseconds connect_timeout;
    std::chrono::milliseconds list_timeout;
};

struct RedisSettings {
    std::string address;
    config::Secret password;
};

// Calls to the world outside.
struct HttpClientSettings {
    std::string ca_bundle;
    std::string proxy;
};

struct PlatformSettings {
    DatabaseSettings database;
    RedisSettings redis;
    HttpClientSettings http_client;
    std::size_t loops;
    std::size_t password_threads;
    std::size_t password_queue;
    std::size_t blocking_threads;
    std::string listen_host;
    int port_offset;  // added to each service's ports
    std::chrono::milliseconds shutdown_grace;
    std::chrono::milliseconds background_patience;  // with work that fails, before /readyz names it
    config::Secret identity_key;
    std::optional<auth::PublicKey> token_key;  // checks access tokens
    bool open_service_ports;
    Currencies currencies;
    std::map<std::string, rpc::Addresses> addresses;  // of services in other processes

    // Declares and reads them; Configuration::check() says later what is wrong.
    static PlatformSettings read(config::Configuration& configuration);
};

}  // namespace ecommerce::service
