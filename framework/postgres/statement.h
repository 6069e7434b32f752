// SPDX-License-Identifier: Apache-2.0
// One SQL statement, written once as a constant:
//
//   constexpr Statement kFindOrder{"SELECT id, status FROM orders WHERE order_no = $1"};
//
// It is prepared on each connection at its first use there.
#pragma once

namespace ecommerce::postgres {

struct Statement {
    const char* sql;  // its address is the statement's identity: it lives as long as the program
};

}  // namespace ecommerce::postgres
