// SPDX-License-Identifier: Apache-2.0
#include "framework/http/chunk_decoder.h"

#include <algorithm>

#include "framework/http/characters.h"

namespace ecommerce::http {

namespace {

constexpr std::uint32_t kMaxExtension = 256;
constexpr std::uint32_t kMaxTrailers = 4096;

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
        } else if (!is_field_value_char(c) || ++overhead_ > kMaxExtension) {
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
    case Part::trailer:
        if (c == '\r') {
            part_ = Part::trailer_lf;
        } else if (!is_field_value_char(c) || ++overhead_ > kMaxTrailers) {
            state_ = State::malformed;
        } else {
            ++line_;
        }
        break;
    case Part::trailer_lf:
        expect('\n', Part::trailer);
        if (state_ == State::reading && line_ == 0) state_ = State::done;
        line_ = 0;
        break;
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
    line_ = 0;
    part_ = Part::trailer;
}

}  // namespace ecommerce::http
