// SPDX-License-Identifier: Apache-2.0
// The header fields of a reply, in the order they are sent.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecommerce::http {

// Compares ASCII letters without case, as field names are compared.
bool equals_ignoring_case(std::string_view left, std::string_view right);

class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    // Replaces every field of that name. Throws std::invalid_argument for a name that is not a token and
    // for a value with control characters: either would let data write the reply's head.
    void set(std::string_view name, std::string value);
    // Adds one more field of that name (Set-Cookie, Vary). Throws like set().
    void add(std::string_view name, std::string value);
    void remove(std::string_view name);

    // The first value of that name; empty when there is none.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;

    bool empty() const { return fields_.empty(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<Field> fields_;
};

}  // namespace ecommerce::http
