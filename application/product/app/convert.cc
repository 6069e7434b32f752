// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/convert.h"

#include <stdexcept>

#include "application/product/app/pictures.h"
#include "framework/json/json.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::product {

namespace {

// What the database holds was written by us: text that does not read is a bug.
void read_lists(v1::Product& out, const ProductRow& product) {
    v1::Product lists;
    const auto text = "{\"pictures\":" + product.pictures_json +
                      ",\"attributes\":" + product.attributes_json + ",\"options\":" + product.options_json +
                      "}";
    auto read = json::read_json(text, lists);
    if (!read) throw std::runtime_error("a stored product is damaged: " + read.error().message());
    *out.mutable_pictures() = std::move(*lists.mutable_pictures());
    *out.mutable_attributes() = std::move(*lists.mutable_attributes());
    *out.mutable_options() = std::move(*lists.mutable_options());
}

void read_cover(v1::ProductSummary& out, const std::string& pictures_json) {
    if (pictures_json.size() <= 2) return;  // "[]"
    read_picture(std::string_view(pictures_json).substr(1, pictures_json.size() - 2), *out.mutable_cover());
}

v1::Sku to_sku(const SkuRecord& record, const std::string& currency) {
    v1::Sku sku;
    sku.set_id(record.id);
    for (const auto& value : record.option_values) sku.add_option_values(value);
    *sku.mutable_price() = to_message(Money(record.price_minor, currency));
    if (record.list_price_minor != 0)
        *sku.mutable_list_price() = to_message(Money(record.list_price_minor, currency));
    sku.set_available(record.available);
    if (!record.picture_json.empty()) read_picture(record.picture_json, *sku.mutable_picture());
    sku.set_code(record.code);
    sku.set_weight_grams(std::uint32_t(record.weight_grams));
    sku.set_volume_cm3(std::uint32_t(record.volume_cm3));
    return sku;
}

}  // namespace

v1::ProductSummary to_summary(const ProductRow& product, Audience audience) {
    v1::ProductSummary out;
    out.set_id(product.id);
    out.set_name(product.name);
    read_cover(out, product.pictures_json);
    *out.mutable_price() = to_message(Money(product.price_minor, product.currency_code));
    if (product.max_price_minor != product.price_minor) {
        *out.mutable_max_price() = to_message(Money(product.max_price_minor, product.currency_code));
    }
    if (product.list_price_minor != 0) {
        *out.mutable_list_price() = to_message(Money(product.list_price_minor, product.currency_code));
    }
    out.set_sold_count(product.sold_count);
    out.set_in_stock(product.in_stock);
    out.set_shop_id(product.shop_id);
    out.set_category_id(product.category_id);
    out.set_brand(product.brand);
    for (const auto& tag : product.tags) out.add_tags(tag);
    if (audience == Audience::office) {
        out.set_state(v1::ProductState(product.state));
        out.set_reject_reason(product.reject_reason);
        out.set_available(product.available);
        rpc::set_time(*out.mutable_updated_at(), product.updated_at);
    }
    return out;
}

v1::Product to_product(const ProductRow& product, const std::vector<SkuRecord>& skus, Audience audience) {
    v1::Product out;
    out.set_id(product.id);
    out.set_shop_id(product.shop_id);
    out.set_category_id(product.category_id);
    out.set_name(product.name);
    out.set_subtitle(product.subtitle);
    out.set_brand(product.brand);
    out.set_description(product.description);
    read_lists(out, product);
    for (const auto& tag : product.tags) out.add_tags(tag);
    for (const auto& sku : skus) *out.add_skus() = to_sku(sku, product.currency_code);
    out.set_state(v1::ProductState(product.state));
    if (audience == Audience::office) {
        out.set_reject_reason(product.reject_reason);
        out.set_freight_template_id(product.freight_template_id);
    }
    out.set_sold_count(product.sold_count);
    out.set_etag(etag_of(product));
    rpc::set_time(*out.mutable_created_at(), product.created_at);
    rpc::set_time(*out.mutable_updated_at(), product.updated_at);
    if (product.published_at) rpc::set_time(*out.mutable_published_at(), *product.published_at);
    return out;
}

std::string message_to_json(const google::protobuf::Message& message) {
    std::string text;
    json::write_json(message, text);
    return text;
}

std::string etag_of(const ProductRow& product) {
    return "v" + std::to_string(product.version);
}

}  // namespace ecommerce::product
