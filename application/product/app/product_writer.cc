// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/product_writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "application/product/app/convert.h"
#include "application/product/app/freight_terms.h"
#include "application/product/app/reviewed_content.h"
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

Error changed_meanwhile() {
    return reason::etag_mismatch("Somebody changed the product since you read it. Read it again.");
}

std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names) list += list.empty() ? name : ", " + name;
    return list;
}

Result<void> check_move(const ProductRow& product, const Move& move) {
    if (!move.etag.empty() && move.etag != etag_of(product)) return fail(changed_meanwhile());
    const bool from_here =
        move.from.empty() || std::ranges::find(move.from, product.state) != move.from.end();
    if (!from_here || !kLife.allows(product.state, move.to, move.actor)) {
        return fail(wrong_state(product.state));
    }
    // What was withdrawn may be what the administrator has read.
    const bool decides = product.state == State::in_review && move.actor == Actor::admin;
    if (decides && move.etag.empty() && product.review_withdrawn) return fail(changed_meanwhile());
    return {};
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
    if (request.has_freight_template_id()) product.freight_template_id = request.freight_template_id();
}

// Every picture that a request shows, of the product and of its SKUs.
template <typename Request>
std::vector<common::v1::Picture*> pictures_of(Request& request) {
    std::vector<common::v1::Picture*> shown;
    for (auto& picture : *request.mutable_pictures()) shown.push_back(&picture);
    for (auto& sku : *request.mutable_skus()) {
        if (sku.has_picture()) shown.push_back(sku.mutable_picture());
    }
    return shown;
}

// Takes those that the product shows already off the list; they keep the size that they have there.
std::vector<common::v1::Picture*> without_known(std::vector<common::v1::Picture*> shown, v1::Product before) {
    std::map<std::string, common::v1::Picture> known;
    for (const auto* picture : pictures_of(before)) known.emplace(picture->url(), *picture);
    std::erase_if(shown, [&](common::v1::Picture* picture) {
        const auto same = known.find(picture->url());
        if (same == known.end()) return false;
        picture->set_width(same->second.width());
        picture->set_height(same->second.height());
        return true;
    });
    return shown;
}

State state_after(const ProductRow& before, const ProductRow& after, const std::vector<SkuRecord>& skus,
                  const v1::UpdateProductRequest& request) {
    return after_edit(before.state, reviewed_content(before) != reviewed_content(after) ||
                                        !shows_known_skus(skus, request.skus()));
}

bool enters_review(State before, State after) {
    return after == State::in_review && before != State::in_review;
}

