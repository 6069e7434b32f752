// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/call_headers.h"

#include <algorithm>

#include "framework/call/reasons.h"
#include "framework/http/characters.h"
#include "framework/http/utf8.h"
#include "framework/text/words.h"

namespace ecommerce::rest {

namespace {

constexpr std::size_t kRequestIdMax = 64;
constexpr std::size_t kGuestTokenMax = 128;
constexpr std::size_t kUserAgentMax = 256;
constexpr std::size_t kAddressMax = 45;  // of an IPv6 address

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        const char lower = http::to_lower(c);
        return http::is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
    });
}

bool is_address(std::string_view text) {
    return !text.empty() && text.size() <= kAddressMax &&
           std::ranges::all_of(text, [](char c) { return http::hex_value(c) >= 0 || c == '.' || c == ':'; });
}

// What a client writes there is not to be believed by anybody behind.
bool is_ours(std::string_view name) {
    return name.starts_with("x-ecommerce-") || name.starts_with("x-forwarded-") || name == "forwarded" ||
           name == "x-real-ip";
}

std::unexpected<Error> bad_header(std::string name, std::string problem) {
    auto error = reason::invalid_field("The header " + name + " " + problem + ".");
    return fail(std::move(error).violations({{std::move(name), std::move(problem)}}));
}

}  // namespace

void read_identity(const http::Request& request, const HeaderTrust& trust, bool sampled,
                   CallContext& context) {
    if (trust.traceparent) context.trace = Trace::parse(request.header("traceparent"));
    const bool followed = context.trace.valid();
    if (!followed) context.trace = Trace::start(sampled);

    const auto id = request.header("x-request-id");
    if (!id.empty() && id.size() <= kRequestIdMax && is_plain(id)) {
        context.request_id = id;
    } else {
        // A trace of its own names the request already.
        context.request_id = (followed ? Trace::start(false) : context.trace).trace_id_hex();
    }
    context.client_address = request.remote_address();
    if (trust.forwarded_for) {
        auto list = request.header("x-forwarded-for");
        if (const auto comma = list.rfind(','); comma != std::string_view::npos)
            list.remove_prefix(comma + 1);
        if (const auto address = text::trim(list); is_address(address)) context.client_address = address;
    }
    const auto agent = request.header("user-agent").substr(0, kUserAgentMax);
    if (http::is_utf8(agent)) context.user_agent = agent;
}

Result<void> read_keys(const http::Request& request, CallContext& context) {
    for (const auto* name : {"Idempotency-Key", "X-Guest-Token"}) {
        if (request.header_count(name) > 1) return bad_header(name, "is given twice");
    }
    context.idempotency_key = request.header("idempotency-key");
    const auto guest = request.header("x-guest-token");
    if (guest.size() > kGuestTokenMax || !is_plain(guest)) {
        return bad_header("X-Guest-Token", "must be at most 128 letters, digits, \"-\" and \"_\"");
    }
    context.guest_token = guest;
    return {};
}

Result<rpc::Credentials> read_credentials(const http::Request& request) {
    constexpr std::string_view kScheme = "bearer ";
    rpc::Credentials credentials;
    const auto count = request.header_count("authorization");
    if (count == 0) return credentials;
    const auto value = request.header("authorization");
    if (count > 1 || value.size() <= kScheme.size() ||
        !http::equals_ignoring_case(value.substr(0, kScheme.size()), kScheme)) {
        return fail(
            reason::token_invalid("The Authorization header must be \"Bearer\" and an access token."));
    }
    credentials.bearer = text::trim(value.substr(kScheme.size()));
    return credentials;
}

HeaderList raw_headers(const http::Request& request) {
    HeaderList headers;
    for (std::size_t i = 0; i < request.field_count(); ++i) {
        std::string name(request.field_name(i));
        std::ranges::transform(name, name.begin(), http::to_lower);
        if (name == "authorization" || name == "cookie" || is_ours(name)) continue;
        headers.emplace_back(std::move(name), request.field_value(i));
    }
    return headers;
}

void write_headers(const CallContext& context, http::Response& response) {
    for (const auto& [name, value] : context.reply_headers) response.headers.add(name, value);
    response.headers.set("X-Request-Id", context.request_id);
    response.headers.set("traceparent", context.trace.traceparent());
}

}  // namespace ecommerce::rest
