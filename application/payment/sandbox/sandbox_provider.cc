// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/sandbox_provider.h"

#include <algorithm>
#include <random>

#include <google/protobuf/util/json_util.h>

#include "application/payment/app/errors.h"
#include "application/payment/sandbox/webhook_signature.h"
#include "framework/auth/random_id.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"

#include "payment/v1/sandbox_webhook.pb.h"

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

std::string write_payload(const SandboxCharge& charge, News news, const std::string& event_id) {
    v1::SandboxWebhook webhook;
    webhook.set_event_id(event_id);
    webhook.set_type(to_message(news));
    webhook.set_charge_id(charge.charge_id);
    webhook.set_payment_id(charge.payment_id);
    *webhook.mutable_amount() = ecommerce::to_message(charge.amount());
    webhook.set_reference(reference_of(charge));
    if (news == News::declined) webhook.set_reason(std::string(kDeclined));
    std::string json;
    const auto written = google::protobuf::util::MessageToJsonString(webhook, &json);
    if (!written.ok()) throw std::logic_error("a webhook that is not JSON");
    return json;
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

void SandboxProvider::tell(postgres::Transaction& tx, const SandboxCharge& charge, News news) const {
    const auto now = clock_.now();
    const auto event_id = "evt_" + auth::random_id();
    const auto payload = write_payload(charge, news, event_id);
    for (int i = 0; i <= rules_.duplicates; ++i) {
        store_.add_delivery(tx, event_id, payload, now, now + rules_.delay + random_part(rules_.reorder));
    }
    tx.on_commit([this] { ring_(); });
}

Task<Result<void>> SandboxProvider::refund(CallContext& context, std::string_view charge_id) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto refunded = co_await ok(store_.refund(tx, charge_id));
        if (refunded) {
            tell(tx, *refunded, News::refunded);
            co_return {};
        }
        auto before = co_await ok(store_.is_refunded(tx, charge_id));
        if (before) co_return {};
        co_return v1::reason::payment_state("The charge is not paid.");
    };
    co_return co_await transact_(context, std::move(body));
}

Result<Notice> SandboxProvider::verify_webhook(const HeaderList& headers, std::string_view payload,
                                               Timestamp now) const {
    const auto signature = std::ranges::find(headers, kSignatureHeader, &HeaderList::value_type::first);
    if (signature == headers.end() || !is_signed(rules_.secret, payload, signature->second, now)) {
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
                  .payment_id = webhook.payment_id(),
                  .amount = to_money(webhook.amount()),
                  .provider_reference = webhook.reference(),
                  .reason = webhook.reason().substr(0, 200)};
}

bool SandboxProvider::has_expired(const SandboxCharge& charge) const {
    return charge.status == "OPEN" && clock_.now() >= charge.expires_at;
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

}  // namespace ecommerce::payment
