// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/place_orders.h"

#include <algorithm>
#include <random>

#include "application/order/app/convert.h"
#include "application/order/domain/amounts.h"
#include "application/order/domain/order_no.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

#include "order/v1/error_reason.rpc.h"

namespace ecommerce::order {

namespace {

// A day has ten billion numbers, so the second try nearly always finds a free one.
constexpr int kTries = 5;

std::uint64_t random_number() {
    thread_local std::random_device device;  // the operating system's: numbers must not be foreseen
    return std::uint64_t(device()) << 32 | device();
}

std::unexpected<Error> total_mismatch(std::string message) {
    return fail(v1::reason::total_mismatch(std::move(message)));
}

bool in_currency(const v1::NewOrder& order, std::string_view currency) {
    const auto matches = [&](const common::v1::Money& money) { return money.currency_code() == currency; };
    return matches(order.goods_total()) && matches(order.freight()) && matches(order.total()) &&
           (!order.has_discount() || matches(order.discount())) &&
           std::ranges::all_of(order.items(), [&](const v1::OrderItem& item) {
               return matches(item.price()) && matches(item.total());
           });
}

Result<NewCheckoutRow> read_checkout(const v1::CreateOrdersRequest& request, Timestamp now) {
    NewCheckoutRow checkout{.checkout_id = request.checkout_id(),
                            .payment_id = request.payment_id(),
                            .payment_method = request.payment_method(),
                            .user_id = request.user_id(),
                            .currency_code = request.orders(0).total().currency_code(),
                            .address = to_address(request.address()),
                            .created_at = now,
                            .pay_before = rpc::to_time(request.pay_before())};
    for (const auto& order : request.orders()) {
        if (!in_currency(order, checkout.currency_code)) {
            return total_mismatch("Orders of one checkout are paid in one currency.");
        }
        std::vector<LineAmounts> lines;
        for (const auto& item : order.items()) {
            lines.push_back({to_money(item.price()), item.quantity(), to_money(item.total())});
        }
        const Amounts amounts{to_money(order.goods_total()), to_money(order.freight()),
                              to_money(order.discount()), to_money(order.total())};
        if (auto mismatch = find_mismatch(amounts, lines); !mismatch.empty()) {
            return total_mismatch(std::move(mismatch));
        }
        checkout.orders.push_back(to_row(order));
    }
    std::ranges::sort(checkout.orders, {}, &NewOrderRow::shop_id);
    if (std::ranges::adjacent_find(checkout.orders, {}, &NewOrderRow::shop_id) != checkout.orders.end()) {
        return total_mismatch("A shop has one order in a checkout.");
    }
    return checkout;
}

}  // namespace

Task<Result<v1::CreateOrdersResponse>> PlaceOrders::operator()(CallContext& context,
                                                               const v1::CreateOrdersRequest& request) const {
    auto checkout = co_await ok(read_checkout(request, clock_.now()));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        auto placed = co_await store_.place(tx, checkout, unpaid_max_);
        if (placed && *placed) publisher_.placed(tx, context, checkout);
        co_return placed;
    };
    Result<bool> placed = false;
    for (int attempt = 1; attempt <= kTries; ++attempt) {
        for (auto& order : checkout.orders)
            order.order_no = make_order_no(checkout.created_at, utc_offset_, random_number());
        placed = co_await transact_(context, body);
        if (placed || !postgres::violates(placed.error(), OrderStore::kOrderNoTaken)) break;
    }
    if (!placed) co_return fail(std::move(placed.error()));

    v1::CreateOrdersResponse response;
    if (*placed) {
        for (const auto& order : checkout.orders) {
            fill(*response.add_orders(), CheckoutOrderRow{.order_no = order.order_no,
                                                          .shop_id = order.shop_id,
                                                          .shop_name = order.shop_name,
                                                          .total_minor = order.total_minor,
                                                          .currency_code = checkout.currency_code,
                                                          .pay_before = checkout.pay_before});
        }
        co_return response;
    }
    auto orders = co_await ok(reader_.of_checkout(context, request.checkout_id()));
    if (orders.empty()) co_return reason::not_found("The account of the buyer or of a shop is closed.");
    for (const auto& order : orders) fill(*response.add_orders(), order);
    co_return response;
}

}  // namespace ecommerce::order
