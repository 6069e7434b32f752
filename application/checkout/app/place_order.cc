// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/place_order.h"

#include <algorithm>
#include <map>
#include <set>

#include "application/checkout/app/present.h"
#include "framework/auth/digest.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/postal/address.h"
#include "framework/rpc/messages.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

// A refusal that says for certain that nothing was done. After any other failure the step may have
// happened, so its holds must stay until they expire.
bool is_refusal(const Error& error) {
    return error.code() == Code::invalid || error.code() == Code::precondition ||
           error.code() == Code::not_found;
}

Error price_changed(const Money& total) {
    return v1::reason::price_changed("The total has changed. Look at it again before you order.")
        .with("total_minor_units", std::to_string(total.minor_units()))
        .with("currency_code", std::string(total.currency()));
}

// The reservation decides about stock, not this look: what is missing may be held by this very checkout,
// from a run before that did not get to its end.
bool is_of_stock(v1::CheckoutProblem problem) {
    return problem == v1::CHECKOUT_PROBLEM_SOLD_OUT || problem == v1::CHECKOUT_PROBLEM_NOT_ENOUGH_STOCK;
}

bool is_open(const order::v1::OrderOfCheckout& order) {
    return order.status() != order::v1::ORDER_STATUS_CANCELLED;
}

Error refuse(v1::CheckoutProblem problem, const Basket& basket, const Wanted& wanted) {
    const auto sku = std::to_string(wanted.sku_id);
    if (problem == v1::CHECKOUT_PROBLEM_OFF_SHELF) {
        return v1::reason::sku_off_shelf("An article is not on sale any more.").with("sku_id", sku);
    }
    if (problem == v1::CHECKOUT_PROBLEM_OWN_GOODS) {
        return v1::reason::own_goods("You cannot buy in your own shop.").with("sku_id", sku);
    }
    if (problem == v1::CHECKOUT_PROBLEM_ADDRESS_UNVERIFIED) {
        return v1::reason::address_unverified(
            "Province, city and district of the address do not belong together.");
    }
    const auto& info = basket.skus.at(wanted.sku_id);
    const auto shop = std::to_string(info.shop_id());
    if (problem == v1::CHECKOUT_PROBLEM_SHOP_CLOSED) {
        return v1::reason::shop_closed("A shop is closed.").with("sku_id", sku).with("shop_id", shop);
    }
    return v1::reason::not_delivered("An article is not delivered to this address.")
        .with("sku_id", sku)
        .with("product_name", info.product_name())
        .with("shop_id", shop);
}

v1::PlaceOrderResponse respond(const std::string& checkout_id, const order::v1::CreateOrdersResponse& orders,
                               const payment::v1::Payment& payment) {
    v1::PlaceOrderResponse response;
    response.set_checkout_id(checkout_id);
    for (const auto& order : orders.orders()) {
        auto& placed = *response.add_orders();
        placed.set_order_no(order.order_no());
        placed.set_shop_id(order.shop_id());
        placed.set_shop_name(order.shop_name());
        *placed.mutable_total() = order.total();
    }
    response.mutable_payment()->set_id(payment.id());
    *response.mutable_payment()->mutable_amount() = payment.amount();
    *response.mutable_payment()->mutable_expires_at() = payment.expires_at();
    return response;
}

// Of two notes for one shop nobody could say which it reads.
Result<void> check_notes(const v1::PlaceOrderRequest& request) {
    std::set<std::int64_t> shops;
    std::vector<FieldViolation> violations;
    for (int i = 0; i < request.notes_size(); ++i) {
        if (shops.insert(request.notes(i).shop_id()).second) continue;
        violations.push_back({"notes[" + std::to_string(i) + "].shopId", "has a note already"});
    }
    if (violations.empty()) return {};
    auto error = reason::invalid_field("One or more fields break their rules.");
    return fail(std::move(error).violations(std::move(violations)));
}

}  // namespace

