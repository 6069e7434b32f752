// SPDX-License-Identifier: Apache-2.0
#include "application/search/domain/order_document.h"

#include <algorithm>

#include "application/search/domain/document.h"
#include "framework/text/code_points.h"

namespace ecommerce::search {

Tokens order_terms(const FoundOrder& order) {
    Tokens names;
    Tokens options;
    Tokens pinyin;
    Tokens initials;
    const auto add_name = [&](const std::string& text) {
        add_tokens(names, text);
        add_pinyin(pinyin, text);
        add_initials(initials, text);
    };
    for (const auto& name : order.product_names) add_name(name);
    add_name(order.shop_name);
    for (const auto& value : order.option_values) add_tokens(options, value);
    std::erase_if(options, [&](const std::string& token) { return names.contains(token); });
    Tokens terms;
    add_terms(terms, 's', names);
    add_terms(terms, 'a', options);
    add_terms(terms, 'p', pinyin);
    add_terms(terms, 'i', initials);
    terms.insert(shop_term(order.shop_id));
    return terms;
}

std::string shop_term(std::int64_t shop_id) {
    return 'o' + std::to_string(shop_id);
}

std::string number_in(std::string_view words) {
    constexpr std::size_t kDigitsMin = 8;  // a day's
    constexpr std::size_t kDigitsMax = 40;
    std::string number;
    for (const char32_t point : text::code_points(text::to_nfkc(words))) {
        if (point >= '0' && point <= '9') {
            text::append(number, point);
        } else if (text::is_letter(point)) {
            return {};
        }
    }
    if (number.size() < kDigitsMin || number.size() > kDigitsMax) return {};
    return number;
}

}  // namespace ecommerce::search
