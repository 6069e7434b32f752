// SPDX-License-Identifier: Apache-2.0
#include "problems.h"

namespace ecommerce::generator {

void Problems::add_at(const std::string& file, int line, const std::string& message) {
    lines_.push_back(file + ":" + std::to_string(line) + ": " + message);
}

std::string Problems::text() const {
    std::string text = "the contract is not accepted:";
    for (const auto& line : lines_) text += "\n" + line;
    return text;
}

}  // namespace ecommerce::generator
