// SPDX-License-Identifier: Apache-2.0
#include "framework/http/chunk_decoder.h"

#include <algorithm>

#include "framework/http/characters.h"
#include "framework/http/head_parser.h"
#include "framework/http/headers.h"

namespace ecommerce::http {

namespace {

constexpr std::uint32_t kMaxExtension = 256;
constexpr std::uint32_t kMaxTrailers = 4096;

// Quoted strings are refused: readers disagree about where a malformed one ends, and no client needs them.
bool is_extension_char(char c) {
    return is_token_char(c) || c == '=' || c == ';';
}

// What says where messages begin and end has no place behind a body.
bool are_valid(std::string_view trailers) {
    FieldLines lines(trailers);
    std::string_view name;
    std::string_view value;
    while (lines.next(name, value)) {
        for (const auto* framing : {"content-length", "transfer-encoding", "host", "connection"}) {
            if (equals_ignoring_case(name, framing)) return false;
        }
    }
    return !lines.refusal();
}

}  // namespace

std::size_t ChunkDecoder::consume(std::string_view input, std::string& body, std::uint64_t limit) {
    std::size_t used = 0;
    while (used < input.size() && state_ == State::reading) {
        if (part_ != Part::data) {
            take(input[used++]);
            if (part_ == Part::data && left_ > limit - body.size()) state_ = State::too_large;
            continue;
        }
        const auto size = std::size_t(std::min<std::uint64_t>(left_, input.size() - used));
        body.append(input.substr(used, size));
        used += size;
        left_ -= size;
        if (left_ == 0) part_ = Part::data_cr;
    }
    return used;
}

void ChunkDecoder::take(char c) {
    const auto expect = [&](char wanted, Part next) {
        if (c == wanted) {
            part_ = next;
        } else {
            state_ = State::malformed;
        }
    };
    switch (part_) {
    case Part::size: take_size(c); break;
    case Part::extension:
        if (c == '\r') {
            part_ = Part::size_lf;
        } else if (!is_extension_char(c) || ++overhead_ > kMaxExtension) {
            state_ = State::malformed;
        }
        break;
    case Part::size_lf:
        expect('\n', Part::data);
        if (state_ == State::reading) end_size();
        break;
    case Part::data: break;  // consume() takes data itself
    case Part::data_cr: expect('\r', Part::data_lf); break;
    case Part::data_lf: expect('\n', Part::size); break;
    case Part::trailer: take_trailer(c); break;
    }
}

void ChunkDecoder::take_size(char c) {
    if (const int digit = hex_value(c); digit >= 0) {
        left_ = left_ * 16 + std::uint64_t(digit);
        if (++digits_ > 8) state_ = State::malformed;
    } else if (digits_ == 0) {
        state_ = State::malformed;
    } else if (c == '\r') {
        part_ = Part::size_lf;
    } else if (c == ';') {
        overhead_ = 0;
        part_ = Part::extension;
    } else {
        state_ = State::malformed;
    }
}

void ChunkDecoder::end_size() {
    digits_ = 0;
    if (left_ != 0) return;
    overhead_ = 0;
    part_ = Part::trailer;
}

// Trailers end with an empty line, which may be all there is.
void ChunkDecoder::take_trailer(char c) {
    trailers_ += c;
    if (c != '\n') {
        if (trailers_.size() > kMaxTrailers) state_ = State::malformed;
        return;
    }
    if (trailers_ != "\r\n" && !trailers_.ends_with("\r\n\r\n")) {
        if (!trailers_.ends_with("\r\n")) state_ = State::malformed;
        return;
    }
    state_ = are_valid(trailers_) ? State::done : State::malformed;
}

}  // namespace ecommerce::http
