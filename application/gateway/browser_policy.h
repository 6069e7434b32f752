// SPDX-License-Identifier: Apache-2.0
// What browsers ask of every reply: the security headers of pages, and CORS.
#pragma once

#include <string>
#include <string_view>

#include "application/gateway/settings.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

// Lines for http::ServerOptions::common_fields.
std::string security_fields(const BrowserSettings& settings);

class BrowserPolicy final : public rest::Interceptor {
public:
    explicit BrowserPolicy(BrowserSettings settings) : settings_(std::move(settings)) {}

    // Answers preflights.
    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;
    void done(rest::Exchange& exchange, http::Response& response) override;

private:
    // "" for origins that may not read replies.
    std::string_view allowed(std::string_view origin) const;
    void permit(std::string_view allowed, http::Response& response) const;
    http::Response preflight(const http::Request& request) const;

    const BrowserSettings settings_;
};

}  // namespace ecommerce::gateway
