// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/params.h"

#include <bit>

#include "framework/postgres/wire.h"

namespace ecommerce::postgres {

std::uint32_t Params::array_of(Type element) {
    switch (element) {
    case kBool: return 1000;
    case kBytea: return 1001;
    case kText: return 1009;
    case kInt8: return 1016;
    case kFloat8: return 1022;
    case kTimestamptz: return 1185;
    case kAny:
    case kInt4: break;
    }
    return kAny;
}

void Params::add_null(std::uint32_t type) {
    values_.push_back({type, std::uint32_t(bytes_.size()), -1, true});
}

// libpq wants a text with a zero at its end.
void Params::add_text(std::string_view text) {
    values_.push_back({kAny, std::uint32_t(bytes_.size()), std::int32_t(text.size()), false});
    put_text(text);
    bytes_.push_back('\0');
}

std::size_t Params::begin(std::uint32_t type) {
    values_.push_back({type, std::uint32_t(bytes_.size()), 0, true});
    return values_.size() - 1;
}

void Params::end(std::size_t index) {
    values_[index].size = std::int32_t(bytes_.size() - values_[index].offset);
}

void Params::array_header(std::uint32_t element, std::int32_t count) {
    put32(count == 0 ? 0 : 1);  // dimensions
    put32(1);                   // there may be NULLs
    put32(std::int32_t(element));
    if (count == 0) return;
    put32(count);
    put32(1);  // the first index
}

void Params::put32(std::int32_t value) {
    char raw[4];
    detail::write_big(raw, value);
    bytes_.append(raw, sizeof raw);
}

void Params::put64(std::int64_t value) {
    char raw[8];
    detail::write_big(raw, value);
    bytes_.append(raw, sizeof raw);
}

void Params::put_double(double value) {
    put64(std::bit_cast<std::int64_t>(value));
}

void Params::put_time(Timestamp time) {
    put64(time.time_since_epoch().count() - detail::kEpochSeconds * 1'000'000);
}

void Params::put_text(std::string_view text) {
    valid_ = valid_ && text.find('\0') == std::string_view::npos;
    bytes_.append(text);
}

void Params::set_length(std::size_t at) {
    detail::write_big(bytes_.data() + at, std::int32_t(bytes_.size() - at - 4));
}

}  // namespace ecommerce::postgres
