// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/attribute_rules.h"

#include <algorithm>

namespace ecommerce::product {

namespace {

bool goes_by(const AttributeRule& rule, const std::string& name) {
    return name == rule.name || (!rule.name_en.empty() && name == rule.name_en);
}

bool offers(const AttributeRule& rule, const std::string& value) {
    return rule.options.empty() || std::ranges::find(rule.options, value) != rule.options.end();
}

}  // namespace

AttributeGaps find_gaps(const std::vector<AttributeRule>& rules, const std::vector<Attribute>& attributes) {
    AttributeGaps gaps;
    for (const auto& rule : rules) {
        bool found = false;
        bool fits = true;
        for (const auto& attribute : attributes) {
            if (!goes_by(rule, attribute.name)) continue;
            found = true;
            fits = fits && offers(rule, attribute.value);
        }
        if (!found && rule.required) gaps.missing.push_back(rule.name);
        if (!fits) gaps.unfit.push_back(rule.name);
    }
    return gaps;
}

}  // namespace ecommerce::product
