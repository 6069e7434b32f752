// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/sku_matrix.h"

#include <algorithm>
#include <set>

#include "framework/text/clean.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

std::unexpected<Error> matrix(const char* message) {
    return fail(v1::reason::sku_matrix(message));
}

std::unexpected<Error> price(const char* message) {
    return fail(v1::reason::price_invalid(message));
}

Result<void> check_options(const std::vector<Option>& options) {
    std::set<std::string> names;
    for (const auto& option : options) {
        if (!names.insert(text::fold(option.name)).second) return matrix("Two options have the same name.");
        std::set<std::string> values;
        for (const auto& value : option.values) {
            if (!values.insert(text::fold(value)).second) return matrix("An option has a value twice.");
        }
    }
    return {};
}

Result<void> check_values(const std::vector<Option>& options, const SkuOffer& sku) {
    if (sku.option_values.size() != options.size()) return matrix("A SKU needs one value for each option.");
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (std::ranges::find(options[i].values, sku.option_values[i]) == options[i].values.end()) {
            return matrix("A SKU has a value that its option does not have.");
        }
    }
    return {};
}

bool is_in(std::string_view currency, const SkuOffer& sku) {
    return sku.price.has_currency() && sku.price.currency() == currency &&
           (sku.list_price.is_zero() || sku.list_price.currency() == currency);
}

}  // namespace

Result<PriceRange> check_matrix(const std::vector<Option>& options, const std::vector<SkuOffer>& skus) {
    if (skus.empty()) return matrix("A product needs at least one SKU.");
    if (auto checked = check_options(options); !checked) return fail(std::move(checked.error()));
    std::set<std::vector<std::string>> combinations;
    PriceRange range;
    for (const auto& sku : skus) {
        if (auto checked = check_values(options, sku); !checked) return fail(std::move(checked.error()));
        if (!combinations.insert(sku.option_values).second) return matrix("Two SKUs have the same values.");
        if (sku.price.is_zero() || sku.price.is_negative()) return price("A price is more than nothing.");
        if (!is_in(skus.front().price.currency(), sku)) {
            return price("All prices of a product are in one currency.");
        }
        if (!sku.list_price.is_zero() && sku.list_price < sku.price) {
            return price("A crossed-out price is not below the price.");
        }
        if (range.lowest.is_zero() || sku.price < range.lowest) {
            range.lowest = sku.price;
            range.list_of_lowest = sku.list_price;
        }
        if (range.highest.is_zero() || sku.price > range.highest) range.highest = sku.price;
    }
    return range;
}

}  // namespace ecommerce::product
