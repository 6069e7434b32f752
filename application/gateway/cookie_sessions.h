// SPDX-License-Identifier: Apache-2.0
// Sessions of web pages: the refresh token travels in a cookie that scripts cannot read and that other sites
// cannot send. So does what makes a device known, for programs that keep cookies too; it outlives the session. The
// auth service knows nothing of cookies.
#pragma once

#include <cstdint>
#include <string_view>

#include "framework/rest/interceptor.h"

namespace ecommerce::gateway {

class CookieSessions final : public rest::Interceptor {
public:
    // Secure cookies travel over HTTPS alone.
    explicit CookieSessions(bool secure) : secure_(secure) {}

    Result<void> before_call(rest::Exchange& exchange, google::protobuf::Message& request) override;
    void after_call(rest::Exchange& exchange, const Result<void>& called,
                    google::protobuf::Message& reply) override;

private:
    void set_cookie(CallContext& context, std::string_view token, std::uint32_t seconds) const;

    const bool secure_;
};

}  // namespace ecommerce::gateway
