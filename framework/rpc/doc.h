// SPDX-License-Identifier: Apache-2.0
// A comment of the contract.
#pragma once

#include <span>
#include <string_view>

namespace ecommerce::rpc {

struct Doc {
    std::string_view name;  // the full name: "ecommerce.order.v1.Order.order_no"
    std::string_view text;  // the comment in front of it, lines parted by '\n'
    int status = 0;         // the HTTP status of a reason of failure; 0: it is none
};

}  // namespace ecommerce::rpc
