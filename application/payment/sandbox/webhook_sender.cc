// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/webhook_sender.h"

#include "application/payment/sandbox/sandbox_provider.h"
#include "framework/call/reasons.h"

namespace ecommerce::payment {

Task<Result<void>> HttpWebhookSender::send(CallContext& context, const std::string& payload,
                                           const std::string& signature) {
    http::ClientRequest request{
        .verb = http::Verb::post, .url = url_, .content_type = "application/json", .body = payload};
    request.headers.add(kSignatureHeader, signature);
    const auto reply = co_await ok(client_.send(context, std::move(request)));
    if (reply.status / 100 == 2) co_return {};
    co_return reason::unavailable("The webhook answered " + std::to_string(reply.status) + ".");
}

Task<Result<void>> DirectWebhookSender::send(CallContext& context, const std::string& payload,
                                             const std::string& signature) {
    auto call = CallContext::background("payment", context.deadline);
    call.raw_headers.emplace_back(kSignatureHeader, signature);
    v1::HandleWebhookRequest request;
    request.set_provider(std::string(SandboxProvider::kName));
    request.set_payload(payload);
    co_await ok(payments_.HandleWebhook(call, request));
    co_return {};
}

std::unique_ptr<WebhookSender> make_webhook_sender(http::Client* client, v1::PaymentService& payments,
                                                   const std::string& url) {
    if (!client || url.empty() || url == "direct") return std::make_unique<DirectWebhookSender>(payments);
    return std::make_unique<HttpWebhookSender>(*client, url);
}

}  // namespace ecommerce::payment
