// SPDX-License-Identifier: Apache-2.0
// A mail with a text and an HTML part, and the lines that it is sent as (RFC 5322, MIME).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::mail {

struct Message {
    std::string id;  // Message-ID before the @; the same for the same mail, however often it is sent
    std::string from;
    std::string from_name;  // UTF-8, like the texts
    std::string to;
    std::string subject;
    std::string text;
    std::string html;
    std::string language;  // "zh-CN"; empty: not said
    Timestamp date;
};

// Whether it is an address that can stand in an envelope and in a header: ASCII, one @, nothing that ends a line or
// leaves the angle brackets, at most 254 bytes.
bool is_address(std::string_view text);

// How the parts are written: `base64` passes every server, `plain` can be read in a file.
enum class Encoding : std::uint8_t { base64, plain };

// Lines end with CRLF. Headers hold ASCII alone, other texts as encoded words (RFC 2047); nothing in a text can
// begin a header. Throws std::invalid_argument when from or to is no address.
std::string to_mime(const Message& message, Encoding encoding);

}  // namespace ecommerce::mail
