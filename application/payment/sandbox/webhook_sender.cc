// SPDX-License-Identifier: Apache-2.0
#include "application/payment/sandbox/webhook_sender.h"

#include "application/payment/sandbox/sandbox_provider.h"
#include "application/payment/sandbox/webhook_signature.h"

namespace ecommerce::payment {

Task<Result<void>> HttpWebhookSender::send(const std::string& payload, const std::string& signature,
                                           Deadline deadline) {
    http::ClientRequest request{
        .verb = http::Verb::post, .url = url_, .content_type = "application/json", .body = payload};
    request.headers.add(kSignatureHeader, signature);
    auto reply = co_await client_.send(std::move(request), deadline);
    if (!reply) co_return fail(std::move(reply.error()));
    if (reply->status / 100 == 2) co_return Result<void>();
    co_return fail(Code::unavailable, "WEBHOOK_REFUSED",
                   "The webhook answered " + std::to_string(reply->status) + ".");
}

Task<Result<void>> DirectWebhookSender::send(const std::string& payload, const std::string& signature,
                                             Deadline deadline) {
    auto context = CallContext::background("payment", deadline);
    context.raw_headers.emplace_back(kSignatureHeader, signature);
    v1::HandleWebhookRequest request;
    request.set_provider(std::string(SandboxProvider::kName));
    request.set_payload(payload);
    auto handled = co_await payments_.HandleWebhook(context, request);
    if (!handled) co_return fail(std::move(handled.error()));
    co_return Result<void>();
}

}  // namespace ecommerce::payment
