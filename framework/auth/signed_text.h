// SPDX-License-Identifier: Apache-2.0
// Text that comes back to us unchanged or not at all: "<text>.<MAC>". Everybody can read it. What it is about, if
// that is given, is signed with it and not seen.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::auth {

class SignedText {
public:
    // `key` is at least 32 secret bytes; throws on fewer. What is signed for one purpose is nothing for another.
    SignedText(std::string_view key, std::string_view purpose);
    std::string write(std::string_view text, std::string_view about = {}) const;
    // A view into `signed_text`; nothing when that is not one that write() made, about the same.
    std::optional<std::string_view> read(std::string_view signed_text, std::string_view about = {}) const;

private:
    std::string mac(std::string_view text, std::string_view about) const;
    std::array<unsigned char, 32> key_;
};

}  // namespace ecommerce::auth
