// SPDX-License-Identifier: Apache-2.0
// A reply to be sent. The server adds Date, Content-Length or Transfer-Encoding, and Connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "framework/http/headers.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::runtime {
class StopSignal;
}

namespace ecommerce::http {

class BodyWriter;

// Writes the body of a reply piece by piece, when it is too long for one string or takes time to come.
class BodyProducer {
public:
    virtual ~BodyProducer() = default;
    // Runs after the handler, on its loop, with the request still alive. When it ends, the body ends; an
    // exception cuts the connection.
    virtual Task<void> produce(BodyWriter& out) = 0;
};

class Response {
public:
    int status = 200;
    std::string content_type;  // empty: no Content-Type field
    Headers headers;
    // More header lines, each whole: "Name: value\r\n". For replies that are kept and sent many times.
    std::shared_ptr<const std::string> shared_fields;

    // The body is one of these three; the first that is set counts.
    std::unique_ptr<BodyProducer> producer;
    std::shared_ptr<const std::string> shared_body;  // kept in a cache, sent without a copy
    std::string body;

    // Of the producer's body when it is known; chunks otherwise.
    std::optional<std::uint64_t> producer_length;
    // Marks a producer without an end of its own, which stops when the client goes or the server drains:
    // this is sent when it has been silent for the server's heartbeat interval, and has no meaning in the
    // body's format (":\n\n" in an event stream). Empty: the body ends by itself.
    std::string heartbeat;
    // Ends the connection after this reply.
    bool close = false;

    std::string_view whole_body() const { return shared_body ? std::string_view(*shared_body) : body; }

    static Response empty(int status);  // 204, 304 and the like
    static Response of(int status, std::string_view content_type, std::string body);
};

// Where a producer writes. Belongs to the connection's loop.
class BodyWriter {
public:
    virtual ~BodyWriter() = default;
    // Waits until the socket has taken `data`, which must live until then. An error (Code::cancelled)
    // means that the client is gone, or that the server drains an endless stream: end soon.
    virtual Task<Result<void>> write(std::string_view data) = 0;
    // Requested when the client is gone or the server drains, for producers that wait for something.
    virtual runtime::StopSignal& stop() = 0;
    // Nothing has been sent yet, not even the status line.
    virtual bool untouched() const = 0;
    // Sends another reply in place of this one. Only while untouched(); the producer must end then.
    virtual void replace(Response response) = 0;
};

std::string_view reason_phrase(int status);  // "Not Found"; empty for an unknown status

}  // namespace ecommerce::http
