// SPDX-License-Identifier: Apache-2.0
#include "framework/http/headers.h"

#include <algorithm>
#include <stdexcept>

#include "framework/http/characters.h"

namespace ecommerce::http {

namespace {

void check(std::string_view name, std::string_view value) {
    if (!is_token(name)) throw std::invalid_argument("a header field has an invalid name");
    if (!is_field_value(value)) {
        throw std::invalid_argument("the value of header field " + std::string(name) +
                                    " has control characters");
    }
}

}  // namespace

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(),
                      [](char a, char b) { return to_lower(a) == to_lower(b); });
}

void Headers::set(std::string_view name, std::string value) {
    check(name, value);
    remove(name);
    fields_.emplace_back(std::string(name), std::move(value));
}

void Headers::add(std::string_view name, std::string value) {
    check(name, value);
    fields_.emplace_back(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name) {
    std::erase_if(fields_, [name](const Field& field) { return equals_ignoring_case(field.first, name); });
}

std::string_view Headers::get(std::string_view name) const {
    for (const auto& field : fields_) {
        if (equals_ignoring_case(field.first, name)) return field.second;
    }
    return {};
}

bool Headers::has(std::string_view name) const {
    return std::ranges::any_of(
        fields_, [name](const Field& field) { return equals_ignoring_case(field.first, name); });
}

}  // namespace ecommerce::http
