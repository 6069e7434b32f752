// SPDX-License-Identifier: Apache-2.0
#include "framework/text/bare.h"

#include "framework/text/clean.h"
#include "framework/text/code_points.h"

namespace ecommerce::text {

std::string bare(std::string_view text) {
    std::string letters;
    for (const char32_t point : code_points(fold(text))) {
        if (is_letter(point)) append(letters, point);
    }
    return letters;
}

}  // namespace ecommerce::text
