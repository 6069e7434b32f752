// SPDX-License-Identifier: Apache-2.0
#include "framework/service/invariants.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::service {

namespace {

// They read whole tables and sum them up: in memory where there is some, each table once from its beginning to its end,
// and with one process, for with several each would sum up all of a table that is joined. They end when nobody waits for
// them any more.
constexpr postgres::Read kTakeTime{R"sql(
    SELECT SET_CONFIG('statement_timeout', '30min', TRUE), SET_CONFIG('work_mem', '128MB', TRUE),
           SET_CONFIG('max_parallel_workers_per_gather', '0', TRUE), SET_CONFIG('enable_nestloop', 'off', TRUE),
           SET_CONFIG('random_page_cost', '4', TRUE),
           SET_CONFIG('client_connection_check_interval', '5s', TRUE)
)sql"};

}  // namespace

Task<Result<void>> check_all(CallContext& context, postgres::Database& database,
                             std::span<const Invariant> invariants,
                             diagnostics::v1::CheckInvariantsResponse& response) {
    using Broken = diagnostics::v1::CheckInvariantsResponse;
    auto body = [invariants](postgres::Transaction& tx) -> Task<Result<Broken>> {
        Broken broken;
        co_await ok(tx.query(kTakeTime));
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
