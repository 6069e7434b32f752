// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/category_service.h"

#include <algorithm>

#include "application/category/app/convert.h"
#include "framework/call/reasons.h"
#include "framework/text/clean.h"

#include "category/v1/error_reason.rpc.h"
#include "category/v1/events.pb.h"

namespace ecommerce::category {

namespace {

Error no_such_category() {
    return reason::not_found("There is no such category.");
}

Error name_taken() {
    return v1::reason::category_name_taken("A category below the same parent has this name.");
}

Error name_taken(Error error) {
    return postgres::violates(error, CategoryStore::kNameUnique) ? name_taken() : std::move(error);
}

// Whether a category (0: a new one) may stand below `parent_id`.
Result<void> check_place(const CategoryTree& tree, std::int64_t id, std::int64_t parent_id) {
    if (parent_id != 0 && !tree.find(parent_id)) {
        return fail(v1::reason::category_parent("There is no such parent."));
    }
    if (id != 0 && tree.is_within(parent_id, id)) {
        return fail(v1::reason::category_cycle("A category cannot move below itself."));
    }
    const int height = id == 0 ? 1 : tree.height(id);
    if (tree.level(parent_id) + height > kLevelsMax) {
        return fail(v1::reason::category_too_deep("The tree has three levels at most."));
    }
    return {};
}

// Siblings differ in what people read, not only in bytes; the writers of the tree wait for each other.
Result<void> check_name(const CategoryTree& tree, const Node& node) {
    const auto name = text::fold(node.name);
    const bool taken = std::ranges::any_of(tree.children(node.parent_id), [&](const Node* other) {
        return other->id != node.id && text::fold(other->name) == name;
    });
    if (taken) return fail(name_taken());
    return {};
}

}  // namespace

Task<Result<v1::ListCategoriesResponse>> CategoryService::ListCategories(
    CallContext& context, const v1::ListCategoriesRequest& request) {
    auto tree = co_await ok(trees_.get(context));
    const int levels = request.max_level() == 0 ? kLevelsMax : int(request.max_level());
    v1::ListCategoriesResponse response;
    for (const auto* node : tree->children(0)) fill_subtree(*response.add_categories(), *tree, *node, levels);
    co_return response;
}

Task<Result<v1::GetCategoryResponse>> CategoryService::GetCategory(CallContext& context,
                                                                   const v1::GetCategoryRequest& request) {
    auto category = co_await ok(read_back(context, request.id()));
    v1::GetCategoryResponse response;
    *response.mutable_category() = std::move(category);
    co_return response;
}

Task<Result<v1::GetCategorySubtreeResponse>> CategoryService::GetCategorySubtree(
    CallContext& context, const v1::GetCategorySubtreeRequest& request) {
    auto tree = co_await ok(trees_.get(context));
    const auto* node = tree->find(request.id());
    if (!node) co_return no_such_category();
    v1::GetCategorySubtreeResponse response;
    fill_subtree(*response.mutable_category(), *tree, *node, kLevelsMax);
    co_return response;
}

Task<Result<v1::GetCategoryPathResponse>> CategoryService::GetCategoryPath(
    CallContext& context, const v1::GetCategoryPathRequest& request) {
    auto tree = co_await ok(trees_.get(context));
    const auto path = tree->path(request.id());
    if (path.empty()) co_return no_such_category();
    v1::GetCategoryPathResponse response;
    for (const auto* node : path) fill(*response.add_categories(), *tree, *node);
    co_return response;
}

Task<Result<v1::ListLeafCategoriesResponse>> CategoryService::ListLeafCategories(
    CallContext& context, const v1::ListLeafCategoriesRequest&) {
    auto tree = co_await ok(trees_.get(context));
    v1::ListLeafCategoriesResponse response;
    for (const auto* node : tree->leaves()) fill(*response.add_categories(), *tree, *node);
    co_return response;
}

void CategoryService::publish(postgres::Transaction& tx, CallContext& context, std::int64_t id) const {
    v1::CategoryTreeChanged event;
    event.set_category_id(id);
    events_.publish(tx, context, event, {.key = "tree"});
}

Task<Result<v1::Category>> CategoryService::read_back(CallContext& context, std::int64_t id) {
    auto tree = co_await ok(trees_.get(context));
    const auto* node = tree->find(id);
    if (!node) co_return no_such_category();
    v1::Category category;
    fill(category, *tree, *node);
    fill_attributes(category, *node);
    co_return category;
}

Task<Result<std::int64_t>> CategoryService::insert(CallContext& context, Node node) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        auto nodes = co_await ok(store_.lock(tx));
        const CategoryTree tree(std::move(nodes));
        co_await ok(check_place(tree, 0, node.parent_id));
        co_await ok(check_name(tree, node));
        auto id = co_await store_.insert(tx, node, clock_.now());
        if (!id) co_return name_taken(std::move(id.error()));
        publish(tx, context, *id);
        co_return id;
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<void>> CategoryService::check_parent(CallContext& context, std::int64_t parent_id) {
    if (parent_id == 0) co_return {};
    const auto tree = co_await ok(trees_.get(context));
    if (!tree->find(parent_id) || !tree->is_leaf(parent_id)) co_return {};
    co_return co_await goods_.check_none(context, parent_id);
}

Task<Result<void>> CategoryService::keep_picture(CallContext& context, v1::UpdateCategoryRequest& request) {
    if (!request.has_picture()) co_return {};
    const auto before = co_await ok(read_back(context, request.id()));
    if (before.picture().url() == request.picture().url()) co_return {};
    co_return co_await goods_.keep(context, *request.mutable_picture());
}

Task<Result<v1::CreateCategoryResponse>> CategoryService::CreateCategory(
    CallContext& context, const v1::CreateCategoryRequest& given) {
    auto request = given;
    co_await ok(check_parent(context, request.parent_id()));
    if (request.has_picture()) co_await ok(goods_.keep(context, *request.mutable_picture()));
    Node node{.parent_id = request.parent_id(),
              .name = request.name(),
              .name_en = request.name_en(),
              .picture_json = request.has_picture() ? to_json(request.picture()) : std::string(),
              .attributes_json = to_json(request.attributes()),
              .sort_order = request.sort_order()};
    auto id = co_await ok(insert(context, std::move(node)));
    trees_.changed();
    auto category = co_await ok(read_back(context, id));
    v1::CreateCategoryResponse response;
    *response.mutable_category() = std::move(category);
    co_return response;
}

Task<Result<void>> CategoryService::update(CallContext& context, const v1::UpdateCategoryRequest& request) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto nodes = co_await ok(store_.lock(tx));
        const CategoryTree tree(std::move(nodes));
        const auto* before = tree.find(request.id());
        if (!before) co_return no_such_category();
        Node node = *before;
        if (request.has_parent_id()) {
            co_await ok(check_place(tree, node.id, request.parent_id()));
            node.parent_id = request.parent_id();
        }
        if (request.has_name()) node.name = request.name();
        co_await ok(check_name(tree, node));
        if (request.has_name_en()) node.name_en = request.name_en();
        if (request.has_picture()) node.picture_json = to_json(request.picture());
        if (request.has_sort_order()) node.sort_order = request.sort_order();
        if (!request.attributes().empty() || request.clear_attributes()) {
            node.attributes_json = to_json(request.attributes());
        }
        auto updated = co_await store_.update(tx, node, clock_.now());
        if (!updated) co_return name_taken(std::move(updated.error()));
        publish(tx, context, node.id);
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

Task<Result<v1::UpdateCategoryResponse>> CategoryService::UpdateCategory(
    CallContext& context, const v1::UpdateCategoryRequest& given) {
    auto request = given;
    const auto before = co_await ok(read_back(context, request.id()));
    if (request.has_parent_id() && request.parent_id() != before.parent_id()) {
        co_await ok(check_parent(context, request.parent_id()));
    }
    co_await ok(keep_picture(context, request));
    co_await ok(update(context, request));
    trees_.changed();
    auto category = co_await ok(read_back(context, request.id()));
    v1::UpdateCategoryResponse response;
    *response.mutable_category() = std::move(category);
    co_return response;
}

Task<Result<void>> CategoryService::clear(CallContext& context, const v1::DeleteCategoryRequest& request) {
    const auto tree = co_await ok(trees_.get(context));
    if (!tree->find(request.id())) co_return no_such_category();
    if (!tree->is_leaf(request.id())) co_return v1::reason::category_not_empty("It has categories below it.");
    const auto to = request.move_products_to();
    if (to == 0) co_return co_await goods_.check_none(context, request.id());
    if (to == request.id() || !tree->find(to) || !tree->is_leaf(to)) {
        co_return v1::reason::category_target("Products move to another category without children.");
    }
    co_return co_await goods_.move(context, request.id(), to);
}

Task<Result<v1::DeleteCategoryResponse>> CategoryService::DeleteCategory(
    CallContext& context, const v1::DeleteCategoryRequest& request) {
    co_await ok(clear(context, request));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto nodes = co_await ok(store_.lock(tx));
        const CategoryTree tree(std::move(nodes));
        if (!tree.find(request.id())) co_return no_such_category();
        if (!tree.is_leaf(request.id())) {
            co_return v1::reason::category_not_empty("It has categories below it.");
        }
        store_.remove(tx, request.id());
        publish(tx, context, request.id());
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    trees_.changed();
    co_return v1::DeleteCategoryResponse();
}

}  // namespace ecommerce::category
