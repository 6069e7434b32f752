// SPDX-License-Identifier: Apache-2.0
// Reads the reply to one request from a stream of bytes. No I/O. Internal to framework/http.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/http/chunk_decoder.h"
#include "framework/http/head_parser.h"
#include "framework/http/headers.h"

namespace ecommerce::http {

class ReplyReader {
public:
    enum class State { head, body, complete, failed };

    // `bodiless`: the request was a HEAD. `limit` is for the body, in bytes.
    ReplyReader(bool bodiless, std::uint64_t limit) : bodiless_(bodiless), limit_(limit) {}

    // Returns how many bytes of `input` were used. Interim replies (1xx) are dropped.
    std::size_t consume(std::string_view input);
    // The connection has ended; that may complete the reply.
    void end_of_input();

    State state() const { return state_; }
    std::string_view failure() const { return failure_; }
    bool at_start() const { return state_ == State::head && head_.empty(); }
    bool keep_alive() const { return keep_alive_; }
    int status() const { return status_; }
    Headers& headers() { return headers_; }
    std::string& body() { return body_; }

private:
    void refuse(std::string_view why);
    bool parse_head();
    void begin_body();

    bool bodiless_;
    std::uint64_t limit_;
    State state_ = State::head;
    std::string_view failure_;
    std::string head_;
    HeadScanner scanner_;
    int status_ = 0;
    bool keep_alive_ = true;
    bool chunked_ = false;
    std::optional<std::uint64_t> length_;
    ChunkDecoder chunks_;
    Headers headers_;
    std::string body_;
};

}  // namespace ecommerce::http
