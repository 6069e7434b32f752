// SPDX-License-Identifier: Apache-2.0
// The path templates of google.api.http:
//
//   /v1/orders/{order_no}:cancel    {shop.id}    /v1/products:batchGet    {name=shops/*}    /web/{file=**}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::rest {

struct PathTemplate {
    enum class Kind : std::uint8_t { literal, one, rest };
    struct Segment {
        Kind kind = Kind::literal;
        std::string text;  // of a literal
    };
    // The value of `field` is what the segments [begin, end) matched, joined by "/".
    static constexpr std::size_t kToTheEnd = SIZE_MAX;
    struct Variable {
        std::string field;  // "order_no", "shop.id"
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::vector<Segment> segments;
    std::vector<Variable> variables;
    std::string verb;  // behind the colon; empty: none

    // Throws std::invalid_argument that quotes the text.
    static PathTemplate parse(std::string_view text);
};

}  // namespace ecommerce::rest
