// SPDX-License-Identifier: Apache-2.0
// Sessions of web pages: the refresh token travels in a cookie that scripts cannot read and that other sites
// cannot send. In front of the channel to the auth service, which knows nothing of cookies.
#pragma once

#include "framework/rest/exchange.h"
#include "framework/rpc/endpoint.h"

namespace ecommerce::gateway {

class CookieSessions final : public rpc::Channel {
public:
    // `auth` outlives this. Secure cookies travel over HTTPS alone.
    CookieSessions(rpc::Channel& auth, bool secure) : auth_(auth), secure_(secure) {}

    // Gives call() what it needs of the request; for every exchange whose method is known.
    static void prepare(rest::Exchange& exchange);

    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;

private:
    Task<Result<void>> refresh(const rpc::Method& method, CallContext& context, std::string token,
                               google::protobuf::Message& response);
    void set_cookie(CallContext& context, std::string_view token, std::uint32_t seconds) const;

    rpc::Channel& auth_;
    const bool secure_;
};

}  // namespace ecommerce::gateway
