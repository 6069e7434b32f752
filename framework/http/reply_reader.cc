// SPDX-License-Identifier: Apache-2.0
#include "framework/http/reply_reader.h"

#include <algorithm>

#include "framework/http/characters.h"
#include "framework/http/wire.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kHeadMax = std::size_t(32) * 1024;
constexpr int kFieldsMax = 200;

}  // namespace

std::size_t ReplyReader::consume(std::string_view input) {
    if (state_ == State::head) {
        const auto before = head_.size();
        head_.append(input.substr(0, kHeadMax - before));
        const auto found = scanner_.scan(head_);
        if (found == HeadScanner::Found::bare_line_feed) refuse("a line does not end with CRLF");
        if (found == HeadScanner::Found::not_yet && head_.size() == kHeadMax) refuse("the head is too large");
        if (found != HeadScanner::Found::end) return head_.size() - before;
        const auto used = scanner_.end() - before;
        head_.resize(scanner_.end());
        if (parse_head()) begin_body();
        return used;
    }
    if (state_ != State::body) return 0;
    if (chunked_) {
        const auto used = chunks_.consume(input, body_, limit_);
        if (chunks_.state() == ChunkDecoder::State::done) state_ = State::complete;
        if (chunks_.state() == ChunkDecoder::State::malformed) refuse("the chunked body is malformed");
        if (chunks_.state() == ChunkDecoder::State::too_large) refuse("the body is too large");
        return used;
    }
    const auto left = length_ ? *length_ - body_.size() : limit_ - body_.size();
    const auto used = std::size_t(std::min<std::uint64_t>(left, input.size()));
    body_.append(input.substr(0, used));
    if (length_ && used == left) state_ = State::complete;
    if (!length_ && used < input.size()) refuse("the body is too large");
    return used;
}

void ReplyReader::end_of_input() {
    if (state_ == State::body && !chunked_ && !length_) {
        state_ = State::complete;
    } else if (state_ != State::complete) {
        refuse("the connection ended before the reply did");
    }
    keep_alive_ = false;
}

bool ReplyReader::parse_head() {
    const std::string_view head = head_;
    const auto line_end = head.find("\r\n");
    const auto line = head.substr(0, line_end);
    const bool shaped =
        line.size() >= 12 && (line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 ")) &&
        std::ranges::all_of(line.substr(9, 3), is_digit) && (line.size() == 12 || line[12] == ' ');
    if (!shaped || line[9] == '0') {
        refuse("the status line is malformed");
        return false;
    }
    status_ = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
    keep_alive_ = line[7] == '1';
    FieldLines lines(head.substr(line_end + 2));
    std::string_view name;
    std::string_view value;
    int count = 0;
    while (lines.next(name, value)) {
        if (++count > kFieldsMax) {
            refuse("there are too many header fields");
            return false;
        }
        headers_.add(name, std::string(value));
        if (equals_ignoring_case(name, "content-length")) {
            const auto length = parse_length(value);
            if (!length || (length_ && *length_ != *length)) {
                refuse("Content-Length is not one number");
                return false;
            }
            length_ = length;
        } else if (equals_ignoring_case(name, "transfer-encoding")) {
            chunked_ = equals_ignoring_case(value, "chunked");
            if (!chunked_) {
                refuse("the transfer coding is not known");
                return false;
            }
        } else if (equals_ignoring_case(name, "connection") && equals_ignoring_case(value, "close")) {
            keep_alive_ = false;
        }
    }
    if (lines.refusal()) refuse("a header line is malformed");
    if (chunked_ && length_) refuse("Content-Length and Transfer-Encoding exclude each other");
    return state_ != State::failed;
}

void ReplyReader::begin_body() {
    if (status_ >= 100 && status_ < 200) {
        head_.clear();
        scanner_.reset();
        headers_ = {};
        length_.reset();
        chunked_ = false;
        return;
    }
    if (bodiless_ || is_bodiless(status_) || length_ == 0) {
        state_ = State::complete;
    } else if (length_ && *length_ > limit_) {
        refuse("the body is too large");
    } else {
        state_ = State::body;
        if (!chunked_ && !length_) keep_alive_ = false;
    }
}

void ReplyReader::refuse(std::string_view why) {
    state_ = State::failed;
    failure_ = why;
    keep_alive_ = false;
}

}  // namespace ecommerce::http
