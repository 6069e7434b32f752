// SPDX-License-Identifier: Apache-2.0
// A reply as bytes to keep: the message and the headers that the method added.
#pragma once

#include <string>
#include <string_view>

#include "framework/call/context.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::rpc {

std::string pack_headers(const HeaderList& headers);
// False when the bytes are not what pack_headers makes; `headers` is then unspecified.
bool unpack_headers(std::string_view bytes, HeaderList& headers);

std::string pack_reply(const google::protobuf::Message& message, const HeaderList& headers);
bool unpack_reply(std::string_view bytes, google::protobuf::Message& message, HeaderList& headers);

}  // namespace ecommerce::rpc
