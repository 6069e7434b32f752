// SPDX-License-Identifier: Apache-2.0
#include "demo/loader.h"

namespace ecommerce::demo_data {

namespace {

// The newest products, which the administrator finds in the review queue.
constexpr std::size_t kInReview = 5;

void collect(const category::v1::Category& category, CategoryIds& ids) {
    ids.emplace(category.name(), category.id());
    for (const auto& child : category.children()) collect(child, ids);
}

class TreeWriter {
public:
    TreeWriter(Stage& stage, CategoryIds& ids) : stage_(stage), ids_(ids) {}

    Task<void> write() {
        auto context = Stage::as({});
        const auto tree = must(co_await stage_.categories.ListCategories(context, {}), "categories");
        for (const auto& top : tree.categories()) collect(top, ids_);
        for (const auto& top : stage_.data.catalogue.tops()) {
            co_await ensure({}, top, top.thing, {});
            for (const auto& branch : top.branches) {
                co_await ensure(top.name, branch, branch.shelves.front().thing, {});
                for (const auto& shelf : branch.shelves) {
                    co_await ensure(branch.name, shelf, shelf.thing, shelf.attributes);
                }
            }
        }
    }

private:
    // `node` has a name in both languages.
    template <typename Node>
    Task<void> ensure(std::string_view parent, const Node& node, const std::string& thing,
                      const std::vector<Attribute>& attributes) {
        if (ids_.contains(node.name)) co_return;
        auto icon = stage_.data.pictures.icon(thing);
        category::v1::CreateCategoryRequest request;
        if (!parent.empty()) request.set_parent_id(ids_.find(parent)->second);
        request.set_name(node.name);
        request.set_name_en(node.name_en);
        request.set_sort_order(++position_);
        request.mutable_picture()->set_url("/pictures/" + icon.name);
        request.mutable_picture()->set_width(kPictureSide);
        request.mutable_picture()->set_height(kPictureSide);
        request.mutable_picture()->set_alt(node.name);
        must(co_await stage_.keep(std::move(icon)), "an icon");
        for (const auto& [name, values] : attributes) {
            auto& attribute = *request.add_attributes();
            attribute.set_name(name);
            for (const auto& value : values) attribute.add_options(value);
        }
        auto context = Stage::as(stage_.admin);
        const auto made = must(co_await stage_.categories.CreateCategory(context, request), request.name());
        ids_.emplace(node.name, made.category().id());
    }

    Stage& stage_;
    CategoryIds& ids_;
    int position_ = 0;
};

}  // namespace

CategoryIds load_categories(Stage& stage) {
    CategoryIds ids;
    TreeWriter writer(stage, ids);
    stage.host.loops().run_blocking(0, writer.write());
    return ids;
}

Shelving::Shelving(Stage& stage, const CategoryIds& categories, std::vector<std::int64_t> freight)
    : stage_(stage),
      categories_(categories),
      freight_(std::move(freight)),
      plans_(plan_products(stage.data)),
      there_(stage.data.people.shops().size()),
      articles_(plans_.size()) {
    stage_.each(there_.size(), [this](std::size_t shop) { return read_shop(shop); });
    stage_.each(plans_.size(), [this](std::size_t number) { return load_pictures(number); });
}

Task<void> Shelving::read_shop(std::size_t shop) {
    product::v1::ListMyProductsRequest request;
    request.set_page_size(100);
    do {
        auto context = Stage::as(stage_.owners[shop]);
        auto page = must(co_await stage_.shop_products.ListMyProducts(context, request), "products");
        for (const auto& product : page.products())
            there_[shop][product.name()] = {product.id(), product.state()};
        request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
}

Task<void> Shelving::load_pictures(std::size_t number) {
    for (const auto& look : plans_[number].looks) {
        must(co_await stage_.keep(stage_.data.pictures.draw(look)), "a picture");
    }
}

Task<std::int64_t> Shelving::create(std::size_t number) {
    const auto& plan = plans_[number];
    auto request = plan.request;
    request.set_category_id(categories_.find(plan.shelf->name)->second);
    request.set_freight_template_id(freight_[plan.shop]);
    auto context = Stage::as(stage_.owners[plan.shop]);
    co_return must(co_await stage_.shop_products.CreateProduct(context, request), request.name())
        .product()
        .id();
}

Task<void> Shelving::load_one(std::size_t number) {
    const auto& plan = plans_[number];
    const auto& owner = stage_.owners[plan.shop];
    const auto found = there_[plan.shop].find(plan.request.name());
    const auto id = found == there_[plan.shop].end() ? co_await create(number) : found->second.first;
    auto state = found == there_[plan.shop].end() ? product::v1::PRODUCT_STATE_DRAFT : found->second.second;
    if (state == product::v1::PRODUCT_STATE_DRAFT) {
        product::v1::SubmitProductRequest submit;
        submit.set_id(id);
        auto context = Stage::as(owner);
        must(co_await stage_.shop_products.SubmitProduct(context, submit), "submitting");
        state = product::v1::PRODUCT_STATE_IN_REVIEW;
    }
    if (number + kInReview >= plans_.size() && state == product::v1::PRODUCT_STATE_IN_REVIEW) co_return;
    if (state == product::v1::PRODUCT_STATE_IN_REVIEW) {
        product::v1::AuditProductRequest audit;
        audit.set_id(id);
        audit.set_approve(true);
        auto context = Stage::as(stage_.admin);
        must(co_await stage_.product_admin.AuditProduct(context, audit), "approving");
    }
    product::v1::GetMyProductRequest get;
    get.set_id(id);
    auto context = Stage::as(owner);
    const auto product = must(co_await stage_.shop_products.GetMyProduct(context, get), "a product");
    // The plan decides, so that a run that goes on chooses as the first one did.
    for (int i = 0; i < product.product().skus_size(); ++i) {
        const auto& sku = product.product().skus(i);
        articles_[number].push_back({.sku_id = sku.id(),
                                     .price = sku.price().minor_units(),
                                     .shop = plan.shop,
                                     .plenty = plan.request.skus(i).initial_stock() >= 30});
    }
}

void Shelving::load(std::size_t from, std::size_t to) {
    stage_.each(to - from, [this, from](std::size_t i) { return load_one(from + i); });
}

}  // namespace ecommerce::demo_data
