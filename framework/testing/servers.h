// SPDX-License-Identifier: Apache-2.0
// PostgreSQL and a key-value store of the test's own, which it may stop, freeze and kill.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace ecommerce::testing {

// A TCP port of 127.0.0.1 that was free a moment ago.
std::uint16_t free_port();

// Both servers, in a folder of their own that goes with this object. Uses tools/servers; throws
// std::runtime_error when they do not start. One thread at a time.
class Servers {
public:
    Servers();
    ~Servers();
    Servers(const Servers&) = delete;
    Servers& operator=(const Servers&) = delete;

    const std::string& db_source() const { return db_source_; }  // an account with CREATEDB and CREATEROLE
    const std::string& redis_address() const { return redis_address_; }
    const std::string& redis_password() const { return redis_password_; }

    enum class Which { postgres, redis };
    void stop(Which server);   // politely; waits
    void start(Which server);  // what is stopped or killed
    void restart(Which server);
    void kill(Which server);    // kill -9 to all its processes
    void freeze(Which server);  // SIGSTOP to all its processes
    void thaw(Which server);

private:
    void signal(Which server, int number);

    std::filesystem::path folder_;
    std::filesystem::path data_;
    std::string db_source_, redis_address_, redis_password_;
};

// Where tests of this process find the servers: TEST_DB_SOURCE, TEST_REDIS_ADDRESS and
// TEST_REDIS_PASSWORD, or servers that are started at the first call and end with the process.
struct ServerAddresses {
    std::string db_source, redis_address, redis_password;
};
const ServerAddresses& server_addresses();

}  // namespace ecommerce::testing
