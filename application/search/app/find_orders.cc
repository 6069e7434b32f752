// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/find_orders.h"

#include <algorithm>

#include "application/search/storage/term_query.h"
#include "framework/rpc/messages.h"

namespace ecommerce::search {

namespace {

constexpr Reading kReadings[] = {Reading::words, Reading::pinyin, Reading::initials};

OrderWish to_wish(FindOrders::Scope scope, const v1::OrderFilter& filter) {
    OrderWish wish{.terms = {}, .number = {}, .statuses = {}, .from = {}, .before = {}};
    if (scope.user_id > 0) wish.user_id = scope.user_id;
    if (scope.shop_id > 0) wish.shop_id = scope.shop_id;
    if (filter.statuses_size() > 0) wish.statuses.emplace(filter.statuses().begin(), filter.statuses().end());
    if (filter.has_placed_from()) wish.from = rpc::to_time(filter.placed_from());
    if (filter.has_placed_before()) wish.before = rpc::to_time(filter.placed_before());
    return wish;
}

// A page token says how the page before was read.
Result<std::optional<Reading>> reading_of(const PageKey& key) {
    if (key.id == 0) return std::optional<Reading>();
    const auto& text = key.value;
    if (text.size() != 1 || text[0] < '0' || text[0] > '2') return invalid_page_token();
    return std::optional(Reading(text[0] - '0'));
}

}  // namespace

Task<Result<FindOrders::Hits>> FindOrders::search(CallContext& context, OrderWish wish, Scope scope,
                                                  std::string_view query,
                                                  std::optional<Reading> asked) const {
    wish.number = number_in(query);
    if (query.empty() || !wish.number.empty())
        co_return Hits{.hits = co_await ok(store_.search(context, wish))};
    const auto synonyms = co_await ok(synonyms_.get(context));
    const auto parsed = parse_query(query, *synonyms);
    Hits found;
    if (parsed.units.empty()) co_return found;
    for (const auto reading : kReadings) {
        if (asked ? reading != *asked : reading != Reading::words && !parsed.has(reading)) continue;
        wish.terms = to_tsquery(parsed, reading, Place::any);
        if (scope.shop_id > 0) *wish.terms += " & '" + shop_term(scope.shop_id) + "'";
        found = {.hits = co_await ok(store_.search(context, wish)), .reading = reading};
        if (!found.hits.empty()) break;
    }
    co_return found;
}

Task<Result<FindOrders::Found>> FindOrders::operator()(CallContext& context, Scope scope,
                                                       const v1::OrderFilter& filter,
                                                       const PageRequest& request) const {
    const auto page = co_await ok(Page::read("order search", request));
    const auto reading = co_await ok(reading_of(page.after()));
    auto wish = to_wish(scope, filter);
    wish.before_id = page.before_id();
    wish.limit = page.limit();
    auto found = co_await ok(search(context, std::move(wish), scope, filter.query(), reading));
    Found out{.orders = {}, .next_page_token = page.cut(found.hits, [&](const OrderHit& hit) {
                  return PageKey{.id = hit.order_id, .value = std::to_string(int(found.reading))};
              })};
    if (found.hits.empty()) co_return out;
    order::v1::BatchGetOrderSummariesRequest wanted;
    for (const auto& hit : found.hits) wanted.add_order_nos(hit.order_no);
    wanted.set_user_id(scope.user_id);
    wanted.set_shop_id(scope.shop_id);
    auto response = co_await ok(orders_.BatchGetOrderSummaries(context, wanted));
    for (auto& order : *response.mutable_orders()) {
        // Since it was heard of it may have moved on.
        const bool fits =
            filter.statuses_size() == 0 ||
            std::ranges::find(filter.statuses(), int(order.status())) != filter.statuses().end();
        if (fits) *out.orders.Add() = std::move(order);
    }
    co_return out;
}

}  // namespace ecommerce::search
