// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_writer.h"

#include <algorithm>
#include <set>

#include "application/product/app/convert.h"
#include "application/product/app/sku_input.h"
#include "framework/call/reasons.h"

#include "product/v1/error_reason.rpc.h"
#include "product/v1/events.pb.h"

namespace ecommerce::product {

namespace {

Error no_such_product() {
    return reason::not_found("There is no such product.");
}

Error wrong_state(State state) {
    return v1::reason::product_state("The product is not in a state that allows this.")
        .with("state", std::string(name_of(state)));
}

// Review needs something to look at.
Result<void> check_complete(const ProductRow& product) {
    const char* missing = product.pictures_json == "[]" ? "pictures"
                          : product.description.empty() ? "description"
                                                        : "";
    if (*missing == '\0') return {};
    return fail(v1::reason::product_incomplete("The product needs pictures and a description before review.")
                    .with("missing", missing));
}

bool only_trade_data(const v1::UpdateProductRequest& request) {
    return !request.has_name() && !request.has_subtitle() && !request.has_category_id() &&
           !request.has_brand() && !request.has_description() && request.pictures().empty() &&
           request.attributes().empty() && !request.clear_attributes();
}

void apply(const v1::UpdateProductRequest& request, ProductRow& product) {
    if (request.has_name()) product.name = request.name();
    if (request.has_subtitle()) product.subtitle = request.subtitle();
    if (request.has_category_id()) product.category_id = request.category_id();
    if (request.has_brand()) product.brand = request.brand();
    if (request.has_description()) product.description = request.description();
    if (!request.pictures().empty()) product.pictures_json = list_to_json(request.pictures());
    if (!request.attributes().empty() || request.clear_attributes()) {
        product.attributes_json = list_to_json(request.attributes());
    }
    if (!request.tags().empty() || request.clear_tags()) {
        product.tags.assign(request.tags().begin(), request.tags().end());
    }
    if (!request.options().empty() || request.clear_options()) {
        product.options_json = list_to_json(request.options());
    }
}

void set_prices(ProductRow& product, const PriceRange& range) {
    product.currency_code = range.lowest.currency();
    product.price_minor = range.lowest.minor_units();
    product.max_price_minor = range.highest.minor_units();
    product.list_price_minor = range.list_of_lowest.minor_units();
}

}  // namespace

// Of what a seller writes; stored prices stay as they are.
Result<PriceRange> ProductWriter::check_offers(const std::vector<Option>& options,
                                               const std::vector<SkuOffer>& skus) const {
    auto range = check_matrix(options, skus);
    if (range && !currencies_.has(range->lowest.currency())) {
        return fail(v1::reason::price_invalid("Prices are in a currency that the platform trades in.")
                        .with("currencies", currencies_.text()));
    }
    return range;
}

Task<Result<void>> ProductWriter::check_category(CallContext& context, std::int64_t category_id) {
    auto leaf = co_await ok(categories_.is_leaf(context, category_id));
    if (!leaf) {
        co_return v1::reason::category_not_leaf("Products belong to categories without children.");
    }
    co_return {};
}

Task<Result<ProductRow>> ProductWriter::lock(postgres::Transaction& tx, ShopScope scope, std::int64_t id) {
    auto product = co_await ok(products_.lock(tx, id));
    if (!product || (scope.shop_id != 0 && product->shop_id != scope.shop_id)) co_return no_such_product();
    co_return *std::move(product);
}

ProductWriter::Written ProductWriter::read(CallContext& context, ShopScope scope, std::int64_t id) {
    auto product = co_await ok(products_.find(context, id));
    if (!product || (scope.shop_id != 0 && product->shop_id != scope.shop_id)) co_return no_such_product();
    auto skus = co_await ok(products_.find_skus(context, id));
    co_return to_product(*product, skus, Audience::office);
}

ProductWriter::Written ProductWriter::create(CallContext& context, const v1::CreateProductRequest& request) {
    const auto shop_id = context.principal.shop_id;
    if (shop_id == 0) {
        co_return v1::reason::shop_not_open("You have no open shop.");
    }
    co_await ok(check_category(context, request.category_id()));
    auto range = co_await ok(check_offers(to_options(request.options()), to_offers(request.skus())));

    const auto now = clock_.now();
    ProductRow product{.shop_id = shop_id,
                       .category_id = request.category_id(),
                       .name = request.name(),
                       .subtitle = request.subtitle(),
                       .brand = request.brand(),
                       .description = request.description(),
                       .tags = {request.tags().begin(), request.tags().end()},
                       .pictures_json = list_to_json(request.pictures()),
                       .attributes_json = list_to_json(request.attributes()),
                       .options_json = list_to_json(request.options()),
                       .state = State::draft,
                       .created_at = now,
                       .updated_at = now};
    set_prices(product, range);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        auto id = co_await ok(products_.insert(tx, product));
        co_await ok(write_skus(tx, context, id, {}, request.skus()));
        co_return id;
    };
    auto id = co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, {.shop_id = shop_id}, id);
}

