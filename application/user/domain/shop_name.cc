// SPDX-License-Identifier: Apache-2.0
#include "application/user/domain/shop_name.h"

#include "framework/text/clean.h"

namespace ecommerce::user {

std::string folded_name(std::string_view name) {
    auto folded = text::fold(name);
    std::erase(folded, ' ');
    return folded;
}

}  // namespace ecommerce::user
