// SPDX-License-Identifier: Apache-2.0
#include "framework/http/request_reader.h"

#include <algorithm>

#include "framework/http/characters.h"

namespace ecommerce::http {

namespace {

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
    if (input.empty()) return 0;
    const auto before = head.size();
    const bool may_skip = !skipped_empty_line_ && input.front() == '\r';
    if (before == 0 && !is_token_char(input.front()) && !may_skip) {
        refuse({400, "This is not an HTTP request."});
        return 0;
    }
    head.append(input.substr(0, limits_.head - before));
    if (head.front() == '\r') return skip_empty_line(before);
    switch (scanner_.scan(head)) {
    case HeadScanner::Found::bare_line_feed: refuse({400, "A line does not end with CRLF."}); return 0;
    case HeadScanner::Found::not_yet:
        if (head.size() == limits_.head) refuse({431, "The request's head is too large."});
        return head.size() - before;
    case HeadScanner::Found::end: break;
    }
    head.resize(scanner_.end());
    if (auto refusal = HeadParser::parse(request_, framing_, limits_)) {
        refuse(*refusal);
    } else {
        state_ = State::head_complete;
    }
    return scanner_.end() - before;
}

// One empty line before a request is forgiven (RFC 9112, section 2.2): old clients end bodies so.
std::size_t RequestReader::skip_empty_line(std::size_t before) {
    auto& head = request_.head_;
    if (head.size() == 1) return 1;
    if (head[1] != '\n') {
        refuse({400, "This is not an HTTP request."});
        return 0;
    }
    skipped_empty_line_ = true;
    head.clear();
    return 2 - before;
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
        refuse({413, "The request is larger than this method takes."});
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
    case ChunkDecoder::State::too_large:
        refuse({413, "The request is larger than this method takes."});
        break;
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
    std::string().swap(request_.body_);
    if (!at_start()) return;
    std::string().swap(request_.head_);
    std::vector<Request::Field>().swap(request_.fields_);
}

void RequestReader::refuse(Refusal refusal) {
    failure_ = refusal;
    state_ = State::failed;
}

}  // namespace ecommerce::http
