// SPDX-License-Identifier: Apache-2.0
#include "framework/call/public_error.h"

#include "framework/call/reasons.h"

namespace ecommerce {

namespace {

Error told_instead(Code code) {
    switch (code) {
    case Code::unavailable:
        return reason::unavailable("The service is not available just now. Try again shortly.");
    case Code::exhausted:
        return reason::rate_limited("Too many calls run at the same time. Try again shortly.");
    case Code::deadline: return reason::deadline_exceeded("The call ran out of time.");
    case Code::cancelled: return reason::cancelled("The caller is gone.");
    case Code::conflict:
        return reason::concurrent_change("Others changed the same data at the same time. Try again.");
    default: return reason::internal("Something went wrong on our side.");
    }
}

}  // namespace

bool is_public(const Error& error) {
    return error.declared() && error.code() != Code::internal;
}

Error public_error(Error error) {
    if (is_public(error)) return error;
    return told_instead(error.code()).retry_after(error.retry_after_seconds());
}

}  // namespace ecommerce
