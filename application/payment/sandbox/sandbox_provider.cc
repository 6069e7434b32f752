// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/sandbox_provider.h"

#include <algorithm>
#include <random>

#include <google/protobuf/util/json_util.h>

#include "application/payment/app/errors.h"
#include "framework/auth/random_id.h"
#include "framework/auth/webhook_signature.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"

namespace ecommerce::payment {

namespace {

constexpr std::string_view kDeclined = "The bank declined.";

std::string reference_of(const SandboxCharge& charge) {
    return "sandbox_" + charge.charge_id;
}

v1::SandboxEventType to_message(News news) {
    switch (news) {
    case News::succeeded: return v1::SANDBOX_EVENT_TYPE_SUCCEEDED;
    case News::declined: return v1::SANDBOX_EVENT_TYPE_DECLINED;
    case News::refunded: return v1::SANDBOX_EVENT_TYPE_REFUNDED;
    }
    throw std::logic_error("news without a message");
}

std::optional<News> to_news(v1::SandboxEventType type) {
    switch (type) {
    case v1::SANDBOX_EVENT_TYPE_SUCCEEDED: return News::succeeded;
    case v1::SANDBOX_EVENT_TYPE_DECLINED: return News::declined;
    case v1::SANDBOX_EVENT_TYPE_REFUNDED: return News::refunded;
    default: return std::nullopt;
    }
}

v1::SandboxWebhook about(const SandboxCharge& charge, News news) {
    v1::SandboxWebhook webhook;
    webhook.set_event_id("evt_" + auth::random_id());
    webhook.set_type(to_message(news));
    webhook.set_charge_id(charge.charge_id);
    webhook.set_payment_id(charge.payment_id);
    *webhook.mutable_amount() = ecommerce::to_message(charge.amount());
    webhook.set_reference(reference_of(charge));
    if (news == News::declined) webhook.set_reason(std::string(kDeclined));
    return webhook;
}

std::string to_json(const v1::SandboxWebhook& webhook) {
    std::string json;
    const auto written = google::protobuf::util::MessageToJsonString(webhook, &json);
    if (!written.ok()) throw std::logic_error("a webhook that is not JSON");
    return json;
}

// Why this money does not go back; empty when it does.
std::string find_objection(const SandboxStore::ForRefund& held, const NewRefund& refund) {
    const auto& charge = held.charge;
    if (charge.refuses_refunds) return "The bank refuses to pay back.";
    if (charge.status != "PAID") return "The charge has no money.";
    Result<Money> sum = refund.amount;
    for (const auto& before : held.refunds) sum = sum + Money(before.amount_minor, charge.currency_code);
    return sum && *sum <= charge.amount() ? "" : "More would go back than was paid.";
}

std::chrono::milliseconds random_part(std::chrono::milliseconds whole) {
    if (whole.count() == 0) return whole;
    std::random_device device;
    return std::chrono::milliseconds(device() % whole.count());
}

std::unexpected<Error> signature_invalid() {
    return fail(v1::reason::signature_invalid("The signature is missing, wrong or too old."));
}

}  // namespace

Task<Result<CreatedCharge>> SandboxProvider::create_charge(CallContext& context, const NewCharge& charge) {
    auto added = co_await ok(store_.add(context, {.charge_id = charge.charge_id,
                                                  .token = auth::random_id(),
                                                  .payment_id = charge.payment_id,
                                                  .amount_minor = charge.amount.minor_units(),
                                                  .currency_code = std::string(charge.amount.currency()),
                                                  .order_nos = charge.order_nos,
                                                  .return_path = charge.return_path,
                                                  .created_at = clock_.now(),
                                                  .expires_at = charge.expires_at}));
    co_return CreatedCharge{.provider_reference = reference_of(added),
                            .cashier_url = rules_.public_url + "/sandbox/cashier/" + added.token};
}

void SandboxProvider::send(postgres::Transaction& tx, v1::SandboxWebhook webhook) const {
    const auto now = clock_.now();
    const auto payload = to_json(webhook);
    for (int i = 0; i <= rules_.duplicates; ++i) {
        const Timestamp due = now + rules_.delay + random_part(rules_.reorder);
        store_.add_delivery(tx, webhook.event_id(), payload, now, due);
        tx.on_commit([this, due] { ring_(due); });
    }
}

void SandboxProvider::tell(postgres::Transaction& tx, const SandboxCharge& charge, News news) const {
    send(tx, about(charge, news));
}

void SandboxProvider::tell_refund(postgres::Transaction& tx, const SandboxCharge& charge,
                                  const NewRefund& refund) const {
    auto webhook = about(charge, News::refunded);
    webhook.set_refund_id(refund.refund_id);
    *webhook.mutable_amount() = ecommerce::to_message(refund.amount);
    send(tx, std::move(webhook));
}

Task<Result<void>> SandboxProvider::close_charge(CallContext& context, std::string_view charge_id) {
    return store_.close(context, charge_id);
}

Task<Result<void>> SandboxProvider::refund(CallContext& context, const NewRefund& refund) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto held = co_await ok(store_.lock(tx, refund.charge_id));
        if (!held) co_return v1::reason::payment_state("There is no such charge.");
        const auto before = std::ranges::find(held->refunds, refund.refund_id, &SandboxRefund::refund_id);
        if (before != held->refunds.end()) co_return {};
        if (auto objection = find_objection(*held, refund); !objection.empty()) {
            co_return v1::reason::payment_state(std::move(objection));
        }
        auto left = held->charge.amount_minor - refund.amount.minor_units();
        for (const auto& other : held->refunds) left -= other.amount_minor;
        store_.add_refund(tx, refund.charge_id, {refund.refund_id, refund.amount.minor_units()}, left == 0,
                          clock_.now());
        tell_refund(tx, held->charge, refund);
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

Result<Notice> SandboxProvider::verify_webhook(const HeaderList& headers, std::string_view payload,
                                               Timestamp now) const {
    const auto signature = std::ranges::find(headers, kSignatureHeader, &HeaderList::value_type::first);
    if (signature == headers.end() ||
        !auth::is_signed_webhook(rules_.secret, payload, signature->second, now)) {
        return signature_invalid();
    }
    v1::SandboxWebhook webhook;
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    const auto read =
        google::protobuf::util::JsonStringToMessage({payload.data(), payload.size()}, &webhook, options);
    const auto news = to_news(webhook.type());
    if (!read.ok() || !news || webhook.event_id().empty()) {
        return fail(reason::malformed_request("This is not a message of the sandbox."));
    }
    return Notice{.event_id = webhook.event_id(),
                  .news = *news,
                  .charge_id = webhook.charge_id(),
                  .refund_id = webhook.refund_id(),
                  .payment_id = webhook.payment_id(),
                  .amount = to_money(webhook.amount()),
                  .provider_reference = webhook.reference(),
                  .reason = webhook.reason().substr(0, 200)};
}

bool SandboxProvider::has_expired(const SandboxCharge& charge) const {
    const bool was_unpaid = charge.status == "OPEN" || charge.status == "CLOSED";
    return was_unpaid && clock_.now() >= charge.expires_at;
}

Task<Result<SandboxCharge>> SandboxProvider::find(CallContext& context, std::string_view token) const {
    auto found = co_await ok(store_.find(context, token));
    if (!found) co_return no_such_payment();
    co_return std::move(*found);
}

Task<Result<SandboxCharge>> SandboxProvider::submit(CallContext& context, std::string_view token, News news,
                                                    Change change) const {
    auto body = [&](postgres::Transaction& tx) -> SandboxStore::Changed {
        auto changed = co_await (store_.*change)(tx, token, clock_.now());
        if (changed && *changed) tell(tx, **changed, news);
        co_return changed;
    };
    auto changed = co_await ok(transact_(context, std::move(body)));
    if (changed) co_return std::move(*changed);
    auto charge = co_await ok(find(context, token));
    if (has_expired(charge)) co_return too_late();
    if (charge.status == "CLOSED") {
        co_return wrong_state(State::closed, "This is not to be paid any more.");
    }
    // The button was pressed twice.
    if (charge.status == "PAID" && news == News::succeeded) co_return charge;
    co_return wrong_state(charge.status == "PAID" ? State::succeeded : State::refunded,
                          "This was paid already.");
}

Task<Result<SandboxCharge>> SandboxProvider::pay(CallContext& context, std::string_view token) const {
    co_return co_await submit(context, token, News::succeeded, &SandboxStore::pay);
}

Task<Result<SandboxCharge>> SandboxProvider::decline(CallContext& context, std::string_view token) const {
    co_return co_await submit(context, token, News::declined, &SandboxStore::decline);
}

Task<Result<SandboxCharge>> SandboxProvider::refuse_refunds(CallContext& context, std::string_view token,
                                                            bool refuse) const {
    auto body = [&](postgres::Transaction& tx) { return store_.refuse_refunds(tx, token, refuse); };
    auto changed = co_await ok(transact_(context, std::move(body)));
    if (!changed) co_return no_such_payment();
    co_return std::move(*changed);
}

}  // namespace ecommerce::payment
