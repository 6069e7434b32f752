// SPDX-License-Identifier: Apache-2.0
// What both ends of our gRPC calls have in common. Internal: includes grpcpp.
#pragma once

#include <string>
#include <string_view>

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/status.h>

#include "framework/call/context.h"
#include "framework/runtime/result.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::rpc {

// Names of metadata.
namespace metadata {
inline constexpr const char* kAuthorization = "authorization";
inline constexpr const char* kIdentity = "x-ecommerce-identity";
inline constexpr const char* kService = "x-ecommerce-service";  // the platform service that is meant
inline constexpr const char* kTraceparent = "traceparent";
inline constexpr const char* kRequestId = "x-request-id";
inline constexpr const char* kIdempotencyKey = "idempotency-key";
inline constexpr const char* kGuestToken = "x-guest-token";
inline constexpr const char* kClientAddress = "x-client-address";
inline constexpr const char* kClientAgent = "x-client-agent";
inline constexpr const char* kRawHeaders = "x-raw-headers-bin";      // pack_headers()
inline constexpr std::string_view kReplyHeader = "x-reply-header-";  // + the HTTP header's name
}  // namespace metadata

inline constexpr std::size_t kMetadataBytesMax = 32 * 1024;

// Visible ASCII without leading or trailing spaces, at most `limit` bytes: what gRPC takes as a value. It
// aborts the process on anything else, so what users wrote passes here; other bytes become '?'.
std::string metadata_value(std::string_view text, std::size_t limit);
bool is_metadata_value(std::string_view text);
bool is_metadata_name(std::string_view text);

grpc::ByteBuffer to_buffer(const google::protobuf::Message& message);
// False when the bytes are not the message.
bool from_buffer(grpc::ByteBuffer& buffer, google::protobuf::Message& message);

grpc::Status to_grpc(const Error& error);
// `service` names the peer in messages for people. Statuses of the transport itself, whose text may name
// addresses, get a text of ours.
Error from_grpc(const grpc::Status& status, std::string_view service);

}  // namespace ecommerce::rpc
