// SPDX-License-Identifier: Apache-2.0
// The table of processes that run or ran lately.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::admin {

struct InstanceRow {
    std::string id;
    std::string process;
    std::string program_version;
    Timestamp started_at;
    Timestamp seen_at;
    std::int64_t parameters_version = 0;
};

// Stateless; any loop.
class InstanceStore {
public:
    explicit InstanceStore(postgres::Database& database) : database_(database) {}

    // Seen since then, by process, the latest first; so many at most.
    Task<Result<std::vector<InstanceRow>>> list(CallContext& context, Timestamp since, int limit) const;
    void put(postgres::Transaction& tx, const InstanceRow& instance) const;
    // Those not seen since then; how many.
    Task<Result<std::int64_t>> forget(CallContext& context, Timestamp before) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::admin
