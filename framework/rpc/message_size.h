// SPDX-License-Identifier: Apache-2.0
// How large a method's messages may be: one number in the contract, held at every door.
#pragma once

#include <stdexcept>
#include <string>

#include "framework/call/reasons.h"
#include "framework/rpc/method.h"

namespace ecommerce::rpc {

inline Result<void> check_request_size(const Method& method, std::size_t bytes) {
    if (bytes <= method.request_bytes_max) return {};
    return fail(reason::body_too_large("The request is larger than this method takes."));
}

// A reply beyond what the contract promises is a bug: throws std::length_error.
inline void require_reply_size(const Method& method, std::size_t bytes) {
    if (bytes <= method.reply_bytes_max) return;
    throw std::length_error("a reply of " + std::to_string(bytes) + " bytes is larger than the contract of " +
                            std::string(method.path) + " allows");
}

}  // namespace ecommerce::rpc
