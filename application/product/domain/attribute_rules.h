// SPDX-License-Identifier: Apache-2.0
// What a category asks of the attributes of its products.
#pragma once

#include <string>
#include <vector>

namespace ecommerce::product {

struct AttributeRule {
    std::string name;
    std::string name_en;               // empty: none
    std::vector<std::string> options;  // none: any value
    bool required = false;
};

struct Attribute {
    std::string name;
    std::string value;
};

struct AttributeGaps {
    std::vector<std::string> missing;  // required, and the product has none
    std::vector<std::string> unfit;    // the value is not among the options
    bool empty() const { return missing.empty() && unfit.empty(); }
};

// An attribute goes by its name in either language. Those that the category does not know are the seller's own.
AttributeGaps find_gaps(const std::vector<AttributeRule>& rules, const std::vector<Attribute>& attributes);

}  // namespace ecommerce::product