std::string checkout_id(std::int64_t user_id, std::string_view idempotency_key,
                        const v1::PlaceOrderRequest& request) {
    const auto named = std::to_string(user_id) + "|" + std::string(idempotency_key) + "|";
    return "c" + auth::digest_id("checkout", named + request.SerializeAsString());
}

std::string payment_id(std::string_view checkout_id) {
    return "p" + auth::digest_id("payment", checkout_id);
}

Task<Result<v1::PlaceOrderResponse>> PlaceOrder::operator()(CallContext& context,
                                                            const v1::PlaceOrderRequest& request) const {
    co_await ok(check_notes(request));
    Placing placing{.checkout_id = checkout_id(context.principal.user_id, context.idempotency_key, request),
                    .basket = {},
                    .quote = {},
                    .pay_before = needs_.clock.now() + rules_.payment_window.get()};
    auto prepared = co_await prepare(context, request, placing);
    if (!prepared) co_return co_await resume(context, placing, request, std::move(prepared.error()));

    auto orders = co_await create_orders(context, placing, request);
    if (!orders) {
        if (is_refusal(orders.error())) {
            co_await release_stock(context, placing);
            co_await return_lines(context, placing);
        }
        co_return fail(std::move(orders.error()));
    }
    const auto payment = co_await ok(open_payment(context, placing.checkout_id, request, *orders));
    co_await forget_lines(context, placing);
    co_return respond(placing.checkout_id, *orders, payment);
}

// The same request may come again after its orders were placed and before anybody heard of it: then the
// cart is empty, the stock reserved, and what looks like a failure is a success that was not told. Lines go back
// into the cart when no orders have them: this run took them itself and asked for none, or none are found.
Task<Result<v1::PlaceOrderResponse>> PlaceOrder::resume(CallContext& context, const Placing& placing,
                                                        const v1::PlaceOrderRequest& request,
                                                        Error error) const {
    bool bought = placing.basket.taken == Taken::before;
    if (is_refusal(error)) {
        order::v1::GetOrdersOfCheckoutRequest find;
        find.set_checkout_id(placing.checkout_id);
        auto found = co_await needs_.orders.GetOrdersOfCheckout(context, find);
        order::v1::CreateOrdersResponse orders;
        if (found) *orders.mutable_orders() = std::move(*found->mutable_orders());
        if (std::ranges::any_of(orders.orders(), is_open)) {
            const auto payment = co_await ok(open_payment(context, placing.checkout_id, request, orders));
            co_await (bought ? forget_lines(context, placing) : return_lines(context, placing));
            co_return respond(placing.checkout_id, orders, payment);
        }
        if (!found) {
            error = std::move(found.error());
        } else if (orders.orders().empty()) {
            bought = false;
        }
    }
    if (!bought) co_await return_lines(context, placing);
    co_return fail(std::move(error));
}

Task<Result<void>> PlaceOrder::prepare(CallContext& context, const v1::PlaceOrderRequest& request,
                                       Placing& placing) const {
    const auto methods =
        co_await ok(needs_.payments.ListPaymentMethods(context, payment::v1::ListPaymentMethodsRequest()));
    const auto known = std::ranges::any_of(methods.payment_methods(), [&](const auto& method) {
        return method.code() == request.payment_method();
    });
    if (!known) co_return v1::reason::payment_method("There is no such payment method.");
    auto& basket = placing.basket;
    co_await ok(
        needs_.baskets.take(context, request.items(), request.address_id(), placing.checkout_id, basket));
    for (const auto& wanted : basket.wanted) {
        const auto problem = problem_of(basket, wanted, rules_.countries);
        if (problem != v1::CHECKOUT_PROBLEM_UNSPECIFIED && !is_of_stock(problem)) {
            co_return refuse(problem, basket, wanted);
        }
    }
    placing.quote = co_await ok(price(basket, rules_));
    const auto& total = placing.quote.total;
    if (to_money(request.expected_total()) != total) co_return price_changed(total);
    co_return co_await reserve(context, placing);
}

