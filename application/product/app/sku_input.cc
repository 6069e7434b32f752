// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/sku_input.h"

#include <stdexcept>

#include "application/product/app/convert.h"
#include "framework/json/json.h"
#include "framework/money/money_message.h"

namespace ecommerce::product {

std::vector<Option> to_options(const google::protobuf::RepeatedPtrField<v1::ProductOption>& options) {
    std::vector<Option> result;
    for (const auto& option : options) {
        result.push_back({.name = option.name(), .values = {option.values().begin(), option.values().end()}});
    }
    return result;
}

std::vector<SkuOffer> to_offers(const google::protobuf::RepeatedPtrField<v1::SkuInput>& skus) {
    std::vector<SkuOffer> offers;
    for (const auto& sku : skus) {
        offers.push_back({.option_values = {sku.option_values().begin(), sku.option_values().end()},
                          .price = to_money(sku.price()),
                          .list_price = to_money(sku.list_price())});
    }
    return offers;
}

std::vector<Option> stored_options(const std::string& options_json) {
    v1::Product holder;
    auto read = json::read_json("{\"options\":" + options_json + "}", holder);
    if (!read) throw std::runtime_error("a stored product is damaged: " + read.error().message());
    return to_options(holder.options());
}

std::vector<Attribute> stored_attributes(const std::string& attributes_json) {
    v1::Product holder;
    auto read = json::read_json("{\"attributes\":" + attributes_json + "}", holder);
    if (!read) throw std::runtime_error("a stored product is damaged: " + read.error().message());
    std::vector<Attribute> attributes;
    for (const auto& each : holder.attributes()) {
        attributes.push_back({.name = each.name(), .value = each.value()});
    }
    return attributes;
}

std::vector<SkuOffer> stored_offers(const std::vector<SkuRecord>& skus, const std::string& currency) {
    std::vector<SkuOffer> offers;
    for (const auto& sku : skus) {
        offers.push_back({.option_values = sku.option_values,
                          .price = {sku.price_minor, currency},
                          .list_price = {sku.list_price_minor, currency}});
    }
    return offers;
}

SkuRecord to_record(const v1::SkuInput& input, std::int64_t product_id) {
    return {.id = input.id(),
            .product_id = product_id,
            .option_values = {input.option_values().begin(), input.option_values().end()},
            .price_minor = input.price().minor_units(),
            .list_price_minor = input.list_price().minor_units(),
            .picture_json = input.has_picture() ? message_to_json(input.picture()) : std::string(),
            .code = input.code(),
            .weight_grams = std::int32_t(input.weight_grams()),
            .volume_cm3 = std::int32_t(input.volume_cm3())};
}

std::vector<SkuRecord> to_records(const google::protobuf::RepeatedPtrField<v1::SkuInput>& skus,
                                  std::int64_t product_id) {
    std::vector<SkuRecord> records;
    for (const auto& sku : skus) records.push_back(to_record(sku, product_id));
    return records;
}

}  // namespace ecommerce::product
