// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/reviewed_content.h"

#include <algorithm>

#include "application/product/app/convert.h"
#include "application/product/app/pictures.h"

namespace ecommerce::product {

namespace {

bool shows_the_same(const SkuRecord& before, const v1::SkuInput& wanted) {
    common::v1::Picture picture;
    if (!before.picture_json.empty()) read_picture(before.picture_json, picture);
    return std::ranges::equal(before.option_values, wanted.option_values()) &&
           picture.url() == wanted.picture().url() && picture.alt() == wanted.picture().alt();
}

}  // namespace

std::string reviewed_content(const ProductRow& product) {
    const auto whole = to_product(product, {}, Audience::office);
    v1::Product seen;
    seen.set_category_id(whole.category_id());
    seen.set_name(whole.name());
    seen.set_subtitle(whole.subtitle());
    seen.set_brand(whole.brand());
    seen.set_description(whole.description());
    *seen.mutable_attributes() = whole.attributes();
    *seen.mutable_tags() = whole.tags();
    *seen.mutable_options() = whole.options();
    for (const auto& picture : whole.pictures()) {
        auto& out = *seen.add_pictures();
        out.set_url(picture.url());
        out.set_alt(picture.alt());
    }
    return seen.SerializeAsString();
}

bool shows_known_skus(const std::vector<SkuRecord>& before,
                      const google::protobuf::RepeatedPtrField<v1::SkuInput>& wanted) {
    return std::ranges::all_of(wanted, [&](const v1::SkuInput& input) {
        const auto known = std::ranges::find(before, input.id(), &SkuRecord::id);
        return known != before.end() && shows_the_same(*known, input);
    });
}

}  // namespace ecommerce::product
