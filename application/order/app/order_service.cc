// SPDX-License-Identifier: Apache-2.0
#include "application/order/app/order_service.h"

#include "application/order/app/errors.h"
#include "framework/call/reasons.h"

namespace ecommerce::order {

namespace {

Scope own(const CallContext& context) {
    return Scope::of_user(context.principal.user_id);
}

// Freight is the same within it: a province by its code, or, abroad, the country.
std::string freight_area(const PostalAddress& address) {
    return address.country_code + address.region_code.substr(0, 2);
}

}  // namespace

Task<Result<v1::ListOrdersResponse>> OrderService::ListOrders(CallContext& context,
                                                              const v1::ListOrdersRequest& request) {
    auto page = co_await ok(read_.page(
        context,
        {.scope = own(context), .status = to_state(request.status()), .order_no_prefix = request.order_no()},
        page_request(context, request), Actor::customer));
    v1::ListOrdersResponse response;
    *response.mutable_orders() = std::move(page.orders);
    response.set_next_page_token(std::move(page.next_page_token));
    co_return response;
}

Task<Result<v1::CountOrdersResponse>> OrderService::CountOrders(CallContext& context,
                                                                const v1::CountOrdersRequest&) {
    auto counts = co_await ok(read_.counts(context, own(context)));
    v1::CountOrdersResponse response;
    *response.mutable_counts() = std::move(counts);
    co_return response;
}

Task<Result<v1::GetOrderResponse>> OrderService::GetOrder(CallContext& context,
                                                          const v1::GetOrderRequest& request) {
    auto order = co_await ok(read_.one(context, request.order_no(), own(context), Actor::customer));
    v1::GetOrderResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

Task<Result<PostalAddress>> OrderService::new_address(CallContext& context, const OrderRow& order,
                                                      std::int64_t address_id) const {
    user::v1::GetAddressForUserRequest request;
    request.set_user_id(order.user_id);
    request.set_id(address_id);
    auto found = co_await addresses_.GetAddressForUser(context, request);
    if (!found) {
        if (found.error().code() != Code::not_found) co_return fail(std::move(found.error()));
        co_return v1::reason::address_not_found("You have no such address.");
    }
    auto address = to_address(found->address());
    const bool unverified = address.country_code == "CN" && address.region_code.empty();
    if (unverified || freight_area(address) != freight_area(order.address)) {
        co_return v1::reason::freight_would_change(
            "Freight to another province differs. Cancel this order and order again.");
    }
    co_return address;
}

Task<Result<v1::UpdateOrderResponse>> OrderService::UpdateOrder(CallContext& context,
                                                                const v1::UpdateOrderRequest& request) {
    const auto user_id = context.principal.user_id;
    auto order = co_await ok(read_.reader().find(context, request.order_no(), own(context)));
    if (!order) co_return no_such_order();
    const auto refusal = "Only an unpaid order can be changed.";
    if (order->status != State::pending_payment) co_return wrong_state(order->status, refusal);

    std::optional<std::string> note;
    std::optional<PostalAddress> address;
    if (request.has_note()) note = request.note();
    if (request.has_address_id()) {
        auto found = co_await ok(new_address(context, *order, request.address_id()));
        address = std::move(found);
    }
    if (note || address) {
        auto updated = co_await ok(
            store_.update_unpaid(context, request.order_no(), user_id, std::move(note), std::move(address)));
        if (!updated) {
            auto now = co_await ok(read_.reader().find(context, request.order_no(), own(context)));
            if (!now) co_return no_such_order();
            co_return wrong_state(now->status, refusal);
        }
    }
    auto changed = co_await ok(read_.one(context, request.order_no(), own(context), Actor::customer));
    v1::UpdateOrderResponse response;
    *response.mutable_order() = std::move(changed);
    co_return response;
}

Task<Result<v1::CancelOrderResponse>> OrderService::CancelOrder(CallContext& context,
                                                                const v1::CancelOrderRequest& request) {
    auto body = [&](postgres::Transaction& tx) {
        return move_.cancel(context, tx, request.order_no(), context.principal.user_id, request.reason());
    };
    auto cancelled = co_await ok(transact_(context, std::move(body)));
    auto order = co_await ok(read_.one(context, request.order_no(), own(context), Actor::customer));
    v1::CancelOrderResponse response;
    *response.mutable_order() = std::move(order);
    for (auto& number : cancelled) response.add_cancelled_order_nos(std::move(number));
    co_return response;
}

Task<Result<v1::ConfirmReceiptResponse>> OrderService::ConfirmReceipt(
    CallContext& context, const v1::ConfirmReceiptRequest& request) {
    auto body = [&](postgres::Transaction& tx) {
        return move_.confirm(context, tx, request.order_no(), context.principal.user_id);
    };
    co_await ok(transact_(context, std::move(body)));
    auto order = co_await ok(read_.one(context, request.order_no(), own(context), Actor::customer));
    v1::ConfirmReceiptResponse response;
    *response.mutable_order() = std::move(order);
    co_return response;
}

Task<Result<v1::CreateOrdersResponse>> OrderService::CreateOrders(CallContext& context,
                                                                  const v1::CreateOrdersRequest& request) {
    co_return co_await place_(context, request);
}

Task<Result<v1::GetOrdersOfCheckoutResponse>> OrderService::GetOrdersOfCheckout(
    CallContext& context, const v1::GetOrdersOfCheckoutRequest& request) {
    auto orders = co_await ok(read_.reader().of_checkout(context, request.checkout_id()));
    v1::GetOrdersOfCheckoutResponse response;
    for (const auto& order : orders) fill(*response.add_orders(), order);
    co_return response;
}

Task<Result<v1::CountOpenOrdersResponse>> OrderService::CountOpenOrders(
    CallContext& context, const v1::CountOpenOrdersRequest& request) {
    Scope scope;
    if (request.user_id() != 0) scope.user_id = request.user_id();
    if (request.shop_id() != 0) scope.shop_id = request.shop_id();
    if (!scope.user_id && !scope.shop_id) {
        std::vector<FieldViolation> violations{{"userId", "or shopId is needed"}};
        co_return reason::invalid_field("Whose orders?").violations(std::move(violations));
    }
    auto counts = co_await ok(read_.open_counts(context, scope));
    v1::CountOpenOrdersResponse response;
    *response.mutable_counts() = std::move(counts);
    co_return response;
}

}  // namespace ecommerce::order
