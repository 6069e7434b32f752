// SPDX-License-Identifier: Apache-2.0
// Orders as buyers, sellers and administrators read them: the three services differ in whose they see and
// in what they may do with them.
#pragma once

#include "application/order/app/convert.h"
#include "application/order/storage/order_reader.h"
#include "framework/call/context.h"
#include "framework/call/page.h"
#include "framework/config/live.h"

namespace ecommerce::order {

// Stateless; any loop.
class ReadOrders {
public:
    // `address_shown_for`: to the shop, from the receipt.
    ReadOrders(OrderReader& reader, const runtime::Clock& clock,
               config::Live<std::chrono::milliseconds> address_shown_for)
        : reader_(reader), clock_(clock), address_shown_for_(std::move(address_shown_for)) {}
    OrderReader& reader() const { return reader_; }

    // not_found for what is outside of `scope`.
    Task<Result<v1::Order>> one(CallContext& context, std::string_view order_no, Scope scope,
                                Actor viewer) const;

    using Summaries = google::protobuf::RepeatedPtrField<v1::OrderSummary>;
    struct Page {
        Summaries orders;
        std::string next_page_token;
    };
    // `filter` without its page. Error: invalid_field for what no index serves.
    Task<Result<Page>> page(CallContext& context, ListFilter filter, PageRequest request, Actor viewer) const;

    // Those of `scope` that have these numbers, the latest first.
    Task<Result<Summaries>> numbered(CallContext& context, const std::vector<std::string>& order_nos,
                                     Scope scope, Actor viewer) const;

    using Counts = google::protobuf::RepeatedPtrField<v1::OrderStatusCount>;
    Task<Result<Counts>> counts(CallContext& context, Scope scope) const;
    // Of those that are not over.
    Task<Result<Counts>> open_counts(CallContext& context, Scope scope) const;

private:
    Task<Result<Summaries>> to_summaries(CallContext& context, const std::vector<SummaryRow>& rows,
                                         Actor viewer) const;
    Viewer seen_by(Actor actor, State state, std::optional<Timestamp> completed_at) const;

    OrderReader& reader_;
    const runtime::Clock& clock_;
    const config::Live<std::chrono::milliseconds> address_shown_for_;
};

}  // namespace ecommerce::order
