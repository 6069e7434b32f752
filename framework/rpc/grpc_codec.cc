// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/grpc_codec.h"

#include <algorithm>

#include <google/protobuf/message.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/proto_buffer_writer.h>

#include "framework/call/public_error.h"
#include "framework/call/reasons.h"
#include "framework/call/status_codes.h"
#include "framework/rpc/status.h"

namespace ecommerce::rpc {

namespace {

constexpr int kBlockBytesMax = 64 * 1024;
constexpr std::size_t kMessageTextMax = 1024;

bool printable(char c) {
    return c >= ' ' && c <= '~';
}

}  // namespace

std::string metadata_value(std::string_view text, std::size_t limit) {
    text = text.substr(0, limit);
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    std::string value(text);
    std::ranges::replace_if(value, [](char c) { return !printable(c); }, '?');
    return value;
}

bool is_metadata_value(std::string_view text) {
    return std::ranges::all_of(text, printable);
}

bool is_metadata_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == text.npos;
}

grpc::ByteBuffer to_buffer(const google::protobuf::Message& message) {
    const auto size = message.ByteSizeLong();
    if (size == 0) {
        const grpc::Slice empty;
        return {&empty, 1};
    }
    grpc::ByteBuffer buffer;
    grpc::ProtoBufferWriter writer(&buffer, kBlockBytesMax, int(size));
    message.SerializeToZeroCopyStream(&writer);
    return buffer;
}

bool from_buffer(grpc::ByteBuffer& buffer, google::protobuf::Message& message) {
    if (!buffer.Valid()) return false;
    grpc::ProtoBufferReader reader(&buffer);
    return reader.status().ok() && message.ParseFromZeroCopyStream(&reader);
}

grpc::Status to_grpc(const Error& error) {
    const auto told = public_error(error);
    return {grpc::StatusCode(grpc_status(told.code())), told.message().substr(0, kMessageTextMax),
            to_status_bytes(told)};
}

Error from_grpc(const grpc::Status& status, std::string_view service) {
    if (auto error = from_status_bytes(status.error_details())) return *std::move(error);
    const std::string name(service);
    switch (status.error_code()) {
    case grpc::StatusCode::DEADLINE_EXCEEDED: return reason::deadline_exceeded("The call ran out of time.");
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:  // not by us, who know what we cancel: the server went away
        return reason::unavailable("The " + name + " service cannot be reached just now.").retry_after(1);
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
        return reason::rate_limited("The " + name + " service is too busy.");
    case grpc::StatusCode::UNIMPLEMENTED: return reason::no_such_method("There is no such method.");
    default: return reason::internal("Something went wrong on our side.");
    }
}

}  // namespace ecommerce::rpc
