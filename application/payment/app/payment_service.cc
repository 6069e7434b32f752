// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/payment_service.h"

#include "application/payment/app/convert.h"
#include "application/payment/app/errors.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

namespace ecommerce::payment {

namespace {

// Administrators reach every payment, everybody else the own.
std::optional<std::int64_t> owner(const CallContext& context) {
    if (context.principal.roles.has(Role::admin)) return std::nullopt;
    return context.principal.user_id;
}

// A seller's list is that of the own shop; an administrator may choose one.
Result<std::optional<std::int64_t>> shop_of_list(const CallContext& context, std::int64_t asked) {
    if (context.principal.roles.has(Role::admin)) {
        return asked > 0 ? std::optional(asked) : std::nullopt;
    }
    const auto own = context.principal.shop_id;
    if (own > 0 && (asked == 0 || asked == own)) return own;
    return fail(reason::role_required("These are not the payments of your shop."));
}

}  // namespace

Task<Result<v1::Payment>> PaymentService::read(CallContext& context, const std::string& id,
                                               std::optional<std::int64_t> user_id) const {
    auto found = co_await ok(needs_.reader.find(context, id, user_id));
    if (!found) co_return no_such_payment();
    v1::Payment payment;
    fill(payment, *found);
    co_return payment;
}

Task<Result<v1::GetPaymentResponse>> PaymentService::GetPayment(CallContext& context,
                                                                const v1::GetPaymentRequest& request) {
    auto payment = co_await ok(read(context, request.id(), owner(context)));
    v1::GetPaymentResponse response;
    *response.mutable_payment() = std::move(payment);
    co_return response;
}

Task<Result<v1::PayPaymentResponse>> PaymentService::PayPayment(CallContext& context,
                                                                const v1::PayPaymentRequest& request) {
    auto started = co_await ok(needs_.start(context, request));
    v1::PayPaymentResponse response;
    response.set_cashier_url(std::move(started.cashier_url));
    fill(*response.mutable_payment(), started.payment);
    co_return response;
}

Task<Result<v1::CancelPaymentResponse>> PaymentService::CancelPayment(
    CallContext& context, const v1::CancelPaymentRequest& request) {
    const auto cause = owner(context) ? Cause::buyer : Cause::admin;
    auto body = [&](postgres::Transaction& tx) {
        return needs_.move.close(context, tx, {request.id(), owner(context), cause, request.reason()});
    };
    co_await ok(needs_.transact(context, std::move(body)));
    auto payment = co_await ok(read(context, request.id(), owner(context)));
    v1::CancelPaymentResponse response;
    *response.mutable_payment() = std::move(payment);
    co_return response;
}

Task<Result<v1::ListPaymentsResponse>> PaymentService::ListPayments(CallContext& context,
                                                                    const v1::ListPaymentsRequest& request) {
    auto shop_id = co_await ok(shop_of_list(context, request.shop_id()));
    const auto page = co_await ok(read_page("payments", context, request));
    auto rows = co_await ok(needs_.reader.list(context, {.shop_id = shop_id,
                                                         .status = to_state(request.status()),
                                                         .order_no = request.order_no(),
                                                         .before_id = page.before_id(),
                                                         .limit = page.limit()}));
    v1::ListPaymentsResponse response;
    response.set_next_page_token(page.cut(rows, &RecordRow::part_id));
    const auto reader = context.principal.roles.has(Role::admin) ? Reader::admin : Reader::seller;
    for (const auto& row : rows) fill(*response.add_payments(), row, reader);
    co_return response;
}

Task<Result<v1::ListPaymentMethodsResponse>> PaymentService::ListPaymentMethods(
    CallContext&, const v1::ListPaymentMethodsRequest&) {
    v1::ListPaymentMethodsResponse response;
    for (const auto& method : needs_.methods.all()) fill(*response.add_payment_methods(), method);
    co_return response;
}

Task<Result<v1::HandleWebhookResponse>> PaymentService::HandleWebhook(
    CallContext& context, const v1::HandleWebhookRequest& request) {
    auto* provider = needs_.methods.find_provider(request.provider());
    if (!provider) {
        co_return v1::reason::unknown_provider("There is no such provider.");
    }
    auto notice =
        co_await ok(provider->verify_webhook(context.raw_headers, request.payload(), needs_.clock.now()));
    auto body = [&](postgres::Transaction& tx) {
        return needs_.move.hear(context, tx, provider->name(), notice);
    };
    auto heard = co_await needs_.transact(context, std::move(body));
    if (!heard) {
        log_.warning(context, "a provider's message had no effect",
                     {{"provider", provider->name()},
                      {"payment_id", notice.payment_id},
                      {"charge_id", notice.charge_id},
                      {"reason", heard.error().reason()}});
        co_return fail(std::move(heard.error()));
    }
    co_return v1::HandleWebhookResponse();
}

Task<Result<v1::CreatePaymentResponse>> PaymentService::CreatePayment(
    CallContext& context, const v1::CreatePaymentRequest& request) {
    auto opened = co_await ok(needs_.open(context, request));
    v1::CreatePaymentResponse response;
    fill(*response.mutable_payment(), opened);
    co_return response;
}

Task<Result<v1::ClosePaymentResponse>> PaymentService::ClosePayment(CallContext& context,
                                                                    const v1::ClosePaymentRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto closed = co_await needs_.move.close(
            context, tx, {request.id(), std::nullopt, Cause::service, request.reason()});
        // One that is over stays as it is.
        if (!closed && closed.error().code() == Code::precondition) co_return {};
        co_return closed;
    };
    co_await ok(needs_.transact(context, std::move(body)));
    auto payment = co_await ok(read(context, request.id()));
    v1::ClosePaymentResponse response;
    *response.mutable_payment() = std::move(payment);
    co_return response;
}

Task<Result<v1::RefundPaymentResponse>> PaymentService::RefundPayment(
    CallContext& context, const v1::RefundPaymentRequest& request) {
    auto body = [&](postgres::Transaction& tx) {
        return needs_.move.refund(context, tx,
                                  {request.id(), std::nullopt, Cause::service, request.reason()});
    };
    co_await ok(needs_.transact(context, std::move(body)));
    auto payment = co_await ok(read(context, request.id()));
    v1::RefundPaymentResponse response;
    *response.mutable_payment() = std::move(payment);
    co_return response;
}

}  // namespace ecommerce::payment
