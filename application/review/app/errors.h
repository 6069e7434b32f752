// SPDX-License-Identifier: Apache-2.0
// The refusals of several methods.
#pragma once

#include <chrono>

#include "application/review/domain/review_state.h"
#include "framework/call/reasons.h"
#include "framework/runtime/clock.h"

#include "review/v1/error_reason.rpc.h"

namespace ecommerce::review {

inline Error no_such_review() {
    return reason::not_found("There is no such review.");
}

inline Error no_such_question() {
    return reason::not_found("There is no such question.");
}

inline Error wrong_state(State state, std::string_view why) {
    return v1::reason::review_state(std::string(why)).with("state", std::string(name_of(state)));
}

inline Error changed_meanwhile() {
    return reason::etag_mismatch("Somebody changed it since you read it. Read it again.");
}

inline Error quota_used(std::string_view what, Timestamp now) {
    const auto next = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
    return v1::reason::daily_quota("Those were enough " + std::string(what) + " for a day.")
        .retry_after(int(std::chrono::ceil<std::chrono::seconds>(next - now).count()));
}

inline std::string etag_of(std::int64_t version) {
    return "v" + std::to_string(version);
}

}  // namespace ecommerce::review
