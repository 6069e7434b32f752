// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/server_context.h"

#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/stored_reply.h"

namespace ecommerce::rpc {

namespace {

constexpr std::size_t kRequestIdMax = 128;
constexpr std::size_t kGuestTokenMax = 256;
constexpr std::size_t kClientAddressMax = 64;
constexpr std::size_t kUserAgentMax = 256;
constexpr std::string_view kBearer = "bearer ";

Deadline deadline_of(const grpc::CallbackServerContext& call) {
    const auto deadline = call.deadline();
    const auto now = std::chrono::system_clock::now();
    // gRPC says "none" with a time far away, which the steady clock could not hold.
    if (deadline - now > std::chrono::hours(24)) return Deadline::max();
    return std::chrono::steady_clock::now() + (deadline - now);
}

bool same_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? char(text[i] + 32) : text[i];
        if (c != lower[i]) return false;
    }
    return true;
}

}  // namespace

std::string read_metadata(const grpc::CallbackServerContext& call, std::string_view name) {
    const auto& all = call.client_metadata();
    const auto found = all.find(grpc::string_ref(name.data(), name.size()));
    return found == all.end() ? std::string() : std::string(found->second.data(), found->second.size());
}

CallContext read_context(const grpc::CallbackServerContext& call, bool raw_headers) {
    CallContext context;
    context.deadline = deadline_of(call);
    context.trace = Trace::parse(read_metadata(call, metadata::kTraceparent));
    context.request_id = metadata_value(read_metadata(call, metadata::kRequestId), kRequestIdMax);
    context.idempotency_key = read_metadata(call, metadata::kIdempotencyKey);
    context.guest_token = read_metadata(call, metadata::kGuestToken).substr(0, kGuestTokenMax);
    context.client_address = metadata_value(read_metadata(call, metadata::kClientAddress), kClientAddressMax);
    context.user_agent = read_metadata(call, metadata::kClientAgent).substr(0, kUserAgentMax);
    if (raw_headers && !unpack_headers(read_metadata(call, metadata::kRawHeaders), context.raw_headers)) {
        context.raw_headers.clear();
    }
    return context;
}

Credentials read_credentials(const grpc::CallbackServerContext& call) {
    Credentials credentials;
    credentials.identity = read_metadata(call, metadata::kIdentity);
    const auto authorization = read_metadata(call, metadata::kAuthorization);
    const std::string_view value = authorization;
    if (same_ignoring_case(value.substr(0, kBearer.size()), kBearer)) {
        credentials.bearer = value.substr(kBearer.size());
    }
    return credentials;
}

std::string peer_address(const grpc::CallbackServerContext& call) {
    std::string peer = call.peer();
    const auto begin = peer.find(':');
    const auto end = peer.rfind(':');
    if (begin == peer.npos || end <= begin) return peer;
    return peer.substr(begin + 1, end - begin - 1);
}

}  // namespace ecommerce::rpc
