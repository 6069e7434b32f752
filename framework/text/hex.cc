// SPDX-License-Identifier: Apache-2.0
#include "framework/text/hex.h"

#include <sodium.h>

namespace ecommerce::text {

std::string to_hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    text.pop_back();  // the terminating zero
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    const int failed = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                      text.data(), text.size(), nullptr, &length, &end);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    return bytes;
}

std::string to_uuid(std::string_view bytes) {
    auto text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
    return text;
}

}  // namespace ecommerce::text
