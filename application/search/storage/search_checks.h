// SPDX-License-Identifier: Apache-2.0
// What must hold of the service's own tables, and what the index has, for comparing it with the catalogue.
#pragma once

#include <cstdint>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::diagnostics::v1 {
class CheckInvariantsResponse;
}

namespace ecommerce::search {

// Stateless; any loop.
class SearchChecks {
public:
    explicit SearchChecks(postgres::Database& database) : database_(database) {}

    Task<Result<void>> run(CallContext& context, diagnostics::v1::CheckInvariantsResponse& response) const;
    // What can be found above an id up to another one, included; and what is marked there, so that what is kept need
    // not be right yet. Rising.
    Task<Result<std::vector<std::int64_t>>> indexed(CallContext& context, std::int64_t after_id,
                                                    std::int64_t to_id) const;
    Task<Result<std::vector<std::int64_t>>> marked(CallContext& context, std::int64_t after_id,
                                                   std::int64_t to_id) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::search
