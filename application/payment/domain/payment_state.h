// SPDX-License-Identifier: Apache-2.0
// The life of a payment as data, and what a provider's message means for it. The drawing in the service's
// README is made from the table (payment_state_test.cc compares them).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ecommerce::payment {

// The names are stored in the database and never change.
enum class State : std::uint8_t { pending, processing, succeeded, closed, refunding, refunded };

// Who moves a payment.
enum class Cause : std::uint8_t {
    buyer,
    admin,
    order,     // the order service: cancelled, or refused the money
    service,   // another service, by ClosePayment or RefundPayment
    timer,     // the deadline
    provider,  // its webhook
};

struct Move {
    State from;
    State to;
    Cause cause;
};

std::string_view to_string(State state);  // "PENDING"
std::string_view to_string(Cause cause);  // "BUYER"
// Throws on a text that to_string does not give: the database holds no others.
State state_from(std::string_view text);

std::span<const Move> legal_moves();
bool may_move(State from, State to, Cause cause);
// Nothing was paid and nothing was given up yet.
inline bool is_open(State state) {
    return state == State::pending || state == State::processing;
}

// The table as a Mermaid state diagram.
std::string draw_moves();

// One attempt to pay, at a provider. OPEN charges can be paid; ABANDONED ones should not be any more, but
// the provider may not know.
enum class ChargeState : std::uint8_t { open, abandoned, paid, refunding, refunded };
std::string_view to_string(ChargeState state);
ChargeState charge_state_from(std::string_view text);

// What a provider tells of a charge.
enum class News : std::uint8_t { succeeded, declined, refunded };

// What follows from it.
enum class Verdict : std::uint8_t {
    nothing,         // known already, or overtaken
    pay,             // the payment succeeds
    pay_back,        // the payment was closed before: its money goes back
    pay_back_extra,  // the payment has other money: this charge's goes back, the payment stays
    count_decline,
    finish_refund,        // the payment's money is back
    finish_extra_refund,  // that of another charge
    too_early,            // what it follows upon is not known yet: the provider is to come again
};

// `is_own_charge`: the payment's money came by this charge.
Verdict judge(News news, State payment, ChargeState charge, bool is_own_charge);

}  // namespace ecommerce::payment
