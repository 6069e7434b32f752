// SPDX-License-Identifier: Apache-2.0
// Reads requests from a stream of bytes, whatever pieces they come in. No I/O: the connection feeds it, and
// so do the tests and the fuzzer. Memory is bounded by the limits. Internal to framework/http.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "framework/http/chunk_decoder.h"
#include "framework/http/head_parser.h"
#include "framework/http/request.h"

namespace ecommerce::http {

class RequestReader {
public:
    enum class State { head, head_complete, body, complete, failed };

    explicit RequestReader(const HeadLimits& limits) : limits_(limits) {}

    // Takes what belongs to the current part of the current request and returns how many bytes that was.
    // In the states head_complete, complete and failed it takes nothing.
    std::size_t consume(std::string_view input);
    // In the state head_complete: goes on with the body, of at most `limit` bytes.
    void begin_body(std::uint64_t limit);
    // In the state complete: forgets the request and reads the next.
    void next();

    State state() const { return state_; }
    const Refusal& failure() const { return failure_; }
    const Framing& framing() const { return framing_; }
    // Nothing of the next request has come yet.
    bool at_start() const { return state_ == State::head && request_.head_.empty(); }
    Request& request() { return request_; }
    const Request& request() const { return request_; }
    std::size_t body_size() const { return request_.body_.size(); }

    // Gives memory back that a usual request does not need.
    void shrink();

private:
    std::size_t consume_head(std::string_view input);
    std::size_t skip_empty_line(std::size_t before);
    std::size_t consume_body(std::string_view input);
    void refuse(Refusal refusal);

    HeadLimits limits_;
    State state_ = State::head;
    Refusal failure_;
    HeadScanner scanner_;
    Framing framing_;
    ChunkDecoder chunks_;
    std::uint64_t body_limit_ = 0;
    bool skipped_empty_line_ = false;
    Request request_;
};

}  // namespace ecommerce::http
