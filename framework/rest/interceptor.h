// SPDX-License-Identifier: Apache-2.0
// One concern of all exchanges, such as limits, caches, cookies or access logs. RpcHandler has a chain of them:
// on the way in they are asked in its order, on the way back in reverse. Shared by all loops.
//
//   admit        the request and its method are there and nothing has been done; may wait; a reply is sent as it
//                is, and nothing below is asked
//   early        no route, no caller is known; a reply is sent as it is
//   enter        the route is known; the rest as for admit
//   before       both are known, the message is not read; a reply takes the place of the call's
//   before_call  the message is read; an error takes the place of the call's
//   (the call)
//   after_call   its outcome
//   after        the reply but for its cache fields, entity tag and compression; also problems
//   done         the reply as it is sent
#pragma once

#include <cstddef>
#include <optional>

#include "framework/http/response.h"
#include "framework/rest/exchange.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::rest {

class Interceptor {
public:
    virtual ~Interceptor() = default;

    // Whether admit() is worth asking now: it costs the search for the method.
    virtual bool guards() { return false; }
    // Nothing: it may go on at once. Otherwise the task waits until it may, or gives a reply. So does enter().
    virtual std::optional<Task<std::optional<http::Response>>> admit(http::Request&, const rpc::Method&) {
        return std::nullopt;
    }
    virtual std::optional<Task<http::Response>> early(Exchange&) { return std::nullopt; }
    virtual std::optional<Task<std::optional<http::Response>>> enter(Exchange&) { return std::nullopt; }
    virtual Task<std::optional<http::Response>> before(Exchange&) { co_return std::nullopt; }
    // Of methods with one reply, like after_call().
    virtual Result<void> before_call(Exchange&, google::protobuf::Message& /*request*/) { return {}; }
    virtual void after_call(Exchange&, const Result<void>& /*called*/, google::protobuf::Message& /*reply*/) {
    }
    // When enter() let the exchange pass.
    virtual Task<void> after(Exchange&, http::Response&) { co_return; }
    // When early() let the exchange pass, whoever has answered it.
    virtual void done(Exchange&, http::Response&) {}

    // The largest body that a request which early() answers may have; nothing for all others.
    virtual std::optional<std::size_t> body_limit(const http::Request& /*head*/) { return std::nullopt; }
};

// For early(): a reply that waits for nothing.
inline Task<http::Response> ready(http::Response response) {
    co_return std::move(response);
}

}  // namespace ecommerce::rest
