// SPDX-License-Identifier: Apache-2.0
// Tests with the key-value store. It is shared: key() makes names that are the test's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "framework/redis/client.h"
#include "framework/runtime/loop.h"
#include "framework/testing/run.h"

namespace ecommerce::testing {

// Waits until the loop has a connection, a few seconds at most.
Task<bool> wait_until_connected(redis::Client& client);

class RedisFixture : public ::testing::Test {
protected:
    RedisFixture();
    ~RedisFixture() override;

    // Connects on every loop.
    void SetUp() override;
    void TearDown() override;

    virtual redis::ClientOptions options() const;

    redis::Client& client() { return *client_; }
    runtime::Loops& loops() { return loops_; }
    std::string key(std::string_view name) const { return prefix_ + std::string(name); }
    template <typename T>
    T run(Task<T> task, std::size_t loop = 0) {
        return testing::run(loops_, std::move(task), loop);
    }

    CallContext context = context_with();

private:
    runtime::Loops loops_{2};
    std::string prefix_;
    std::unique_ptr<redis::Client> client_;
};

}  // namespace ecommerce::testing
