// SPDX-License-Identifier: Apache-2.0
#include "framework/http/request_reader.h"

#include <algorithm>

#include "framework/http/characters.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kUsualHead = std::size_t(4) * 1024;
constexpr std::size_t kUsualBody = std::size_t(16) * 1024;

}  // namespace

std::size_t RequestReader::consume(std::string_view input) {
    switch (state_) {
    case State::head: return consume_head(input);
    case State::body: return consume_body(input);
    default: return 0;
    }
}

std::size_t RequestReader::consume_head(std::string_view input) {
    auto& head = request_.head_;
    std::size_t skipped = 0;
    if (head.empty() && !input.empty()) {
        // One empty line before a request is forgiven (RFC 9112, section 2.2): old clients end bodies so.
        if (!skipped_empty_line_ && input.starts_with("\r\n")) {
            skipped_empty_line_ = true;
            skipped = 2;
            input.remove_prefix(2);
        }
        if (input.empty()) return skipped;
        if (!is_token_char(input.front()) && input != "\r") {
            refuse({400, "This is not an HTTP request."});
            return skipped;
        }
    }
    const auto before = head.size();
    head.append(input.substr(0, limits_.head - before));
    if (!skipped_empty_line_ && head.starts_with("\r\n")) {
        skipped_empty_line_ = true;
        scanner_.reset();
        head.clear();
        return skipped + 2 - before;
    }
    const auto found = scanner_.scan(head);
    if (found == HeadScanner::Found::bare_line_feed) {
        refuse({400, "A line does not end with CRLF."});
        return skipped;
    }
    if (found == HeadScanner::Found::not_yet) {
        if (head.size() == limits_.head) refuse({431, "The request's head is too large."});
        return skipped + head.size() - before;
    }
    const auto taken = skipped + scanner_.end() - before;
    head.resize(scanner_.end());
    if (auto refusal = HeadParser::parse(request_, framing_, limits_)) {
        refuse(*refusal);
    } else {
        state_ = State::head_complete;
    }
    return taken;
}

void RequestReader::begin_body(std::uint64_t limit) {
    body_limit_ = limit;
    request_.body_.clear();
    if (framing_.chunked) {
        chunks_ = {};
        state_ = State::body;
        return;
    }
    const auto length = framing_.length.value_or(0);
    if (length > limit) {
        refuse({413, "The request's body is too large."});
        return;
    }
    // Memory is given for bytes that came, not for bytes that were promised.
    request_.body_.reserve(std::size_t(std::min<std::uint64_t>(length, kUsualBody)));
    state_ = length == 0 ? State::complete : State::body;
}

std::size_t RequestReader::consume_body(std::string_view input) {
    auto& body = request_.body_;
    if (!framing_.chunked) {
        const auto left = *framing_.length - body.size();
        const auto size = std::size_t(std::min<std::uint64_t>(left, input.size()));
        body.append(input.substr(0, size));
        if (size == left) state_ = State::complete;
        return size;
    }
    const auto used = chunks_.consume(input, body, body_limit_);
    switch (chunks_.state()) {
    case ChunkDecoder::State::reading: break;
    case ChunkDecoder::State::done: state_ = State::complete; break;
    case ChunkDecoder::State::malformed: refuse({400, "The chunked body is malformed."}); break;
    case ChunkDecoder::State::too_large: refuse({413, "The request's body is too large."}); break;
    }
    return used;
}

void RequestReader::next() {
    request_.head_.clear();
    request_.fields_.clear();
    request_.body_.clear();
    if (request_.body_.capacity() > kUsualBody * 4) std::string().swap(request_.body_);
    scanner_.reset();
    skipped_empty_line_ = false;
    state_ = State::head;
}

void RequestReader::shrink() {
    if (request_.head_.capacity() > kUsualHead) std::string().swap(request_.head_);
    std::string().swap(request_.body_);
    request_.fields_.shrink_to_fit();
}

void RequestReader::refuse(Refusal refusal) {
    failure_ = refusal;
    state_ = State::failed;
}

}  // namespace ecommerce::http
