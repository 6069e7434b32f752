// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/read_orders.h"

#include <algorithm>
#include <span>

#include "application/order/app/errors.h"
#include "application/order/domain/order_no.h"
#include "framework/call/reasons.h"
#include "framework/runtime/join.h"

namespace ecommerce::order {

namespace {

ReadOrders::Counts to_counts(std::vector<StatusCount> rows) {
    std::ranges::sort(rows, {}, &StatusCount::status);
    ReadOrders::Counts counts;
    for (const auto& [state, count] : rows) {
        auto& message = *counts.Add();
        message.set_status(to_message(state));
        message.set_count(std::min(count, OrderReader::kCountMax));
        message.set_capped(count > OrderReader::kCountMax);
    }
    return counts;
}

// All, or those of orders that are not over.
std::vector<State> states(bool all) {
    std::vector<State> found;
    for (const auto& [state, name] : names_of(State())) {
        if (all || !kLife.is_final(state)) found.push_back(state);
    }
    return found;
}

Result<void> check(const ListFilter& filter) {
    const auto& number = filter.order_no_prefix;
    if (!number.empty() && number.size() < kSearchableNumber) {
        return fail(reason::invalid_field("Give the number, or at least its first " +
                                          std::to_string(kSearchableNumber) + " characters."));
    }
    if (number.empty() && filter.scope.user_id && filter.scope.shop_id)
        return fail(reason::invalid_field("Ask for the orders of a buyer or of a shop, not of both."));
    return {};
}

}  // namespace

Viewer ReadOrders::seen_by(Actor actor, State state, std::optional<Timestamp> completed_at) const {
    return {.actor = actor,
            .sees_address = actor != Actor::seller ||
                            shows_address(state, completed_at, clock_.now(), address_shown_for_)};
}

Task<Result<v1::Order>> ReadOrders::one(CallContext& context, std::string_view order_no, Scope scope,
                                        Actor viewer) const {
    auto found = co_await ok(reader_.find(context, order_no, scope));
    if (!found) co_return no_such_order();
    WholeOrder whole{.order = std::move(*found)};
    auto [items, moves] = co_await runtime::both(reader_.items(context, whole.order.id),
                                                 reader_.moves(context, whole.order.id));
    if (!items) co_return fail(std::move(items.error()));
    if (!moves) co_return fail(std::move(moves.error()));
    whole.items = std::move(*items);
    whole.moves = std::move(*moves);
    if (whole.order.status == State::pending_payment && viewer != Actor::seller) {
        auto siblings = co_await ok(reader_.of_checkout(context, whole.order.checkout_id));
        whole.siblings = std::move(siblings);
    }
    v1::Order order;
    fill(order, whole, seen_by(viewer, whole.order.status, whole.order.completed_at));
    co_return order;
}

Task<Result<ReadOrders::Page>> ReadOrders::page(CallContext& context, ListFilter filter, PageRequest request,
                                                Actor viewer) const {
    co_await ok(check(filter));
    const auto read = co_await ok(ecommerce::Page::read("orders", request));
    filter.before_id = read.before_id();
    filter.limit = read.limit();
    auto rows = co_await ok(reader_.list(context, std::move(filter)));
    Page page{.orders = {}, .next_page_token = read.cut(rows, &SummaryRow::id)};
    page.orders = co_await ok(to_summaries(context, rows, viewer));
    co_return page;
}

Task<Result<ReadOrders::Summaries>> ReadOrders::numbered(CallContext& context,
                                                         const std::vector<std::string>& order_nos,
                                                         Scope scope, Actor viewer) const {
    const auto rows = co_await ok(reader_.numbered(context, order_nos, scope));
    co_return co_await to_summaries(context, rows, viewer);
}

Task<Result<ReadOrders::Summaries>> ReadOrders::to_summaries(CallContext& context,
                                                             const std::vector<SummaryRow>& rows,
                                                             Actor viewer) const {
    Summaries summaries;
    if (rows.empty()) co_return summaries;
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    auto items = co_await ok(reader_.first_items(context, ids));
    for (const auto& row : rows) {
        const auto [first, last] = std::ranges::equal_range(items, row.id, {}, &ItemRow::order_id);
        fill(*summaries.Add(), row, std::span<const ItemRow>(first, last),
             seen_by(viewer, row.status, row.completed_at));
    }
    co_return summaries;
}

Task<Result<ReadOrders::Counts>> ReadOrders::counts(CallContext& context, Scope scope) const {
    co_return to_counts(co_await ok(reader_.count(context, scope, states(true))));
}

Task<Result<ReadOrders::Counts>> ReadOrders::open_counts(CallContext& context, Scope scope) const {
    co_return to_counts(co_await ok(reader_.count(context, scope, states(false))));
}

}  // namespace ecommerce::order
