// SPDX-License-Identifier: Apache-2.0
#include "bench/load/reply.h"

#include <algorithm>
#include <charconv>

#include <strings.h>

namespace ecommerce::bench {

namespace {

constexpr std::string_view kEmptyLine = "\r\n\r\n";
constexpr std::string_view kLastChunk = "\r\n0\r\n\r\n";

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::string_view field_of(std::string_view reply, std::string_view name) {
    const auto head = reply.substr(0, reply.find(kEmptyLine));
    for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at)) {
        auto line = head.substr(++at);
        line = line.substr(0, line.find('\r'));
        if (line.size() <= name.size() || line[name.size()] != ':' ||
            strncasecmp(line.data(), name.data(), name.size()) != 0) {
            continue;
        }
        line.remove_prefix(name.size() + 1);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        return line;
    }
    return {};
}

std::size_t reply_size(std::string_view text) {
    const auto head = text.find(kEmptyLine);
    if (head == std::string_view::npos) return 0;
    if (const auto length = field_of(text, "content-length"); !length.empty()) {
        const auto size = head + kEmptyLine.size() + number(length);
        return text.size() >= size ? size : 0;
    }
    if (field_of(text, "transfer-encoding").empty()) return head + kEmptyLine.size();
    const auto last = text.find(kLastChunk, head);
    return last == std::string_view::npos ? 0 : last + kLastChunk.size();
}

int status_of(std::string_view reply) {
    return reply.size() < 12 ? 0 : int(number(reply.substr(9, 3)));
}

std::string_view reason_of(std::string_view reply) {
    constexpr std::string_view kName = "\"reason\":\"";
    const auto at = reply.find(kName);
    if (at == std::string_view::npos) return {};
    const auto value = reply.substr(at + kName.size());
    return value.substr(0, value.find('"'));
}

}  // namespace ecommerce::bench
