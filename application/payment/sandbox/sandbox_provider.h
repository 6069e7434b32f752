// SPDX-License-Identifier: Apache-2.0
// A provider that moves no money: whoever opens its cashier chooses the outcome. Beside that it behaves as
// a real one would: it keeps books of its own and tells by signed webhooks, which it repeats until they are
// taken, and which can be told to come twice, late and in the wrong order.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "application/payment/app/provider.h"
#include "application/payment/storage/sandbox_store.h"
#include "framework/postgres/transactor.h"

#include "payment/v1/sandbox_webhook.pb.h"

namespace ecommerce::payment {

struct SandboxRules {
    std::string public_url;                // where buyers reach the cashier, without a slash at the end
    std::string secret;                    // signs the webhooks
    int duplicates = 0;                    // how often each message comes again
    std::chrono::milliseconds delay{0};    // before each message
    std::chrono::milliseconds reorder{0};  // each message waits for a random part of this besides
};

// Holds a webhook's signature (framework/auth/webhook_signature.h).
inline constexpr std::string_view kSignatureHeader = "sandbox-signature";

// Stateless; any loop.
class SandboxProvider final : public Provider {
public:
    static constexpr std::string_view kName = "sandbox";

    // `ring` is called with when a webhook is due, on any loop.
    SandboxProvider(postgres::Transactor transact, SandboxStore& store, const runtime::Clock& clock,
                    SandboxRules rules, std::function<void(Timestamp)> ring)
        : transact_(transact),
          store_(store),
          clock_(clock),
          rules_(std::move(rules)),
          ring_(std::move(ring)) {}

    std::string_view name() const override { return kName; }
    Task<Result<CreatedCharge>> create_charge(CallContext& context, const NewCharge& charge) override;
    Task<Result<void>> close_charge(CallContext& context, std::string_view charge_id) override;
    Task<Result<void>> refund(CallContext& context, const NewRefund& refund) override;
    Result<Notice> verify_webhook(const HeaderList& headers, std::string_view payload,
                                  Timestamp now) const override;

    // The cashier's side. Errors: not_found, PAYMENT_EXPIRED, PAYMENT_STATE.
    Task<Result<SandboxCharge>> find(CallContext& context, std::string_view token) const;
    Task<Result<SandboxCharge>> pay(CallContext& context, std::string_view token) const;
    Task<Result<SandboxCharge>> decline(CallContext& context, std::string_view token) const;
    // Whether this charge's money goes back when it is asked for.
    Task<Result<SandboxCharge>> refuse_refunds(CallContext& context, std::string_view token,
                                               bool refuse) const;
    bool has_expired(const SandboxCharge& charge) const;
    Timestamp now() const { return clock_.now(); }

private:
    using Change = SandboxStore::Changed (SandboxStore::*)(postgres::Transaction&, std::string_view,
                                                           Timestamp) const;
    Task<Result<SandboxCharge>> submit(CallContext& context, std::string_view token, News news,
                                       Change change) const;
    void tell(postgres::Transaction& tx, const SandboxCharge& charge, News news) const;
    void tell_refund(postgres::Transaction& tx, const SandboxCharge& charge, const NewRefund& refund) const;
    void send(postgres::Transaction& tx, v1::SandboxWebhook webhook) const;

    postgres::Transactor transact_;
    SandboxStore& store_;
    const runtime::Clock& clock_;
    const SandboxRules rules_;
    const std::function<void(Timestamp)> ring_;
};

}  // namespace ecommerce::payment
