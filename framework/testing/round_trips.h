// SPDX-License-Identifier: Apache-2.0
// Counts the round trips of transactions:
//   RoundTrips trips;
//   postgres::Database observed(loops(), budget(), options(), &trips);
#pragma once

#include "framework/postgres/observer.h"

namespace ecommerce::testing {

class RoundTrips final : public postgres::Observer {
public:
    int count = 0;
    void statement_ended(const CallContext&, std::string_view, std::string_view,
                         const postgres::StatementTime&, const Error*) override {
        ++count;
    }
    void transaction_ended(const CallContext&, std::string_view, int, std::chrono::steady_clock::duration,
                           const Error*) override {}
};

}  // namespace ecommerce::testing
