// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/stored_reply.h"

#include <google/protobuf/message.h>

namespace ecommerce::rpc {

namespace {

// Each part is its length in 4 bytes, lowest first, and its bytes.
void append(std::string& out, std::string_view part) {
    for (int shift = 0; shift < 32; shift += 8) out += char(part.size() >> shift);
    out += part;
}

bool take(std::string_view& bytes, std::string_view& part) {
    if (bytes.size() < 4) return false;
    std::size_t size = 0;
    for (int i = 3; i >= 0; --i) size = size << 8 | static_cast<unsigned char>(bytes[std::size_t(i)]);
    bytes.remove_prefix(4);
    if (size > bytes.size()) return false;
    part = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
}

}  // namespace

std::string pack_headers(const HeaderList& headers) {
    std::string out;
    for (const auto& [name, value] : headers) {
        append(out, name);
        append(out, value);
    }
    return out;
}

bool unpack_headers(std::string_view bytes, HeaderList& headers) {
    while (!bytes.empty()) {
        std::string_view name;
        std::string_view value;
        if (!take(bytes, name) || !take(bytes, value)) return false;
        headers.emplace_back(name, value);
    }
    return true;
}

std::string pack_reply(const google::protobuf::Message& message, const HeaderList& headers) {
    std::string out;
    append(out, message.SerializeAsString());
    append(out, pack_headers(headers));
    return out;
}

bool unpack_reply(std::string_view bytes, google::protobuf::Message& message, HeaderList& headers) {
    std::string_view body;
    std::string_view head;
    return take(bytes, body) && take(bytes, head) && bytes.empty() &&
           message.ParseFromArray(body.data(), int(body.size())) && unpack_headers(head, headers);
}

}  // namespace ecommerce::rpc
