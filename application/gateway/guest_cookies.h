// SPDX-License-Identifier: Apache-2.0
// Guests' carts on web pages: the guest's token travels in a cookie, so that pages keep nothing which opens the
// cart. A page asks for it with "X-Guest-Token: cookie", a header that other sites' pages cannot send. In front of
// the channel to the cart service, which knows nothing of cookies.
#pragma once

#include "framework/rest/exchange.h"
#include "framework/rpc/endpoint.h"

namespace ecommerce::gateway {

class GuestCookies final : public rpc::Channel {
public:
    // `cart` outlives this. Secure cookies travel over HTTPS alone.
    GuestCookies(rpc::Channel& cart, bool secure) : cart_(cart), secure_(secure) {}

    // Puts the cookie's token where the page asked for it; for every exchange whose method is known.
    static void prepare(rest::Exchange& exchange);

    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;

private:
    rpc::Channel& cart_;
    const bool secure_;
};

}  // namespace ecommerce::gateway
