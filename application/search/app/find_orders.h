// SPDX-License-Identifier: Apache-2.0
// A search for orders: which fit by the index, and how they are now by the order service.
#pragma once

#include "application/search/app/synonym_cache.h"
#include "application/search/storage/order_store.h"
#include "framework/call/page.h"

#include "order/v1/order_index_service.rpc.h"
#include "search/v1/order_search_service.pb.h"

namespace ecommerce::search {

// Any loop.
class FindOrders {
public:
    FindOrders(const OrderStore& store, SynonymCache& synonyms, order::v1::OrderIndexService& orders)
        : store_(store), synonyms_(synonyms), orders_(orders) {}

    // Whose: a buyer's, a shop's, or all.
    struct Scope {
        std::int64_t user_id = 0;
        std::int64_t shop_id = 0;
    };
    struct Found {
        google::protobuf::RepeatedPtrField<order::v1::OrderSummary> orders;
        std::string next_page_token;
    };
    Task<Result<Found>> operator()(CallContext& context, Scope scope, const v1::OrderFilter& filter,
                                   const PageRequest& page) const;

private:
    struct Hits {
        std::vector<OrderHit> hits;
        Reading reading = Reading::words;
    };
    Task<Result<Hits>> search(CallContext& context, OrderWish wish, Scope scope, std::string_view query,
                              std::optional<Reading> reading) const;

    const OrderStore& store_;
    SynonymCache& synonyms_;
    order::v1::OrderIndexService& orders_;
};

}  // namespace ecommerce::search
