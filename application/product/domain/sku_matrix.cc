// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/sku_matrix.h"

#include <algorithm>
#include <set>

namespace ecommerce::product {

namespace {

std::unexpected<Error> matrix(const char* message) {
    return fail(Code::invalid, "SKU_MATRIX", message);
}

std::unexpected<Error> price(const char* message) {
    return fail(Code::invalid, "PRICE_INVALID", message);
}

Result<void> check_options(const std::vector<Option>& options) {
    std::set<std::string> names;
    for (const auto& option : options) {
        if (!names.insert(option.name).second) return matrix("Two options have the same name.");
        if (std::set<std::string>(option.values.begin(), option.values.end()).size() !=
            option.values.size()) {
            return matrix("An option has a value twice.");
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

}  // namespace

Result<PriceRange> check_matrix(const std::vector<Option>& options, const std::vector<SkuOffer>& skus) {
    if (skus.empty()) return matrix("A product needs at least one SKU.");
    if (auto checked = check_options(options); !checked) return fail(std::move(checked.error()));
    std::set<std::vector<std::string>> combinations;
    PriceRange range{.currency_code = skus.front().currency_code};
    for (const auto& sku : skus) {
        if (auto checked = check_values(options, sku); !checked) return fail(std::move(checked.error()));
        if (!combinations.insert(sku.option_values).second) return matrix("Two SKUs have the same values.");
        if (sku.price_minor <= 0) return price("A price is more than nothing.");
        if (sku.list_price_minor != 0 && sku.list_price_minor < sku.price_minor) {
            return price("A crossed-out price is not below the price.");
        }
        if (sku.currency_code != range.currency_code || sku.currency_code.size() != 3 ||
            (!sku.list_currency_code.empty() && sku.list_currency_code != sku.currency_code)) {
            return price("All prices of a product are in one currency.");
        }
        if (range.lowest_minor == 0 || sku.price_minor < range.lowest_minor) {
            range.lowest_minor = sku.price_minor;
            range.list_of_lowest_minor = sku.list_price_minor;
        }
        range.highest_minor = std::max(range.highest_minor, sku.price_minor);
    }
    return range;
}

}  // namespace ecommerce::product
