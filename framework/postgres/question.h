// SPDX-License-Identifier: Apache-2.0
// A statement with the parameters of one execution.
#pragma once

#include "framework/postgres/params.h"
#include "framework/postgres/statement.h"

namespace ecommerce::postgres {

struct Question {
    Statement statement;
    Params params;
};

// `args` are copied.
template <typename... Args>
Question ask(const Read& statement, const Args&... args) {
    return {statement, Params::of(args...)};
}

}  // namespace ecommerce::postgres
