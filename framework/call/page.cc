// SPDX-License-Identifier: Apache-2.0
#include "framework/call/page.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace ecommerce {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::size_t kTokenLimit = 512;

std::unexpected<Error> invalid() {
    return fail(Code::invalid, "INVALID_PAGE_TOKEN", "The page token was not made by this list.");
}

std::string to_hex(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        text += kHex[byte >> 4];
        text += kHex[byte & 15];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = kHex.find(text[i]);
        const auto low = kHex.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        bytes += char(high << 4 | low);
    }
    return bytes;
}

}  // namespace

int page_size(std::uint32_t asked) {
    return asked == 0 ? kPageSizeDefault : std::min(int(asked), kPageSizeMax);
}

// list, then each part with its length before it.
std::string page_token(std::string_view list, const std::vector<std::string>& key) {
    std::string text(list);
    for (const auto& part : key) text += "|" + std::to_string(part.size()) + ":" + part;
    return to_hex(text);
}

Result<std::vector<std::string>> read_page_token(std::string_view list, std::size_t parts,
                                                 std::string_view token) {
    std::vector<std::string> key;
    if (token.empty()) return key;
    const auto text = token.size() <= kTokenLimit ? from_hex(token) : std::nullopt;
    if (!text || !text->starts_with(list)) return invalid();
    std::string_view rest = std::string_view(*text).substr(list.size());
    while (!rest.empty()) {
        std::size_t size = 0;
        if (rest.front() != '|') return invalid();
        rest.remove_prefix(1);
        const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
        const auto used = std::size_t(end - rest.data());
        if (failed != std::errc{} || used >= rest.size() || *end != ':' || rest.size() - used - 1 < size) {
            return invalid();
        }
        key.emplace_back(rest.substr(used + 1, size));
        rest.remove_prefix(used + 1 + size);
    }
    if (key.size() != parts) return invalid();
    return key;
}

std::string id_page_token(std::string_view list, std::int64_t last_id) {
    return page_token(list, {std::to_string(last_id)});
}

Result<std::int64_t> read_id_page_token(std::string_view list, std::string_view token) {
    auto key = read_page_token(list, 1, token);
    if (!key) return fail(std::move(key.error()));
    if (key->empty()) return 0;
    std::int64_t id = 0;
    const auto& text = key->front();
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (failed != std::errc{} || end != text.data() + text.size() || id <= 0) return invalid();
    return id;
}

}  // namespace ecommerce
