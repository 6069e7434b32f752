// SPDX-License-Identifier: Apache-2.0
// Idempotency keys in the table idempotency_keys of a service's schema. A key's reply there is NULL while nothing is
// known of its call, empty once its effect is committed, and then what it answered.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/call/idempotency.h"
#include "framework/postgres/database.h"
#include "framework/runtime/clock.h"

namespace ecommerce::postgres {

// Any loop. `clock` is the real one also where business time is moved: leases are about processes.
class IdempotencyStore final : public ecommerce::IdempotencyStore {
public:
    static constexpr std::chrono::hours kRetention{24};

    IdempotencyStore(Database& database, const runtime::Clock& clock) : database_(database), clock_(clock) {}

    Task<Result<bool>> holds(CallContext& context, const IdempotencyId& id) override;
    Task<Result<IdempotencyClaim>> claim(CallContext& context, const IdempotencyId& id,
                                         const std::string& request_hash,
                                         std::chrono::seconds lease) override;
    Task<Result<void>> complete(CallContext& context, const IdempotencyId& id, std::int64_t attempt,
                                const std::string& reply) override;
    Task<Result<void>> abandon(CallContext& context, const IdempotencyId& id, std::int64_t attempt) override;
    Task<Result<void>> leave(CallContext& context, const IdempotencyId& id, std::int64_t attempt) override;

    // Erases the kept replies of a scope with the transaction: what they tell of is gone. Their keys stay known, so
    // that a late repetition does not make it anew.
    static void erase_replies(Transaction& tx, std::string_view scope);

    // Deletes keys older than the retention, at most a thousand; the number deleted. To be called now
    // and then, by any process.
    Task<Result<std::int64_t>> clean(CallContext& context);

private:
    Database& database_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::postgres
