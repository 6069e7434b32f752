// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/pay_back.h"

#include "framework/call/reasons.h"

namespace ecommerce::payment {

namespace {

// A provider that has not answered for so long needs somebody to look. Shorter than the day after which the event
// would be given up (framework/events/retry_policy.h).
constexpr std::chrono::hours kPatience{23};

}  // namespace

Task<Result<void>> PayBack::ask(CallContext& context, const RefundRecordRow& refund) const {
    auto* provider = methods_.find_provider(refund.provider);
    if (!provider) co_return reason::unavailable("The provider that has the money is not configured.");
    const NewRefund wanted{
        .refund_id = refund.refund_id, .charge_id = refund.charge_id, .amount = refund.amount()};
    co_return co_await provider->refund(context, wanted);
}

Task<Result<void>> PayBack::operator()(CallContext& context, std::string_view refund_id) const {
    const auto refund = co_await ok(reader_.find_refund(context, refund_id));
    if (!refund || refund->status != RefundState::requested) co_return {};
    auto asked = co_await ask(context, *refund);
    if (asked) {
        meters_.accepted.add();
        co_return {};
    }
    const auto error = asked.error();
    const bool is_refused = error.code() == Code::precondition;
    const bool gives_up = is_refused || clock_.now() - refund->requested_at >= kPatience;
    co_await ok(store_.note_failure(context, refund_id,
                                    gives_up ? RefundState::failed : RefundState::requested,
                                    error.message().substr(0, 200)));
    (gives_up ? meters_.failed : meters_.postponed).add();
    if (!gives_up) co_return fail(std::move(asked.error()));
    log_.warning(
        context, "a refund failed and waits for an administrator",
        {{"refund_id", refund->refund_id}, {"payment_id", refund->payment_id}, {"reason", error.reason()}});
    co_return {};
}

}  // namespace ecommerce::payment