bool lacks(std::string_view measure, const SkuRecord& sku) {
    return (measure == "weight" && sku.weight_grams == 0) || (measure == "volume" && sku.volume_cm3 == 0);
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

Task<Result<ProductWriter::ReviewRules>> ProductWriter::review_rules(CallContext& context,
                                                                     std::int64_t category_id) {
    auto attributes = co_await ok(categories_.rules(context, category_id));
    co_return ReviewRules{.category_id = category_id, .attributes = std::move(attributes)};
}

// Review needs something to look at.
Result<void> ProductWriter::check_complete(const ProductRow& product, const ReviewRules& rules) {
    if (product.category_id != rules.category_id) return fail(changed_meanwhile());
    auto gaps = find_gaps(rules.attributes, stored_attributes(product.attributes_json));
    if (product.description.empty()) gaps.missing.insert(gaps.missing.begin(), "description");
    if (product.pictures_json == "[]") gaps.missing.insert(gaps.missing.begin(), "pictures");
    if (gaps.empty()) return {};
    auto error = v1::reason::product_incomplete("The product lacks what review needs.")
                     .with("missing", list_of(gaps.missing));
    if (gaps.unfit.empty()) return fail(std::move(error));
    return fail(std::move(error).with("unfit", list_of(gaps.unfit)));
}

Task<Result<void>> ProductWriter::check_freight(postgres::Transaction& tx, const ProductRow& product,
                                                const std::vector<SkuRecord>& skus) const {
    if (product.freight_template_id == 0) co_return {};
    const auto row = co_await ok(freight_.take(tx, product.shop_id, product.freight_template_id));
    if (!row) co_return v1::reason::freight_template_unknown("Your shop has no such freight template.");
    if (product.state != State::in_review && product.state != State::on_sale) co_return {};
    v1::FreightTerms terms;
    read_terms(row->terms_json, terms);
    const auto measure = measure_of(terms);
    const bool missing = std::ranges::any_of(skus, [&](const SkuRecord& sku) { return lacks(measure, sku); });
    if (!missing) co_return {};
    co_return v1::reason::freight_measure_missing("The product's freight goes by " + std::string(measure) +
                                                  ", and an article has none.")
        .with("missing", std::string(measure));
}

Task<Result<ProductRow>> ProductWriter::find(CallContext& context, ShopScope scope, std::int64_t id) {
    auto product = co_await ok(products_.find(context, id));
    if (!product || (scope.shop_id != 0 && product->shop_id != scope.shop_id)) co_return no_such_product();
    co_return *std::move(product);
}

Task<Result<ProductRow>> ProductWriter::lock(postgres::Transaction& tx, ShopScope scope, std::int64_t id) {
    auto product = co_await ok(products_.lock(tx, id));
    if (!product || (scope.shop_id != 0 && product->shop_id != scope.shop_id)) co_return no_such_product();
    co_return *std::move(product);
}

ProductWriter::Written ProductWriter::read(CallContext& context, ShopScope scope, std::int64_t id) {
    auto product = co_await ok(find(context, scope, id));
    auto skus = co_await ok(products_.find_skus(context, id));
    co_return to_product(product, skus, Audience::office);
}

ProductWriter::Written ProductWriter::create(CallContext& context, const v1::CreateProductRequest& given) {
    const auto shop_id = context.principal.shop_id;
    if (shop_id == 0) {
        co_return v1::reason::shop_not_open("You have no open shop.");
    }
    auto request = given;
    co_await ok(check_category(context, request.category_id()));
    auto range = co_await ok(check_offers(to_options(request.options()), to_offers(request.skus())));
    co_await ok(pictures_.keep(context, pictures_of(request)));

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
                       .updated_at = now,
                       .freight_template_id = request.freight_template_id()};
    set_prices(product, range);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        co_await ok(check_freight(tx, product, {}));
        auto id = co_await ok(products_.insert(tx, product));
        co_await ok(write_skus(tx, context, id, {}, request.skus()));
        products_.refresh_offer(tx, id);
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

Task<Result<ProductWriter::ReviewRules>> ProductWriter::prepare(CallContext& context, ShopScope scope,
                                                                v1::UpdateProductRequest& request) {
    const auto before = co_await ok(find(context, scope, request.id()));
    const auto skus = co_await ok(products_.find_skus(context, request.id()));
    const auto known = to_product(before, skus, Audience::office);
    co_await ok(pictures_.keep(context, without_known(pictures_of(request), known)));
    auto after = before;
    apply(request, after);
    if (after.category_id != before.category_id) co_await ok(check_category(context, after.category_id));
    // What waits may be approved before the edit is written, which then sends it to review again.
    if (state_after(before, after, skus, request) == before.state) co_return ReviewRules();
    co_return co_await review_rules(context, after.category_id);
}

ProductWriter::Written ProductWriter::update(CallContext& context, const v1::UpdateProductRequest& given) {
    // Without an open shop there is nothing to change; 0 would mean every shop's.
    if (context.principal.shop_id == 0) co_return no_such_product();
    const ShopScope scope{.shop_id = context.principal.shop_id};
    auto request = given;
    const auto rules = co_await ok(prepare(context, scope, request));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto product = co_await ok(lock(tx, scope, request.id()));
        if (!request.etag().empty() && request.etag() != etag_of(product)) {
            co_return changed_meanwhile();
        }
        const auto before = product;
        auto skus = co_await ok(products_.skus(tx, request.id()));
        apply(request, product);
        const bool replaces_skus = !request.skus().empty();
        const auto options = stored_options(product.options_json);
        auto range =
            co_await ok(replaces_skus ? check_offers(options, to_offers(request.skus()))
                                      : check_matrix(options, stored_offers(skus, product.currency_code)));
        set_prices(product, range);
        product.state = state_after(before, product, skus, request);
        if (enters_review(before.state, product.state)) co_await ok(check_complete(product, rules));
        co_await ok(
            check_freight(tx, product, replaces_skus ? to_records(request.skus(), product.id) : skus));
        product.updated_at = clock_.now();
        products_.update(tx, product);
        if (replaces_skus) {
            co_await ok(write_skus(tx, context, product.id, skus, request.skus()));
        }
        products_.refresh_offer(tx, product.id);
        announce(tx, context, product, before.state, product.state, skus);
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, scope, request.id());
}

ProductWriter::Written ProductWriter::move(CallContext& context, ShopScope scope, std::int64_t id,
                                           Move move) {
    ReviewRules rules;
    if (move.to == State::in_review) {
        const auto before = co_await ok(find(context, scope, id));
        rules = co_await ok(review_rules(context, before.category_id));
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto product = co_await ok(lock(tx, scope, id));
        co_await ok(check_move(product, move));
        if (move.to == State::in_review) co_await ok(check_complete(product, rules));
        auto skus = co_await ok(products_.skus(tx, id));
        const auto before = std::exchange(product.state, move.to);
        if (move.actor == Actor::seller) co_await ok(check_freight(tx, product, skus));
        products_.set_state(tx, id, move.to, move.reason, clock_.now());
        announce(tx, context, product, before, move.to, skus);
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
    const auto ids = co_await ok(products_.close_shop(tx, shop_id, clock_.now()));
    freight_.remove_all(tx, shop_id);
    for (const auto id : ids) {
        v1::ProductTakenOffShelf event;
        event.set_product_id(id);
        event.set_shop_id(shop_id);
        events_.publish(tx, context, event, {.key = std::to_string(id)});
    }
    co_return {};
}

}  // namespace ecommerce::product
