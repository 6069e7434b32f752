// SPDX-License-Identifier: Apache-2.0
// Keeps the index of orders: reads those that were heard of, and walks through all of them.
#pragma once

#include "application/search/storage/order_store.h"
#include "application/search/storage/walk_store.h"
#include "framework/postgres/transactor.h"

#include "order/v1/order_index_service.rpc.h"

namespace ecommerce::search {

// Any loop; several at once, in several processes too, do no harm: an order's words never change.
class FollowOrders {
public:
    static constexpr std::int64_t kAtOnce = 100;

    struct Needs {
        postgres::Transactor transact;
        const OrderStore& store;
        const WalkStore& walks;
        order::v1::OrderIndexService& orders;
        const runtime::Clock& clock;
    };
    explicit FollowOrders(const Needs& needs) : parts_(needs) {}

    // Reads kAtOnce at most; how many there were. What fails is read again.
    Task<Result<std::int64_t>> look(CallContext& context) const;
    // Reads the next orders of a walk that is not at its end; false when there is nothing to do now.
    Task<Result<bool>> walk(CallContext& context) const;

private:
    Task<Result<std::vector<FoundOrder>>> to_found(
        CallContext& context,
        const google::protobuf::RepeatedPtrField<order::v1::IndexedOrder>& orders) const;

    const Needs parts_;
};

}  // namespace ecommerce::search
