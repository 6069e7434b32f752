// SPDX-License-Identifier: Apache-2.0
// What has to be looked at again in pages, since it is too much for one statement: the table `sweeps`.
#pragma once

#include <cstdint>
#include <optional>

#include "framework/call/context.h"
#include "framework/postgres/database.h"
#include "framework/state/names.h"

namespace ecommerce::search {

// Stored.
enum class SweepKind : std::uint8_t { category, goods, orders };
constexpr auto names_of(SweepKind) {
    return std::to_array<Name<SweepKind>>({{SweepKind::category, "CATEGORY"},  // its products
                                           {SweepKind::goods, "GOODS"},        // a shop's products
                                           {SweepKind::orders, "ORDERS"}});    // a shop's orders
}

struct Sweep {
    SweepKind kind = SweepKind::category;
    std::int64_t subject_id = 0;
    std::int64_t after_id = 0;
};

// Stateless; any loop.
class SweepStore {
public:
    // One that is under way begins anew, also when it is about to end.
    void begin(postgres::Transaction& tx, SweepKind kind, std::int64_t subject_id, Timestamp due) const;
    // One that is due, held until the transaction ends; none that another one holds.
    Task<Result<std::optional<Sweep>>> hold(postgres::Transaction& tx, Timestamp now) const;
    // Behind this row; nothing: it is at its end.
    void go_on(postgres::Transaction& tx, const Sweep& sweep, std::optional<std::int64_t> after_id) const;
};

}  // namespace ecommerce::search
