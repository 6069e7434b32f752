// SPDX-License-Identifier: Apache-2.0
// Names to addresses, on a worker pool because the C library blocks. Internal to framework/http.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "framework/runtime/asio.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/lru_map.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::http {

// One loop's own.
class Resolver {
public:
    using Addresses = std::vector<boost::asio::ip::address>;

    Resolver(runtime::WorkerPool& pool, std::chrono::seconds kept) : pool_(pool), known_(kKnownMax, kept) {}

    // An address is its own answer. Errors: unavailable, deadline.
    Task<Result<Addresses>> resolve(std::string host, Deadline deadline);

private:
    static constexpr std::size_t kKnownMax = 256;

    runtime::WorkerPool& pool_;
    runtime::LruMap<std::string, Addresses> known_;
};

}  // namespace ecommerce::http
