// SPDX-License-Identifier: Apache-2.0
// How far the walks through all products and all orders are: the table `walks`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::search {

// Of what; the number of its row.
enum class Walked : std::uint8_t { products = 1, orders = 2 };

struct Walk {
    std::int64_t run = 0;
    std::int64_t finished_run = 0;
    std::int64_t after_id = 0;
    std::int64_t read = 0;      // so many of them
    std::int32_t analyser = 0;  // the version of the analysis that the latest finished run went by
    std::optional<Timestamp> finished_at;
    std::string engine;  // for which the latest one is
};

// Stateless; any loop.
class WalkStore {
public:
    // `engine`: the name of the one that the walks are for; it outlives the store.
    WalkStore(postgres::Database& database, Walked walked, std::string_view engine)
        : database_(database), id_(int(walked)), engine_(engine) {}

    // Nothing before the first.
    Task<Result<std::optional<Walk>>> latest(CallContext& context) const;
    // From the beginning; its number.
    Task<Result<std::int64_t>> begin(CallContext& context) const;
    // False when somebody else went on from there, or another walk has begun.
    Task<Result<bool>> go_on(postgres::Transaction& tx, const Walk& from, std::int64_t after_id,
                             std::int64_t read) const;
    Task<Result<void>> finish(CallContext& context, std::int64_t run, std::int32_t analyser,
                              Timestamp now) const;

private:
    postgres::Database& database_;
    const std::int64_t id_;
    const std::string_view engine_;
};

}  // namespace ecommerce::search
