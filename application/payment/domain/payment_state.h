// SPDX-License-Identifier: Apache-2.0
// The life of a payment as data, and what a provider's message means for it. The drawing in the service's
// README is made from the table (payment_state_test.cc compares them).
#pragma once

#include <cstdint>

#include "framework/state/state_table.h"

namespace ecommerce::payment {

// The names are stored in the database and never change.
enum class State : std::uint8_t {
    pending,
    processing,
    succeeded,
    closed,
    partly_refunded,  // some of its orders' parts go back, or went; the others stay paid
    refunding,        // all of it goes back
    refunded
};
constexpr auto names_of(State) {
    return std::to_array<Name<State>>({{State::pending, "PENDING"},
                                       {State::processing, "PROCESSING"},
                                       {State::succeeded, "SUCCEEDED"},
                                       {State::closed, "CLOSED"},
                                       {State::partly_refunded, "PARTLY_REFUNDED"},
                                       {State::refunding, "REFUNDING"},
                                       {State::refunded, "REFUNDED"}});
}

// Who moves a payment.
enum class Cause : std::uint8_t {
    buyer,
    admin,
    order,     // the order service: cancelled, refused the money, or gives some of it back
    service,   // another service, by ClosePayment or RefundPayment
    timer,     // the deadline
    provider,  // its webhook
};
constexpr auto names_of(Cause) {
    return std::to_array<Name<Cause>>({{Cause::buyer, "BUYER"},
                                       {Cause::admin, "ADMIN"},
                                       {Cause::order, "ORDER"},
                                       {Cause::service, "SERVICE"},
                                       {Cause::timer, "TIMER"},
                                       {Cause::provider, "PROVIDER"}});
}

inline constexpr auto kLegalMoves = std::to_array<StateMove<State, Cause>>({
    {State::pending, State::processing, Cause::buyer},
    {State::pending, State::succeeded, Cause::provider},
    {State::processing, State::succeeded, Cause::provider},
    {State::pending, State::closed, Cause::buyer},
    {State::pending, State::closed, Cause::admin},
    {State::pending, State::closed, Cause::order},
    {State::pending, State::closed, Cause::service},
    {State::pending, State::closed, Cause::timer},
    {State::processing, State::closed, Cause::buyer},
    {State::processing, State::closed, Cause::admin},
    {State::processing, State::closed, Cause::order},
    {State::processing, State::closed, Cause::service},
    {State::processing, State::closed, Cause::timer},
    {State::closed, State::refunding, Cause::provider},
    {State::succeeded, State::partly_refunded, Cause::order},
    {State::succeeded, State::refunding, Cause::order},
    {State::succeeded, State::refunding, Cause::service},
    {State::partly_refunded, State::refunding, Cause::order},
    {State::partly_refunded, State::refunding, Cause::service},
    {State::refunding, State::refunded, Cause::provider},
    {State::succeeded, State::refunded, Cause::provider},
    {State::partly_refunded, State::refunded, Cause::provider},
});
inline constexpr StateTable kLife{State::pending, kLegalMoves};

// Nothing was paid and nothing was given up yet.
inline bool is_open(State state) {
    return state == State::pending || state == State::processing;
}

// One attempt to pay, at a provider. OPEN charges can be paid; ABANDONED ones should not be any more, but
// the provider may not know.
enum class ChargeState : std::uint8_t { open, abandoned, paid, refunding, refunded };
constexpr auto names_of(ChargeState) {
    return std::to_array<Name<ChargeState>>({{ChargeState::open, "OPEN"},
                                             {ChargeState::abandoned, "ABANDONED"},
                                             {ChargeState::paid, "PAID"},
                                             {ChargeState::refunding, "REFUNDING"},
                                             {ChargeState::refunded, "REFUNDED"}});
}

// Money on its way back.
enum class RefundState : std::uint8_t { requested, done, failed };
constexpr auto names_of(RefundState) {
    return std::to_array<Name<RefundState>>({{RefundState::requested, "REQUESTED"},
                                             {RefundState::done, "DONE"},
                                             {RefundState::failed, "FAILED"}});
}

// What a provider tells of a charge. `refunded` is of one refund, or of all the charge brought.
enum class News : std::uint8_t { succeeded, declined, refunded };

// What follows from it.
enum class Verdict : std::uint8_t {
    nothing,         // known already, or overtaken
    pay,             // the payment succeeds
    pay_back,        // the payment was closed before: its money goes back
    pay_back_extra,  // the payment has other money: this charge's goes back, the payment stays
    count_decline,
    finish_refunds,  // all that the charge brought is back
    too_early,       // what it follows upon is not known yet: the provider is to come again
};

// `refunded` is judged as that of the whole charge.
Verdict judge(News news, State payment, ChargeState charge);

}  // namespace ecommerce::payment
