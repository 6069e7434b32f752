// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/message.h"

#include <algorithm>
#include <ctime>
#include <stdexcept>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "framework/text/base64.h"

namespace ecommerce::mail {

namespace {

constexpr std::string_view kLineEnd = "\r\n";
// Of an encoded word, so that it stays below 75 characters with what is around it.
constexpr std::size_t kWordBytes = 42;
constexpr std::size_t kBase64Line = 57;  // bytes of 76 characters
constexpr std::size_t kAddressMax = 254;

bool is_plain(char c) {
    return c >= ' ' && c <= '~';
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// One line: what would end it is a blank.
std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(line, [](char c) { return (c >= 0 && c < ' ') || c == 127; }, ' ');
    return line;
}

// A text in a header. Encoded words hold whole characters each.
std::string header_text(std::string_view text) {
    auto line = on_one_line(text);
    if (std::ranges::all_of(line, is_plain) && !line.contains("=?") && line.size() <= kWordBytes) return line;
    std::string words;
    for (std::string_view left = line; !left.empty();) {
        auto size = std::min(left.size(), kWordBytes);
        while (size > 1 && size < left.size() && is_continuation(left[size])) --size;
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + text::to_base64(left.substr(0, size)) + "?=";
        left.remove_prefix(size);
    }
    return words;
}

std::string date_text(Timestamp at) {
    const auto seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(at));
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(seconds));
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    if (!lines.ends_with('\n')) lines += kLineEnd;
    return lines;
}

std::string encoded(std::string_view text, Encoding encoding) {
    auto lines = with_crlf(text);
    if (encoding == Encoding::plain) return lines;
    std::string all;
    for (std::string_view left = lines; !left.empty();) {
        const auto size = std::min(left.size(), kBase64Line);
        all.append(text::to_base64(left.substr(0, size))).append(kLineEnd);
        left.remove_prefix(size);
    }
    return all;
}

void add_part(std::string& mime, const std::string& boundary, std::string_view type, std::string_view text,
              Encoding encoding) {
    mime +=
        fmt::format("--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n{}",
                    boundary, type, encoding == Encoding::plain ? "8bit" : "base64", encoded(text, encoding));
}

std::string_view domain_of(std::string_view address) {
    return address.substr(address.find('@') + 1);
}

}  // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.size() > kAddressMax) {
        return false;
    }
    return text.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(text, [](char c) {
               return is_plain(c) && std::string_view(" <>()[]\\,;:\"").find(c) == std::string_view::npos;
           });
}

std::string to_mime(const Message& message, Encoding encoding) {
    if (!is_address(message.from) || !is_address(message.to)) {
        throw std::invalid_argument("A mail needs the addresses of who writes and who reads it.");
    }
    const auto id = on_one_line(message.id);
    const auto boundary = "part-of-" + id;
    auto from = "<" + message.from + ">";
    if (!message.from_name.empty()) from = header_text(message.from_name) + " " + from;
    std::string mime = fmt::format(
        "Date: {}\r\nFrom: {}\r\nTo: <{}>\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\n", date_text(message.date),
        from, message.to, id, domain_of(message.from), header_text(message.subject));
    if (!message.language.empty()) mime += "Content-Language: " + on_one_line(message.language) + "\r\n";
    // Who answers mails by themselves leaves this one alone.
    mime += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    mime += fmt::format("Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n", boundary);
    add_part(mime, boundary, "text/plain", message.text, encoding);
    add_part(mime, boundary, "text/html", message.html, encoding);
    return mime + "--" + boundary + "--\r\n";
}

}  // namespace ecommerce::mail
