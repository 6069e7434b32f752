// SPDX-License-Identifier: Apache-2.0
#include "application/payment/domain/payment_state.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ecommerce::payment {

namespace {

constexpr std::array kStates{State::pending, State::processing, State::succeeded,
                             State::closed,  State::refunding,  State::refunded};
constexpr std::array kChargeStates{ChargeState::open, ChargeState::abandoned, ChargeState::paid,
                                   ChargeState::refunding, ChargeState::refunded};

constexpr std::array kMoves{
    Move{State::pending, State::processing, Cause::buyer},
    Move{State::pending, State::succeeded, Cause::provider},
    Move{State::processing, State::succeeded, Cause::provider},
    Move{State::pending, State::closed, Cause::buyer},
    Move{State::pending, State::closed, Cause::admin},
    Move{State::pending, State::closed, Cause::order},
    Move{State::pending, State::closed, Cause::service},
    Move{State::pending, State::closed, Cause::timer},
    Move{State::processing, State::closed, Cause::buyer},
    Move{State::processing, State::closed, Cause::admin},
    Move{State::processing, State::closed, Cause::order},
    Move{State::processing, State::closed, Cause::service},
    Move{State::processing, State::closed, Cause::timer},
    Move{State::closed, State::refunding, Cause::provider},
    Move{State::succeeded, State::refunding, Cause::order},
    Move{State::succeeded, State::refunding, Cause::service},
    Move{State::refunding, State::refunded, Cause::provider},
    Move{State::succeeded, State::refunded, Cause::provider},
};

template <typename Values>
auto find_named(const Values& values, std::string_view text) {
    const auto found = std::ranges::find(values, text, [](auto value) { return to_string(value); });
    if (found == values.end()) throw std::invalid_argument("unknown state: " + std::string(text));
    return *found;
}

}  // namespace

std::string_view to_string(State state) {
    switch (state) {
    case State::pending: return "PENDING";
    case State::processing: return "PROCESSING";
    case State::succeeded: return "SUCCEEDED";
    case State::closed: return "CLOSED";
    case State::refunding: return "REFUNDING";
    case State::refunded: return "REFUNDED";
    }
    throw std::logic_error("a payment state without a name");
}

std::string_view to_string(Cause cause) {
    switch (cause) {
    case Cause::buyer: return "BUYER";
    case Cause::admin: return "ADMIN";
    case Cause::order: return "ORDER";
    case Cause::service: return "SERVICE";
    case Cause::timer: return "TIMER";
    case Cause::provider: return "PROVIDER";
    }
    throw std::logic_error("a cause without a name");
}

std::string_view to_string(ChargeState state) {
    switch (state) {
    case ChargeState::open: return "OPEN";
    case ChargeState::abandoned: return "ABANDONED";
    case ChargeState::paid: return "PAID";
    case ChargeState::refunding: return "REFUNDING";
    case ChargeState::refunded: return "REFUNDED";
    }
    throw std::logic_error("a charge state without a name");
}

State state_from(std::string_view text) {
    return find_named(kStates, text);
}

ChargeState charge_state_from(std::string_view text) {
    return find_named(kChargeStates, text);
}

std::span<const Move> legal_moves() {
    return kMoves;
}

bool may_move(State from, State to, Cause cause) {
    return std::ranges::any_of(
        kMoves, [&](const Move& move) { return move.from == from && move.to == to && move.cause == cause; });
}

std::string draw_moves() {
    // Moves that differ in their cause alone share an arrow.
    std::string drawing = "stateDiagram-v2\n    [*] --> PENDING\n";
    const Move* previous = nullptr;
    for (const auto& move : kMoves) {
        if (previous && previous->from == move.from && previous->to == move.to) {
            drawing += ", " + std::string(to_string(move.cause));
        } else {
            if (previous) drawing += "\n";
            drawing += "    " + std::string(to_string(move.from)) + " --> " +
                       std::string(to_string(move.to)) + ": " + std::string(to_string(move.cause));
        }
        previous = &move;
    }
    return drawing + "\n";
}

Verdict judge(News news, State payment, ChargeState charge, bool is_own_charge) {
    const bool charge_has_money = charge != ChargeState::open && charge != ChargeState::abandoned;
    switch (news) {
    case News::succeeded:
        if (charge_has_money) return Verdict::nothing;
        if (may_move(payment, State::succeeded, Cause::provider)) return Verdict::pay;
        if (may_move(payment, State::refunding, Cause::provider)) return Verdict::pay_back;
        return Verdict::pay_back_extra;
    case News::declined:
        return is_open(payment) && !charge_has_money ? Verdict::count_decline : Verdict::nothing;
    case News::refunded:
        if (!charge_has_money) return Verdict::too_early;
        if (charge == ChargeState::refunded) return Verdict::nothing;
        return is_own_charge && may_move(payment, State::refunded, Cause::provider)
                   ? Verdict::finish_refund
                   : Verdict::finish_extra_refund;
    }
    throw std::logic_error("news without a verdict");
}

}  // namespace ecommerce::payment
