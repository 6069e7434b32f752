// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/category_lookup.h"

namespace ecommerce::product {

namespace {

void collect(const category::v1::Category& category, CategoryLookup::Ids& out) {
    out.push_back(category.id());
    for (const auto& child : category.children()) collect(child, out);
}

}  // namespace

Task<Result<CategoryLookup::Ids>> CategoryLookup::subtree(CallContext& context, std::int64_t id) {
    return known_.get(id, context.deadline, [this, &context, id] { return load(context, id); });
}

Task<Result<CategoryLookup::Ids>> CategoryLookup::load(CallContext& context, std::int64_t id) {
    category::v1::GetCategorySubtreeRequest request;
    request.set_id(id);
    auto response = co_await categories_.GetCategorySubtree(context, request);
    if (!response && response.error().code() == Code::not_found) co_return {};
    const auto& found = co_await ok(response);
    Ids ids;
    collect(found.category(), ids);
    co_return ids;
}

Task<Result<bool>> CategoryLookup::is_leaf(CallContext& context, std::int64_t id) {
    const auto ids = co_await ok(subtree(context, id));
    co_return ids.size() == 1;
}

Task<Result<std::vector<AttributeRule>>> CategoryLookup::rules(CallContext& context, std::int64_t id) {
    category::v1::GetCategoryRequest request;
    request.set_id(id);
    auto response = co_await categories_.GetCategory(context, request);
    std::vector<AttributeRule> rules;
    if (!response && response.error().code() == Code::not_found) co_return rules;
    const auto& found = co_await ok(response);
    for (const auto& attribute : found.category().attributes()) {
        rules.push_back({.name = attribute.name(),
                         .name_en = attribute.name_en(),
                         .options = {attribute.options().begin(), attribute.options().end()},
                         .required = attribute.required()});
    }
    co_return rules;
}

}  // namespace ecommerce::product
