// SPDX-License-Identifier: Apache-2.0
#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::service {

Task<Result<void>> check_all(CallContext& context, postgres::Database& database,
                             std::span<const Invariant> invariants,
                             diagnostics::v1::CheckInvariantsResponse& response) {
    using Broken = diagnostics::v1::CheckInvariantsResponse;
    auto body = [invariants](postgres::Transaction& tx) -> Task<Result<Broken>> {
        Broken broken;
        for (const auto& invariant : invariants) {
            const auto rows = co_await ok(tx.query(invariant.statement));
            for (auto& detail : rows.to<std::string>()) {
                auto& violation = *broken.add_violations();
                violation.set_invariant(invariant.name);
                violation.set_detail(std::move(detail));
            }
        }
        co_return broken;
    };
    auto broken = co_await ok(database.transaction(
        context, {.isolation = postgres::Isolation::repeatable_read, .read_only = true}, std::move(body)));
    response.MergeFrom(broken);
    co_return {};
}

}  // namespace ecommerce::service
