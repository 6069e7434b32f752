// SPDX-License-Identifier: Apache-2.0
// What browsers ask of every reply: the security headers of pages, and CORS. In front of all routes.
#pragma once

#include <string>
#include <string_view>

#include "application/gateway/settings.h"
#include "framework/http/handler.h"

namespace ecommerce::gateway {

// Lines for http::ServerOptions::common_fields.
std::string security_fields(const DoorSettings& settings);

class Door final : public http::Handler {
public:
    // `inside` outlives this.
    Door(DoorSettings settings, http::Handler& inside) : settings_(std::move(settings)), inside_(inside) {}

    Task<http::Response> handle(http::Request& request) override;
    std::size_t body_limit(const http::Request& head) override { return inside_.body_limit(head); }

private:
    // "" for origins that may not read replies.
    std::string_view allowed(std::string_view origin) const;
    void permit(std::string_view allowed, http::Response& response) const;
    http::Response preflight(const http::Request& request) const;

    DoorSettings settings_;
    http::Handler& inside_;
};

}  // namespace ecommerce::gateway
