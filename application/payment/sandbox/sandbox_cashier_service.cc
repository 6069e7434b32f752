// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/sandbox_cashier_service.h"

#include <algorithm>

#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::payment {

namespace {

std::string_view find_header(const CallContext& context, std::string_view name) {
    const auto found = std::ranges::find(context.raw_headers, name, &HeaderList::value_type::first);
    return found == context.raw_headers.end() ? std::string_view() : std::string_view(found->second);
}

CashierView::State view_state(const SandboxCharge& charge, bool expired) {
    if (charge.status == "PAID") return CashierView::State::paid;
    if (charge.status == "REFUNDED") return CashierView::State::refunded;
    if (expired) return CashierView::State::expired;
    if (charge.status == "CLOSED") return CashierView::State::closed;
    return charge.declined ? CashierView::State::declined : CashierView::State::open;
}

std::chrono::seconds left_of(const SandboxCharge& charge, Timestamp now) {
    return std::chrono::ceil<std::chrono::seconds>(
        std::max(charge.expires_at - now, std::chrono::microseconds(0)));
}

}  // namespace

std::string SandboxCashierService::page_of(CallContext& context, const SandboxCharge& charge) const {
    const auto language = choose_language(find_header(context, "accept-language"));
    auto& headers = context.reply_headers;
    headers.emplace_back("content-security-policy",
                         "default-src 'none'; style-src 'self'; form-action 'self'; "
                         "base-uri 'none'; frame-ancestors 'none'");
    headers.emplace_back("cache-control", "no-store");
    // The address is the key.
    headers.emplace_back("referrer-policy", "no-referrer");
    headers.emplace_back("vary", "accept-language");
    return cashier_page({.state = view_state(charge, provider_.has_expired(charge)),
                         .language = language,
                         .token = charge.token,
                         .payment_id = charge.payment_id,
                         .amount = charge.amount(),
                         .order_nos = charge.order_nos,
                         .return_path = charge.return_path,
                         .left = left_of(charge, provider_.now())});
}

v1::CashierState SandboxCashierService::state_of(const SandboxCharge& charge) const {
    v1::CashierState state;
    state.set_payment_id(charge.payment_id);
    switch (view_state(charge, provider_.has_expired(charge))) {
    case CashierView::State::open:
    case CashierView::State::declined: state.set_status(v1::PAYMENT_STATUS_PROCESSING); break;
    case CashierView::State::paid: state.set_status(v1::PAYMENT_STATUS_SUCCEEDED); break;
    case CashierView::State::refunded: state.set_status(v1::PAYMENT_STATUS_REFUNDED); break;
    case CashierView::State::closed:
    case CashierView::State::expired: state.set_status(v1::PAYMENT_STATUS_CLOSED); break;
    }
    *state.mutable_amount() = to_message(charge.amount());
    for (const auto& number : charge.order_nos) state.add_order_nos(number);
    rpc::set_time(*state.mutable_expires_at(), charge.expires_at);
    state.set_return_path(charge.return_path);
    state.set_declined(charge.declined);
    return state;
}

Task<Result<v1::ShowCashierResponse>> SandboxCashierService::ShowCashier(
    CallContext& context, const v1::ShowCashierRequest& request) {
    auto charge = co_await ok(provider_.find(context, request.token()));
    v1::ShowCashierResponse response;
    response.set_content_type("text/html; charset=utf-8");
    response.set_data(page_of(context, charge));
    co_return response;
}

Task<Result<v1::GetCashierStyleResponse>> SandboxCashierService::GetCashierStyle(
    CallContext& context, const v1::GetCashierStyleRequest& request) {
    auto charge = co_await ok(provider_.find(context, request.token()));
    context.reply_headers.emplace_back("cache-control", "no-store");
    v1::GetCashierStyleResponse response;
    response.set_content_type("text/css; charset=utf-8");
    response.set_data(cashier_style(left_of(charge, provider_.now())));
    co_return response;
}

Task<Result<v1::PressCashierButtonResponse>> SandboxCashierService::PressCashierButton(
    CallContext& context, const v1::PressCashierButtonRequest& request) {
    auto charge = request.action() == "pay" ? co_await provider_.pay(context, request.token())
                                            : co_await provider_.decline(context, request.token());
    // A button that came too late shows how things are.
    if (!charge && charge.error().code() == Code::precondition) {
        charge = co_await provider_.find(context, request.token());
    }
    if (!charge) co_return fail(std::move(charge.error()));
    // Back to the page: what the buyer then has in the browser's history can be shown again without pressing again.
    context.reply_headers.emplace_back("location", "/sandbox/cashier/" + request.token());
    co_return v1::PressCashierButtonResponse();
}

Task<Result<SandboxCharge>> SandboxCashierService::submit(CallContext& context,
                                                          const v1::SubmitCashierRequest& request) const {
    const auto& action = request.action();
    if (action == "pay") return provider_.pay(context, request.token());
    if (action == "decline") return provider_.decline(context, request.token());
    return provider_.refuse_refunds(context, request.token(), action == "refuseRefunds");
}

Task<Result<v1::SubmitCashierResponse>> SandboxCashierService::SubmitCashier(
    CallContext& context, const v1::SubmitCashierRequest& request) {
    auto charge = co_await ok(submit(context, request));
    v1::SubmitCashierResponse response;
    *response.mutable_state() = state_of(charge);
    co_return response;
}

Task<Result<v1::GetCashierResponse>> SandboxCashierService::GetCashier(CallContext& context,
                                                                       const v1::GetCashierRequest& request) {
    auto charge = co_await ok(provider_.find(context, request.token()));
    v1::GetCashierResponse response;
    *response.mutable_state() = state_of(charge);
    co_return response;
}

}  // namespace ecommerce::payment
