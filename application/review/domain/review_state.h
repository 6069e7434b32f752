// SPDX-License-Identifier: Apache-2.0
// The life of a review as data: which state may follow which, and who may cause it. The drawing in the service's
// README is made from this table (review_state_test.cc compares them).
#pragma once

#include <cstdint>

#include "framework/state/state_table.h"

namespace ecommerce::review {

// The numbers are those of the contract's ReviewState; the names are stored and never change.
enum class State : std::int16_t { awaited = 1, published = 2, held = 3, hidden = 4, lapsed = 5 };
constexpr auto names_of(State) {
    return std::to_array<Name<State>>({{State::awaited, "AWAITED"},
                                       {State::published, "PUBLISHED"},
                                       {State::held, "HELD"},
                                       {State::hidden, "HIDDEN"},
                                       {State::lapsed, "LAPSED"}});
}

enum class Actor : std::uint8_t {
    author,
    admin,
    timer,           // the time for writing it is over
    account_closed,  // the author's
};
constexpr auto names_of(Actor) {
    return std::to_array<Name<Actor>>({{Actor::author, "AUTHOR"},
                                       {Actor::admin, "ADMIN"},
                                       {Actor::timer, "TIMER"},
                                       {Actor::account_closed, "ACCOUNT_CLOSED"}});
}

inline constexpr auto kLegalMoves = std::to_array<StateMove<State, Actor>>({
    {State::awaited, State::published, Actor::author},
    {State::awaited, State::published, Actor::timer},  // an automatic one
    {State::awaited, State::held, Actor::author},
    {State::awaited, State::lapsed, Actor::timer},  // returned, or no automatic ones are wanted
    {State::awaited, State::lapsed, Actor::account_closed},
    {State::published, State::held, Actor::author},  // edited
    {State::held, State::published, Actor::author},  // edited
    {State::held, State::published, Actor::admin},
    {State::held, State::hidden, Actor::admin},
    {State::published, State::hidden, Actor::admin},
    {State::hidden, State::published, Actor::admin},
});
inline constexpr StateTable kLife{State::awaited, kLegalMoves};

// What a follow-up, a reply, a question or an answer is in. The numbers are those of the contract's RemarkState.
enum class RemarkState : std::int16_t { published = 1, held = 2, hidden = 3 };
constexpr auto names_of(RemarkState) {
    return std::to_array<Name<RemarkState>>({{RemarkState::published, "PUBLISHED"},
                                             {RemarkState::held, "HELD"},
                                             {RemarkState::hidden, "HIDDEN"}});
}

// The numbers are those of the contract's RemarkKind.
enum class RemarkKind : std::int16_t { follow_up = 1, reply = 2, question = 3, answer = 4 };
constexpr auto names_of(RemarkKind) {
    return std::to_array<Name<RemarkKind>>({{RemarkKind::follow_up, "FOLLOW_UP"},
                                            {RemarkKind::reply, "REPLY"},
                                            {RemarkKind::question, "QUESTION"},
                                            {RemarkKind::answer, "ANSWER"}});
}

// The numbers are those of the contract's ReportReason and ReportState.
enum class ReportReason : std::int16_t {
    abuse = 1,
    advertising = 2,
    untrue = 3,
    privacy = 4,
    illegal = 5,
    other = 6
};
constexpr auto names_of(ReportReason) {
    return std::to_array<Name<ReportReason>>({{ReportReason::abuse, "ABUSE"},
                                              {ReportReason::advertising, "ADVERTISING"},
                                              {ReportReason::untrue, "FALSE"},
                                              {ReportReason::privacy, "PRIVACY"},
                                              {ReportReason::illegal, "ILLEGAL"},
                                              {ReportReason::other, "OTHER"}});
}
enum class ReportState : std::int16_t { open = 1, upheld = 2, rejected = 3 };
constexpr auto names_of(ReportState) {
    return std::to_array<Name<ReportState>>(
        {{ReportState::open, "OPEN"}, {ReportState::upheld, "UPHELD"}, {ReportState::rejected, "REJECTED"}});
}

}  // namespace ecommerce::review