Task<Result<void>> PlaceOrder::reserve(CallContext& context, const Placing& placing) const {
    product::v1::ReserveStockRequest request;
    request.set_reservation_id(placing.checkout_id);
    for (const auto& wanted : placing.basket.wanted) {
        auto& line = *request.add_lines();
        line.set_sku_id(wanted.sku_id);
        line.set_quantity(std::uint32_t(wanted.quantity));
    }
    rpc::set_time(*request.mutable_expires_at(), placing.pay_before + rules_.reservation_grace.get());
    co_await ok(needs_.inventory.ReserveStock(context, request));
    co_return {};
}

Task<Result<order::v1::CreateOrdersResponse>> PlaceOrder::create_orders(
    CallContext& context, const Placing& placing, const v1::PlaceOrderRequest& request) const {
    std::map<std::int64_t, std::string> notes;
    for (const auto& note : request.notes()) notes[note.shop_id()] = note.note();
    order::v1::CreateOrdersRequest create;
    create.set_checkout_id(placing.checkout_id);
    create.set_user_id(context.principal.user_id);
    create.set_payment_id(payment_id(placing.checkout_id));
    create.set_payment_method(request.payment_method());
    rpc::set_time(*create.mutable_pay_before(), placing.pay_before);
    write_address(to_address(*placing.basket.address), *create.mutable_address());
    for (const auto& shop : placing.quote.shops) {
        *create.add_orders() = new_order(placing.basket, shop, notes[shop.shop_id]);
    }
    co_return co_await needs_.orders.CreateOrders(context, create);
}

Task<Result<payment::v1::Payment>> PlaceOrder::open_payment(
    CallContext& context, const std::string& checkout_id, const v1::PlaceOrderRequest& request,
    const order::v1::CreateOrdersResponse& orders) const {
    payment::v1::CreatePaymentRequest create;
    create.set_id(payment_id(checkout_id));
    create.set_checkout_id(checkout_id);
    create.set_user_id(context.principal.user_id);
    create.set_payment_method(request.payment_method());
    Result<Money> total = Money();
    for (const auto& order : orders.orders()) {
        auto& part = *create.add_parts();
        part.set_order_no(order.order_no());
        part.set_shop_id(order.shop_id());
        *part.mutable_amount() = order.total();
        total = total + to_money(order.total());
        *create.mutable_expires_at() = order.pay_before();
    }
    *create.mutable_amount() = to_message(co_await ok(total));
    auto response = co_await ok(needs_.payments.CreatePayment(context, create));
    co_return std::move(*response.mutable_payment());
}

// The reservation's own expiry makes good what fails here.
Task<void> PlaceOrder::release_stock(CallContext& context, const Placing& placing) const {
    product::v1::ReleaseStockRequest request;
    request.set_reservation_id(placing.checkout_id);
    (void)co_await needs_.inventory.ReleaseStock(context, request);
}

// What fails here is made good by the cart, which looks for the orders of checkouts that told it nothing.
Task<void> PlaceOrder::return_lines(CallContext& context, const Placing& placing) const {
    if (placing.basket.taken == Taken::none) co_return;
    cart::v1::ReturnLinesRequest request;
    request.set_user_id(context.principal.user_id);
    request.set_checkout_id(placing.checkout_id);
    (void)co_await needs_.carts.ReturnLines(context, request);
}

// The same.
Task<void> PlaceOrder::forget_lines(CallContext& context, const Placing& placing) const {
    if (placing.basket.taken == Taken::none) co_return;
    cart::v1::RemoveLinesRequest request;
    request.set_user_id(context.principal.user_id);
    request.set_checkout_id(placing.checkout_id);
    (void)co_await needs_.carts.RemoveLines(context, request);
}

}  // namespace ecommerce::checkout
