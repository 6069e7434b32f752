// SPDX-License-Identifier: Apache-2.0
// The sandbox provider's books: its charges, and the webhook calls that it owes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/money/money.h"
#include "framework/postgres/database.h"

namespace ecommerce::payment {

struct SandboxCharge {
    std::int64_t id = 0;
    std::string charge_id;
    std::string token;
    std::string payment_id;
    std::int64_t amount_minor = 0;
    std::string currency_code;
    std::vector<std::string> order_nos;
    std::string return_path;
    std::string status;  // OPEN, CLOSED, PAID, REFUNDED
    bool declined = false;
    bool refuses_refunds = false;  // as a developer chose
    Timestamp created_at;
    Timestamp expires_at;

    Money amount() const { return {amount_minor, currency_code}; }
};

// Money of a charge that went back.
struct SandboxRefund {
    std::string refund_id;
    std::int64_t amount_minor = 0;
};

struct SandboxDelivery {
    std::int64_t id = 0;
    std::string event_id;
    std::string payload;
    std::int32_t attempts = 0;  // this one counted
    Timestamp created_at;
};

// Stateless; any loop. Methods that only take a transaction and give nothing queue.
class SandboxStore {
public:
    explicit SandboxStore(postgres::Database& database) : database_(database) {}

    // The charge that is there under its charge_id, or this one, added.
    Task<Result<SandboxCharge>> add(CallContext& context, const SandboxCharge& charge) const;
    Task<Result<std::optional<SandboxCharge>>> find(CallContext& context, std::string_view token) const;

    // Each gives the charge if it was in the right status.
    using Changed = Task<Result<std::optional<SandboxCharge>>>;
    Changed pay(postgres::Transaction& tx, std::string_view token, Timestamp now) const;
    Changed decline(postgres::Transaction& tx, std::string_view token, Timestamp now) const;
    Changed refuse_refunds(postgres::Transaction& tx, std::string_view token, bool refuse) const;

    // Nothing where it is not open.
    Task<Result<void>> close(CallContext& context, std::string_view charge_id) const;

    // Locked, with what went back before.
    struct ForRefund {
        SandboxCharge charge;
        std::vector<SandboxRefund> refunds;
    };
    Task<Result<std::optional<ForRefund>>> lock(postgres::Transaction& tx, std::string_view charge_id) const;
    // Of a locked charge; the last refund leaves nothing of its money.
    void add_refund(postgres::Transaction& tx, std::string_view charge_id, const SandboxRefund& refund,
                    bool is_last, Timestamp now) const;

    void add_delivery(postgres::Transaction& tx, std::string_view event_id, std::string_view payload,
                      Timestamp now, Timestamp due_at) const;
    static constexpr std::size_t kClaimLimit = 16;
    // Takes at most so many that are due; nobody else gets them before `lease_until`.
    Task<Result<std::vector<SandboxDelivery>>> claim(CallContext& context, Timestamp now,
                                                     Timestamp lease_until) const;
    Task<Result<std::optional<Timestamp>>> next_due(CallContext& context) const;
    Task<Result<void>> delivered(CallContext& context, const std::vector<std::int64_t>& ids) const;
    Task<Result<void>> postpone(CallContext& context, std::int64_t id, std::string_view error,
                                Timestamp due_at) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::payment
