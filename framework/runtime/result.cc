// SPDX-License-Identifier: Apache-2.0
#include "framework/runtime/result.h"

namespace ecommerce {

std::string_view to_string(Code code) {
    switch (code) {
    case Code::invalid: return "invalid";
    case Code::unauthenticated: return "unauthenticated";
    case Code::forbidden: return "forbidden";
    case Code::not_found: return "not_found";
    case Code::conflict: return "conflict";
    case Code::precondition: return "precondition";
    case Code::key_reused: return "key_reused";
    case Code::exhausted: return "exhausted";
    case Code::unavailable: return "unavailable";
    case Code::deadline: return "deadline";
    case Code::cancelled: return "cancelled";
    case Code::unimplemented: return "unimplemented";
    case Code::too_large: return "too_large";
    case Code::internal: return "internal";
    }
    return "internal";
}

}  // namespace ecommerce
