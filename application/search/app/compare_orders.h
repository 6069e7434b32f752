// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/search/storage/order_store.h"
#include "application/search/storage/walk_store.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "order/v1/order_index_service.rpc.h"

namespace ecommerce::search {

// For the doctor: whether all orders can be found, in the status that they have. While a walk is under way nothing is
// said.
class CompareOrders {
public:
    // What does not agree is looked at so many times again, a second apart, since news may be on its way.
    static constexpr int kLooksAgain = 40;  // together longer than an event is leased by a process that died
    CompareOrders(const WalkStore& walks, const OrderStore& store, order::v1::OrderIndexService& orders,
                  int looks_again)
        : walks_(walks), store_(store), orders_(orders), looks_again_(looks_again) {}

    Task<Result<void>> operator()(CallContext& context,
                                  diagnostics::v1::CheckInvariantsResponse& response) const;

private:
    // The next page; `wrong` is what of it does not agree.
    struct Piece {
        std::vector<std::string> wrong;
        std::int64_t last_id = 0;  // 0 at the end
    };
    Task<Result<Piece>> look(CallContext& context, std::int64_t after_id) const;

    const WalkStore& walks_;
    const OrderStore& store_;
    order::v1::OrderIndexService& orders_;
    const int looks_again_;
};

}  // namespace ecommerce::search
