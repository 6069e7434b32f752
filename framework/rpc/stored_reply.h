// SPDX-License-Identifier: Apache-2.0
// A reply as bytes to keep: the message and the headers that the method added.
#pragma once

#include <string>
#include <string_view>

#include "framework/rpc/context.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::rpc {

std::string pack_headers(const Headers& headers);
// False when the bytes are not what pack_headers makes; `headers` is then unspecified.
bool unpack_headers(std::string_view bytes, Headers& headers);

std::string pack_reply(const google::protobuf::Message& message, const Headers& headers);
bool unpack_reply(std::string_view bytes, google::protobuf::Message& message, Headers& headers);

}  // namespace ecommerce::rpc
