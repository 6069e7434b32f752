// SPDX-License-Identifier: Apache-2.0
#include "framework/call/context.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace ecommerce {

namespace {

std::uint64_t random_bits() {
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return generator();
}

std::uint64_t random_nonzero() {
    std::uint64_t value = 0;
    while (value == 0) value = random_bits();
    return value;
}

constexpr std::string_view kHex = "0123456789abcdef";

void append_hex(std::string& out, std::uint8_t byte) {
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
}

bool is_lower_hex(std::string_view text) {
    return text.find_first_not_of(kHex) == std::string_view::npos;
}

std::uint64_t from_hex(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

}  // namespace

Trace Trace::start(bool sampled) {
    Trace trace;
    for (std::size_t half = 0; half < 2; ++half) {
        const auto bits = random_nonzero();
        for (std::size_t i = 0; i < 8; ++i) trace.trace_id[half * 8 + i] = std::uint8_t(bits >> (8 * i));
    }
    trace.span_id = random_nonzero();
    trace.sampled = sampled;
    return trace;
}

Trace Trace::child() const {
    Trace next = *this;
    next.span_id = random_nonzero();
    return next;
}

std::string Trace::trace_id_hex() const {
    std::string text;
    text.reserve(32);
    for (const auto byte : trace_id) append_hex(text, byte);
    return text;
}

std::string Trace::traceparent() const {
    std::string text = "00-";
    text.reserve(55);
    for (const auto byte : trace_id) append_hex(text, byte);
    text += '-';
    for (int shift = 56; shift >= 0; shift -= 8) append_hex(text, std::uint8_t(span_id >> shift));
    text += sampled ? "-01" : "-00";
    return text;
}

Trace Trace::parse(std::string_view header) {
    Trace trace;
    const bool shaped =
        header.size() == 55 && header.starts_with("00-") && header[35] == '-' && header[52] == '-';
    if (!shaped || !is_lower_hex(header.substr(3, 32)) || !is_lower_hex(header.substr(36, 16)) ||
        !is_lower_hex(header.substr(53, 2))) {
        return trace;
    }
    for (std::size_t i = 0; i < 16; ++i)
        trace.trace_id[i] = std::uint8_t(from_hex(header.substr(3 + 2 * i, 2)));
    trace.span_id = from_hex(header.substr(36, 16));
    trace.sampled = (from_hex(header.substr(53, 2)) & 1) != 0;
    return trace.valid() ? trace : Trace{};
}

bool Trace::valid() const {
    return span_id != 0 && std::ranges::any_of(trace_id, [](auto byte) { return byte != 0; });
}

CallContext CallContext::for_call(std::string_view calling_service) const {
    CallContext call;
    call.deadline = deadline;
    call.principal = principal;
    call.principal.service = calling_service;
    call.trace = trace;
    call.request_id = request_id;
    call.guest_token = guest_token;
    call.client_address = client_address;
    call.user_agent = user_agent;
    return call;
}

CallContext CallContext::background(std::string_view service, Deadline deadline) {
    CallContext call;
    call.deadline = deadline;
    call.principal.service = service;
    call.trace = Trace::start(false);
    call.request_id = call.trace.trace_id_hex();
    return call;
}

}  // namespace ecommerce