// Known SKUs keep their ids and stock; new ones begin with theirs; what is not wanted can no longer be
// bought, while orders and carts that name it still find it.
Task<Result<void>> ProductWriter::write_skus(postgres::Transaction& tx, CallContext& context,
                                             std::int64_t product_id, const std::vector<SkuRecord>& before,
                                             const google::protobuf::RepeatedPtrField<v1::SkuInput>& wanted) {
    std::set<std::int64_t> kept;
    for (const auto& input : wanted) {
        if (input.id() != 0 && !kept.insert(input.id()).second) {
            co_return v1::reason::sku_matrix("A SKU comes twice.");
        }
    }
    std::vector<std::int64_t> gone;
    for (const auto& sku : before) {
        if (!kept.contains(sku.id)) gone.push_back(sku.id);
    }
    if (!gone.empty()) products_.remove_skus(tx, gone, clock_.now());
    int position = 0;
    for (const auto& input : wanted) {
        auto record = to_record(input, product_id);
        ++position;
        if (input.id() != 0) {
            if (std::ranges::find(before, input.id(), &SkuRecord::id) == before.end()) {
                co_return v1::reason::sku_matrix("A SKU with this id does not belong to the product.");
            }
            products_.update_sku(tx, record, position);
            continue;
        }
        auto id = co_await ok(products_.insert_sku(tx, record, position));
        stock_.insert_initial(tx, id, input.initial_stock(), context.principal.user_id, clock_.now());
    }
    co_return {};
}

ProductWriter::Written ProductWriter::update(CallContext& context, const v1::UpdateProductRequest& request) {
    // Without an open shop there is nothing to change; 0 would mean every shop's.
    if (context.principal.shop_id == 0) co_return no_such_product();
    const ShopScope scope{.shop_id = context.principal.shop_id};
    if (request.has_category_id()) {
        co_await ok(check_category(context, request.category_id()));
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto product = co_await ok(lock(tx, scope, request.id()));
        if (!request.etag().empty() && request.etag() != etag_of(product)) {
            co_return reason::etag_mismatch("Somebody changed the product since you read it. Read it again.");
        }
        const auto before = product.state;
        auto skus = co_await ok(products_.skus(tx, request.id()));
        apply(request, product);
        const bool replaces_skus = !request.skus().empty();
        const auto options = stored_options(product.options_json);
        auto range =
            co_await ok(replaces_skus ? check_offers(options, to_offers(request.skus()))
                                      : check_matrix(options, stored_offers(skus, product.currency_code)));
        set_prices(product, range);
        product.state = after_edit(before, only_trade_data(request));
        product.updated_at = clock_.now();
        products_.update(tx, product);
        if (replaces_skus) {
            co_await ok(write_skus(tx, context, product.id, skus, request.skus()));
        }
        announce(tx, context, product, before, product.state, skus);
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, scope, request.id());
}

ProductWriter::Written ProductWriter::move(CallContext& context, ShopScope scope, std::int64_t id, State to,
                                           Actor actor, std::string reason, std::optional<State> from) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto product = co_await ok(lock(tx, scope, id));
        if (from.value_or(product.state) != product.state || !kLife.allows(product.state, to, actor)) {
            co_return wrong_state(product.state);
        }
        if (to == State::in_review) {
            co_await ok(check_complete(product));
        }
        auto skus = co_await ok(products_.skus(tx, id));
        products_.set_state(tx, id, to, reason, clock_.now());
        announce(tx, context, product, product.state, to, skus);
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, scope, id);
}

Task<Result<void>> ProductWriter::remove(CallContext& context, ShopScope scope, std::int64_t id) {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto product = co_await ok(lock(tx, scope, id));
        auto skus = co_await ok(products_.skus(tx, id));
        products_.remove(tx, id, clock_.now());
        v1::ProductTakenOffShelf event;
        event.set_product_id(id);
        event.set_shop_id(product.shop_id);
        for (const auto& sku : skus) event.add_sku_ids(sku.id);
        event.set_deleted(true);
        events_.publish(tx, context, event, {.key = std::to_string(id)});
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

void ProductWriter::announce(postgres::Transaction& tx, CallContext& context, const ProductRow& product,
                             State before, State now, const std::vector<SkuRecord>& skus) {
    const auto key = std::to_string(product.id);
    if (now == State::on_sale && before != State::on_sale) {
        v1::ProductPublished event;
        event.set_product_id(product.id);
        event.set_shop_id(product.shop_id);
        events_.publish(tx, context, event, {.key = key});
    } else if (now == State::on_sale) {
        v1::ProductChanged event;
        event.set_product_id(product.id);
        event.set_shop_id(product.shop_id);
        events_.publish(tx, context, event, {.key = key});
    } else if (before == State::on_sale) {
        v1::ProductTakenOffShelf event;
        event.set_product_id(product.id);
        event.set_shop_id(product.shop_id);
        for (const auto& sku : skus) event.add_sku_ids(sku.id);
        events_.publish(tx, context, event, {.key = key});
    }
}

Task<Result<void>> ProductWriter::close_shop(postgres::Transaction& tx, CallContext& context,
                                             std::int64_t shop_id) {
    if (shop_id == 0) co_return {};
    auto ids = co_await ok(products_.close_shop(tx, shop_id, clock_.now()));
    for (const auto id : ids) {
        v1::ProductTakenOffShelf event;
        event.set_product_id(id);
        event.set_shop_id(shop_id);
        events_.publish(tx, context, event, {.key = std::to_string(id)});
    }
    co_return {};
}

}  // namespace ecommerce::product
