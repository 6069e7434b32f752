// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/category_tree.h"

namespace ecommerce::search {

namespace {

void collect(const category::v1::Category& category, std::int64_t parent_id, CategoryTree::Nodes& out) {
    auto& node = out[category.id()];
    node.parent_id = parent_id;
    node.names.push_back(category.name());
    if (!category.name_en().empty()) node.names.push_back(category.name_en());
    for (const auto& child : category.children()) node.children.push_back(child.id());
    for (const auto& child : category.children()) collect(child, category.id(), out);
}

void collect_ids(const CategoryTree::Nodes& nodes, std::int64_t id, std::vector<std::int64_t>& out) {
    const auto found = nodes.find(id);
    if (found == nodes.end()) return;
    out.push_back(id);
    for (const auto child : found->second.children) collect_ids(nodes, child, out);
}

}  // namespace

Task<Result<CategoryTree::Copy>> CategoryTree::get(CallContext& context) {
    return copies_.get({}, context.deadline, [this, &context] { return load(context); });
}

Task<Result<CategoryTree::Copy>> CategoryTree::load(CallContext& context) {
    const auto response =
        co_await ok(categories_.ListCategories(context, category::v1::ListCategoriesRequest()));
    auto nodes = std::make_shared<Nodes>();
    for (const auto& category : response.categories()) collect(category, 0, *nodes);
    co_return nodes;
}

std::vector<std::int64_t> CategoryTree::subtree(const Nodes& nodes, std::int64_t id) {
    std::vector<std::int64_t> ids;
    collect_ids(nodes, id, ids);
    return ids;
}

}  // namespace ecommerce::search
