// SPDX-License-Identifier: Apache-2.0
// An order as it is found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "application/search/domain/analyser.h"
#include "framework/runtime/clock.h"

namespace ecommerce::search {

struct FoundOrder {
    std::int64_t id = 0;
    std::string order_no;
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    std::string shop_name;
    std::int32_t status = 0;  // the contract's number; it rises alone
    std::vector<std::string> product_names;
    std::vector<std::string> option_values;
    Timestamp created_at;
};

// As document.h says: `s` names, `a` options, `p` and `i` pinyin and initials of names; and `o`, the shop's number.
Tokens order_terms(const FoundOrder& order);
std::string shop_term(std::int64_t shop_id);

// The digits of words that are rather an order's number, or the beginning of one, without the blanks and signs that came
// along when it was copied; else empty.
std::string number_in(std::string_view words);

}  // namespace ecommerce::search
