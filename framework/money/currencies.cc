// SPDX-License-Identifier: Apache-2.0
#include "framework/money/currencies.h"

#include <algorithm>
#include <stdexcept>

namespace ecommerce {

namespace {

bool is_code(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Currencies::Currencies(std::vector<std::string> codes) : codes_(std::move(codes)) {
    if (codes_.empty()) throw std::invalid_argument("platform.currencies names no currency");
    for (const auto& code : codes_) {
        if (!is_code(code)) {
            throw std::invalid_argument("platform.currencies: \"" + code + "\" is not three capital letters");
        }
    }
}

bool Currencies::has(std::string_view code) const {
    return std::ranges::find(codes_, code) != codes_.end();
}

std::string Currencies::text() const {
    std::string text = codes_.front();
    for (std::size_t i = 1; i < codes_.size(); ++i) text += ", " + codes_[i];
    return text;
}

}  // namespace ecommerce
