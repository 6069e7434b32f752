// SPDX-License-Identifier: Apache-2.0
// A request as it came over the wire. The server owns it; a handler may use it until the handler's reply
// has been sent. Views into it live as long as it does. It belongs to one loop.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/http/verb.h"
#include "framework/runtime/result.h"

namespace ecommerce::http {

class Request {
public:
    Verb verb() const { return verb_; }
    std::string_view method() const { return view(method_); }  // as sent: "GET"
    // Origin form, still percent-encoded: "/v1/products?page_size=20"; "*" for a server-wide OPTIONS.
    std::string_view target() const { return view(target_); }
    std::string_view path() const { return view(path_); }    // still percent-encoded
    std::string_view query() const { return view(query_); }  // without "?", still percent-encoded
    int version() const { return version_; }                 // 10 or 11

    // The value of the first field of that name (any case), trimmed; empty when there is none.
    std::string_view header(std::string_view name) const;
    // How often the field was sent.
    std::size_t header_count(std::string_view name) const;
    std::size_t field_count() const { return fields_.size(); }
    std::string_view field_name(std::size_t index) const { return view(fields_[index].name); }
    std::string_view field_value(std::size_t index) const { return view(fields_[index].value); }

    const std::string& body() const { return body_; }
    // Takes the body out, for handlers that keep it.
    std::string take_body() { return std::move(body_); }
    // The peer's IP address without the port. Behind a proxy this is the proxy.
    const std::string& remote_address() const { return remote_address_; }
    // Requested when the client closes its end before the reply, at the latest at the server's next sweep. A reply is
    // written all the same.
    const std::stop_token& client_gone() const { return client_gone_; }

    // Holds something for the request until its reply is made; one thing at a time.
    void keep(std::shared_ptr<void> what) { kept_ = std::move(what); }
    bool keeps_something() const { return kept_ != nullptr; }

    // Reads one whole request ("GET / HTTP/1.1\r\nHost: x\r\n\r\n") with the server's own parser, as if the peer had
    // sent it: for tests, tools, and a server that asks itself.
    static Result<Request> from_text(std::string_view text, std::string remote_address = {});

private:
    friend class RequestReader;
    friend class HeadParser;
    friend class Connection;

    // Offsets into head_, so that a request can move.
    struct Slice {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };
    struct Field {
        Slice name;
        Slice value;
    };
    std::string_view view(Slice slice) const {
        return std::string_view(head_).substr(slice.begin, slice.size);
    }

    std::string head_;  // from the request line to the empty line
    Slice method_;
    Slice target_;
    Slice path_;
    Slice query_;
    std::vector<Field> fields_;
    std::string body_;
    std::string remote_address_;
    std::stop_token client_gone_;
    std::shared_ptr<void> kept_;
    Verb verb_ = Verb::other;
    int version_ = 11;
};

}  // namespace ecommerce::http
