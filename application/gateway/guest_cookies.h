// SPDX-License-Identifier: Apache-2.0
// Guests' carts on web pages: the guest's token travels in a cookie, so that pages keep nothing which opens the
// cart. A page asks for it with "X-Guest-Token: cookie", a header that other sites' pages cannot send. The cart
// service knows nothing of cookies.
#pragma once

#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class GuestCookies final : public rest::Interceptor {
public:
    // Secure cookies travel over HTTPS alone.
    explicit GuestCookies(bool secure) : secure_(secure) {}

    // Puts the cookie's token where the page asked for it, in calls to every service.
    Task<std::optional<http::Response>> before(rest::Exchange& exchange) override;
    void after_call(rest::Exchange& exchange, const Result<void>& called,
                    google::protobuf::Message& reply) override;

private:
    const bool secure_;
};

}  // namespace ecommerce::gateway
