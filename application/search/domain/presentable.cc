// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/presentable.h"

#include "framework/text/clean.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

bool is_presentable(std::string_view words, std::string_view key) {
    constexpr std::size_t kLettersMin = 2;
    constexpr std::size_t kLettersMax = 30;
    constexpr int kDigitsMax = 5;
    // A key has no signs; an at sign may be a wide one, too.
    if (text::fold(words).contains('@')) return false;
    const auto points = text::code_points(key);
    if (points.size() < kLettersMin || points.size() > kLettersMax) return false;
    int digits = 0;
    for (const char32_t point : points) {
        if (point >= '0' && point <= '9' && ++digits > kDigitsMax) return false;
    }
    return true;
}

}  // namespace ecommerce::search
