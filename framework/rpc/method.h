// SPDX-License-Identifier: Apache-2.0
// The method table: what the generator writes down of each RPC method. One table serves gRPC, HTTP/JSON,
// access checks, limits, retries and the OpenAPI document.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "framework/call/principal.h"
#include "framework/runtime/result.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::rpc {

// One google.api.http binding.
struct HttpRule {
    std::string_view verb;  // "GET", "POST", …
    std::string_view path;  // "/v1/orders/{order_no}:cancel"
    std::string_view body;  // "": none, "*": the whole request, else the field that the body fills
};

struct Access {
    bool anonymous = false;
    RoleSet roles;
    bool internal = false;
};

enum class KeyUse : std::uint8_t { ignored, optional, required };  // of the Idempotency-Key header
enum class Retry : std::uint8_t { never, idempotent, no_side_effects };

// Of messages, where a method's policy does not say; and what a policy may say at most.
inline constexpr std::size_t kRequestBytesMax = std::size_t(1) << 20;
inline constexpr std::size_t kReplyBytesMax = std::size_t(4) << 20;
inline constexpr std::size_t kMessageBytesMax = std::size_t(32) << 20;

struct Method {
    std::string_view service;  // "ecommerce.order.v1.OrderService"
    std::string_view name;     // "GetOrder"
    std::string_view path;     // "/ecommerce.order.v1.OrderService/GetOrder"
    std::span<const HttpRule> http;
    Access access;
    std::chrono::milliseconds timeout;
    std::size_t request_bytes_max = kRequestBytesMax;
    std::size_t reply_bytes_max = kReplyBytesMax;
    std::string_view rate_class;  // "read": the contract's name for how its calls are limited
    KeyUse idempotency_key;
    Retry retry;
    std::chrono::seconds cache;  // a gateway may reuse the reply for anonymous callers; 0: never
    bool raw_body;               // the HTTP body fills the bytes field http[].body untouched
    bool raw_reply;              // the reply's content_type and data fields are the HTTP reply
    bool server_streaming;
    // A raw body is checked with, and a raw reply chosen by, what the request's headers say.
    bool wants_headers() const { return raw_body || raw_reply; }

    // Prototypes: `request->New()` makes an empty request. Valid for the life of the program.
    const google::protobuf::Message* (*request)();
    const google::protobuf::Message* (*response)();
    // The request with its texts in the contract's forms; null when it has them already. No function: it holds no text.
    std::unique_ptr<google::protobuf::Message> (*cleaned)(const google::protobuf::Message& request) = nullptr;
    // Appends what the request's (validate.rules) find wrong with it.
    void (*validate)(const google::protobuf::Message& request, std::vector<FieldViolation>& violations);
};

// Nothing is lost when it ends half-way, as soon as nobody waits for its answer.
inline bool changes_nothing(const Method& method) {
    return method.retry == Retry::no_side_effects;
}

// Only calls that may run twice, and only failures that another attempt can cure.
inline bool may_retry(const Method& method, const Error& error) {
    return method.retry != Retry::never && error.code() == Code::unavailable;
}

}  // namespace ecommerce::rpc
