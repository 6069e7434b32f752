// SPDX-License-Identifier: Apache-2.0
#include "application/payment/domain/payment_state.h"

#include <stdexcept>

namespace ecommerce::payment {

Verdict judge(News news, State payment, ChargeState charge) {
    const bool charge_has_money = charge != ChargeState::open && charge != ChargeState::abandoned;
    switch (news) {
    case News::succeeded:
        if (charge_has_money) return Verdict::nothing;
        if (kLife.allows(payment, State::succeeded, Cause::provider)) return Verdict::pay;
        if (kLife.allows(payment, State::refunding, Cause::provider)) return Verdict::pay_back;
        return Verdict::pay_back_extra;
    case News::declined:
        return is_open(payment) && !charge_has_money ? Verdict::count_decline : Verdict::nothing;
    case News::refunded:
        if (!charge_has_money) return Verdict::too_early;
        return charge == ChargeState::refunded ? Verdict::nothing : Verdict::finish_refunds;
    }
    throw std::logic_error("news without a verdict");
}

}  // namespace ecommerce::payment
