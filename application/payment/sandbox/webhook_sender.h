// SPDX-License-Identifier: Apache-2.0
// The way a webhook takes.
#pragma once

#include <memory>
#include <string>

#include "framework/http/client.h"

#include "payment/v1/payment_service.rpc.h"

namespace ecommerce::payment {

// Any loop.
class WebhookSender {
public:
    virtual ~WebhookSender() = default;
    // An error when it was not taken; the text says why.
    virtual Task<Result<void>> send(CallContext& context, const std::string& payload,
                                    const std::string& signature) = 0;
};

// Over HTTP, as a provider elsewhere would.
class HttpWebhookSender final : public WebhookSender {
public:
    HttpWebhookSender(http::Client& client, std::string url) : client_(client), url_(std::move(url)) {}
    Task<Result<void>> send(CallContext& context, const std::string& payload,
                            const std::string& signature) override;

private:
    http::Client& client_;
    const std::string url_;
};

// Straight to the service, for a process that opens no port.
class DirectWebhookSender final : public WebhookSender {
public:
    explicit DirectWebhookSender(v1::PaymentService& payments) : payments_(payments) {}
    Task<Result<void>> send(CallContext& context, const std::string& payload,
                            const std::string& signature) override;

private:
    v1::PaymentService& payments_;
};

// Over HTTP; straight to the service without a client, and for an address that is empty or "direct".
std::unique_ptr<WebhookSender> make_webhook_sender(http::Client* client, v1::PaymentService& payments,
                                                   const std::string& url);

}  // namespace ecommerce::payment
