// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/redis_fixture.h"

#include <unistd.h>

#include <atomic>

#include "framework/runtime/spawn.h"
#include "framework/testing/servers.h"

namespace ecommerce::testing {

Task<bool> wait_until_connected(redis::Client& client) {
    const auto end = deadline_in(std::chrono::seconds(20));
    while (!client.connected() && std::chrono::steady_clock::now() < end) {
        co_await runtime::sleep(std::chrono::milliseconds(1));
    }
    co_return client.connected();
}

RedisFixture::RedisFixture() = default;
RedisFixture::~RedisFixture() = default;

void RedisFixture::SetUp() {
    static std::atomic<int> next = 0;
    prefix_ = "test:" + std::to_string(getpid()) + ":" + std::to_string(next++) + ":";
    client_ = std::make_unique<redis::Client>(loops_, options());
    for (std::size_t i = 0; i < loops_.size(); ++i) ASSERT_TRUE(run(wait_until_connected(*client_), i));
    context = context_with();
}

void RedisFixture::TearDown() {
    client_.reset();
}

redis::ClientOptions RedisFixture::options() const {
    redis::ClientOptions options;
    options.address = server_addresses().redis_address;
    options.password = server_addresses().redis_password;
    // Generous: machines that run tests are often busy.
    options.command_timeout = std::chrono::seconds(5);
    return options;
}

}  // namespace ecommerce::testing
