// SPDX-License-Identifier: Apache-2.0
// PaymentService's one stream. It looks at the row now and then, by its key, which costs less than keeping
// track of listeners across processes, and more rarely at the session that opened it.
#include <algorithm>

#include "application/payment/app/convert.h"
#include "application/payment/app/errors.h"
#include "application/payment/app/payment_service.h"
#include "framework/call/reasons.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::payment {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 500ms;
// A message now and then shows whether anybody still listens.
constexpr auto kRepeatAfter = 15s;
constexpr auto kAskForSessionEvery = 2s;

bool is_over(State state) {
    return state == State::succeeded || state == State::partly_refunded || state == State::closed ||
           state == State::refunded;
}

}  // namespace

// While nobody can tell it goes on, as calls with a token do.
Task<bool> PaymentService::may_watch_no_more(CallContext& context) const {
    if (context.principal.session_id.empty()) co_return false;
    auth::v1::CheckSessionRequest request;
    request.set_session_id(context.principal.session_id);
    const auto session = co_await needs_.sessions.CheckSession(context, request);
    if (!session) co_return false;
    const bool as_admin = context.principal.roles.has(Role::admin);
    const auto& roles = session->roles();
    const bool is_admin = std::ranges::find(roles, int(options::v1::ROLE_ADMIN)) != roles.end();
    co_return !session->alive() || (as_admin && !is_admin);
}

Task<Result<void>> PaymentService::WatchPayment(CallContext& context, const v1::WatchPaymentRequest& request,
                                                rpc::Writer<v1::WatchPaymentResponse>& out) {
    const auto user_id =
        context.principal.roles.has(Role::admin) ? std::nullopt : std::optional(context.principal.user_id);
    auto found = co_await ok(needs_.reader.find(context, request.id(), user_id));
    if (!found) co_return no_such_payment();
    const auto place = co_await ok(needs_.watchers.enter(context.principal.user_id, request.id()));
    auto ask_at = deadline_in(kAskForSessionEvery);
    auto whole = std::move(*found);
    for (;;) {
        v1::WatchPaymentResponse response;
        fill(*response.mutable_payment(), whole);
        if (auto written = co_await out.write(response); !written) co_return fail(std::move(written.error()));
        if (is_over(whole.payment.status)) co_return {};

        const auto repeat_at = deadline_in(kRepeatAfter);
        bool changed = false;
        while (!changed && std::chrono::steady_clock::now() < repeat_at) {
            co_await runtime::sleep(kLookEvery);
            if (context.expired() || out.closed()) co_return {};
            if (std::chrono::steady_clock::now() >= ask_at) {
                if (co_await may_watch_no_more(context)) {
                    co_return reason::session_ended("This session has ended. Sign in again.");
                }
                ask_at = deadline_in(kAskForSessionEvery);
            }
            auto now = co_await ok(needs_.reader.find_row(context, request.id(), user_id));
            if (!now) co_return no_such_payment();
            changed = *now != whole.payment;
            whole.payment = std::move(*now);
        }
    }
}

}  // namespace ecommerce::payment
