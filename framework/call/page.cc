// SPDX-License-Identifier: Apache-2.0
#include "framework/call/page.h"

#include <algorithm>

#include "framework/call/reasons.h"
#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce {

namespace {

constexpr std::size_t kTokenLimit = 512;
constexpr char kBetween = '|';

// FNV-1a: the same in every process. Tokens are no secret and guard nothing; filters that differ by accident are told
// apart.
std::string digest(std::string_view filters) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : filters) {
        hash ^= std::uint8_t(c);
        hash *= 0x100000001b3;
    }
    return std::to_string(hash);
}

}  // namespace

int page_size(std::uint32_t asked) {
    return asked == 0 ? kPageSizeDefault : int(std::min<std::uint32_t>(asked, kPageSizeMax));
}

std::unexpected<Error> invalid_page_token() {
    return fail(reason::invalid_page_token("The page token was not made by this list."));
}

// list#digest|id|value, where the value may hold anything.
Result<Page> Page::read(std::string_view list, PageRequest request) {
    const int size = page_size(request.size);
    auto made_by = std::string(list) + '#' + digest(request.filters);
    if (request.token.empty()) return Page(std::move(made_by), size, {});
    const auto text =
        request.token.size() <= kTokenLimit ? text::from_base64url(request.token) : std::nullopt;
    if (!text) return invalid_page_token();
    const std::string_view whole = *text;
    const auto first = whole.find(kBetween);
    const auto second = first == std::string_view::npos ? first : whole.find(kBetween, first + 1);
    if (second == std::string_view::npos || whole.substr(0, first) != made_by) return invalid_page_token();
    const auto id = text::to_number<std::int64_t>(whole.substr(first + 1, second - first - 1));
    if (!id || *id <= 0) return invalid_page_token();
    return Page(std::move(made_by), size, {*id, std::string(whole.substr(second + 1))});
}

std::string Page::token(const PageKey& last) const {
    return text::to_base64url(list_ + kBetween + std::to_string(last.id) + kBetween + last.value);
}

}  // namespace ecommerce
