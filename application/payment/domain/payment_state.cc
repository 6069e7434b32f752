// SPDX-License-Identifier: Apache-2.0
#include "application/payment/domain/payment_state.h"

#include <stdexcept>

namespace ecommerce::payment {

Verdict judge(News news, State payment, ChargeState charge, bool is_own_charge) {
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
        if (charge == ChargeState::refunded) return Verdict::nothing;
        return is_own_charge && kLife.allows(payment, State::refunded, Cause::provider)
                   ? Verdict::finish_refund
                   : Verdict::finish_extra_refund;
    }
    throw std::logic_error("news without a verdict");
}

}  // namespace ecommerce::payment
