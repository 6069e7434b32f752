// SPDX-License-Identifier: Apache-2.0
// PaymentService's one stream. It looks at the row now and then, by its key, which costs less than keeping
// track of listeners across processes.
#include "application/payment/app/convert.h"
#include "application/payment/app/errors.h"
#include "application/payment/app/payment_service.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::payment {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 500ms;
// A message now and then shows whether anybody still listens.
constexpr auto kRepeatAfter = 15s;

bool is_over(State state) {
    return state == State::succeeded || state == State::partly_refunded || state == State::closed ||
           state == State::refunded;
}

}  // namespace

Task<Result<void>> PaymentService::WatchPayment(CallContext& context, const v1::WatchPaymentRequest& request,
                                                rpc::Writer<v1::WatchPaymentResponse>& out) {
    const auto user_id =
        context.principal.roles.has(Role::admin) ? std::nullopt : std::optional(context.principal.user_id);
    auto found = co_await ok(needs_.reader.find(context, request.id(), user_id));
    if (!found) co_return no_such_payment();
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
            auto now = co_await ok(needs_.reader.find_row(context, request.id(), user_id));
            if (!now) co_return no_such_payment();
            changed = *now != whole.payment;
            whole.payment = std::move(*now);
        }
    }
}

}  // namespace ecommerce::payment
