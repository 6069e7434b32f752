// SPDX-License-Identifier: Apache-2.0
#include "framework/call/context.h"

#include <algorithm>
#include <random>

#include "framework/text/hex.h"

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

std::string big_endian(std::uint64_t value) {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += char(value >> shift);
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | std::uint8_t(byte);
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
    return text::to_hex({reinterpret_cast<const char*>(trace_id.data()), trace_id.size()});
}

std::string Trace::traceparent() const {
    return "00-" + trace_id_hex() + "-" + text::to_hex(big_endian(span_id)) + (sampled ? "-01" : "-00");
}

Trace Trace::parse(std::string_view header) {
    const bool shaped = header.size() == 55 && header.starts_with("00-") && header[35] == '-' &&
                        header[52] == '-' && header.find_first_of("ABCDEF") == std::string_view::npos;
    if (!shaped) return {};
    const auto id = text::from_hex(header.substr(3, 32));
    const auto span = text::from_hex(header.substr(36, 16));
    const auto flags = text::from_hex(header.substr(53, 2));
    if (!id || !span || !flags) return {};
    Trace trace;
    std::ranges::copy(*id, trace.trace_id.begin());
    trace.span_id = from_big_endian(*span);
    trace.sampled = (flags->front() & 1) != 0;
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
    call.cancellation = cancellation;
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
