// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/follow_orders.h"

#include <algorithm>
#include <set>

#include "application/search/domain/document.h"
#include "framework/rpc/messages.h"

namespace ecommerce::search {

namespace {

using namespace std::chrono_literals;

// Whoever has claimed orders and dies leaves them to others after this.
constexpr auto kLease = 15s;
constexpr std::uint32_t kWalkedAtOnce = 200;

}  // namespace

// Which shops are forgotten is read after the orders: one that is forgotten later has its orders read once more.
Task<Result<std::vector<FoundOrder>>> FollowOrders::to_found(
    CallContext& context, const google::protobuf::RepeatedPtrField<order::v1::IndexedOrder>& orders) const {
    const auto forgotten = co_await ok(parts_.store.forgotten_shops(context));
    const std::set<std::int64_t> nameless(forgotten.begin(), forgotten.end());
    std::vector<FoundOrder> found;
    for (const auto& order : orders) {
        found.push_back({.id = order.id(),
                         .order_no = order.order_no(),
                         .user_id = order.user_id(),
                         .shop_id = order.shop_id(),
                         .shop_name = nameless.contains(order.shop_id()) ? std::string() : order.shop_name(),
                         .status = order.status(),
                         .product_names = {order.product_names().begin(), order.product_names().end()},
                         .option_values = {order.option_values().begin(), order.option_values().end()},
                         .created_at = rpc::to_time(order.created_at())});
    }
    co_return found;
}

Task<Result<std::int64_t>> FollowOrders::look(CallContext& context) const {
    const auto now = parts_.clock.now();
    auto numbers = co_await ok(parts_.store.claim(context, now, now + kLease, kAtOnce));
    if (numbers.empty()) co_return 0;
    const auto claimed = std::ssize(numbers);
    order::v1::BatchGetIndexedOrdersRequest request;
    for (const auto& number : numbers) request.add_order_nos(number);
    const auto response = co_await ok(parts_.orders.BatchGetIndexedOrders(context, request));
    const auto found = co_await ok(to_found(context, response.orders()));
    std::erase_if(numbers, [&](const std::string& number) {
        return std::ranges::find(found, number, &FoundOrder::order_no) != found.end();
    });
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        parts_.store.put(tx, found);
        parts_.store.remove(tx, numbers);
        co_return {};
    };
    co_await ok(parts_.transact(context, {.repeatable = true}, std::move(body)));
    co_return claimed;
}

Task<Result<bool>> FollowOrders::walk(CallContext& context) const {
    const auto latest = co_await ok(parts_.walks.latest(context));
    if (!latest || latest->finished_run >= latest->run) {
        if (latest && latest->analyser >= kAnalyserVersion) co_return false;
        co_await ok(parts_.walks.begin(context));
        co_return true;
    }
    order::v1::ListIndexedOrdersRequest request;
    request.set_after_id(latest->after_id);
    request.set_limit(kWalkedAtOnce);
    const auto response = co_await ok(parts_.orders.ListIndexedOrders(context, request));
    const auto found = co_await ok(to_found(context, response.orders()));
    if (found.empty()) {
        co_await ok(parts_.walks.finish(context, latest->run, kAnalyserVersion, parts_.clock.now()));
        co_return false;
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        if (co_await ok(parts_.walks.go_on(tx, *latest, found.back().id, std::ssize(found))))
            parts_.store.put(tx, found);
        co_return {};
    };
    co_await ok(parts_.transact(context, {.repeatable = true}, std::move(body)));
    co_return true;
}

}  // namespace ecommerce::search
