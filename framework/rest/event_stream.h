// SPDX-License-Identifier: Apache-2.0
// Server-sent events: messages of a streaming method as a reply that goes on.
#pragma once

#include "framework/http/request.h"
#include "framework/http/response.h"
#include "framework/rpc/endpoint.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rest {

inline constexpr std::string_view kEventStream = "text/event-stream";
inline constexpr std::string_view kEventHeartbeat = ":\n\n";

// Writes each message as "data: {json}", and its text field `event_id`, if it has one, as "id: …" before that. Belongs
// to one reply.
class EventSink final : public rpc::MessageSink {
public:
    explicit EventSink(http::BodyWriter& out) : out_(out) {}

    Task<Result<void>> write(const google::protobuf::Message& message) override;
    bool closed() const override { return out_.stop().requested(); }
    // "event: error" with a problem as its data: the status line is long gone.
    Task<void> write_error(const Error& error, std::string_view trace_id);

private:
    http::BodyWriter& out_;
    std::string text_;
};

// The header Last-Event-ID, which browsers send when they come back, into the request's text field `last_event_id`,
// if it has one.
void read_last_event(const http::Request& request, google::protobuf::Message& into);

}  // namespace ecommerce::rest
