// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/basket.h"

#include <algorithm>
#include <set>

#include "application/checkout/app/freight_terms.h"
#include "framework/call/reasons.h"
#include "framework/money/money_message.h"
#include "framework/runtime/join.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

constexpr int kQuantityMax = 999;  // of one SKU, in however many items: what a reservation's line holds

// One for each SKU, by sku_id.
std::vector<Wanted> merged(const auto& lines) {
    std::map<std::int64_t, int> quantities;
    for (const auto& line : lines) quantities[line.sku_id()] += int(line.quantity());
    std::vector<Wanted> wanted;
    for (const auto& [sku_id, quantity] : quantities) wanted.push_back({sku_id, quantity});
    return wanted;
}

// Each item keeps the contract's limit; several of one SKU may break it together.
Result<void> check_quantities(const BasketLoader::Items& items) {
    std::map<std::int64_t, int> quantities;
    std::vector<FieldViolation> violations;
    for (int i = 0; i < items.size(); ++i) {
        auto& sum = quantities[items[i].sku_id()];
        sum += int(items[i].quantity());
        if (sum <= kQuantityMax) continue;
        violations.push_back(
            {"items[" + std::to_string(i) + "].quantity",
             "all items of one article must come to at most " + std::to_string(kQuantityMax)});
    }
    if (violations.empty()) return {};
    auto error = reason::invalid_field("One or more fields break their rules.");
    return fail(std::move(error).violations(std::move(violations)));
}

bool is_delivered(const Basket& basket, const product::v1::SkuInfo& sku) {
    const auto& terms = entry_of(basket.freight, sku.freight_template_id()).second;
    return fees_for(terms, basket.address->region_code()) != nullptr;
}

}  // namespace

PricedLine priced_line(const product::v1::SkuInfo& sku, int quantity) {
    return {.sku_id = sku.sku_id(),
            .shop_id = sku.shop_id(),
            .unit_price = to_money(sku.price()),
            .quantity = quantity,
            .freight_template_id = sku.freight_template_id(),
            .weight_grams = sku.weight_grams(),
            .volume_cm3 = sku.volume_cm3()};
}

v1::CheckoutProblem offer_problem(const Basket& basket, const Wanted& wanted) {
    const auto sku = basket.skus.find(wanted.sku_id);
    if (sku == basket.skus.end()) return v1::CHECKOUT_PROBLEM_OFF_SHELF;
    const auto shop_id = sku->second.shop_id();
    if (shop_id != 0 && !basket.shop_names.contains(shop_id)) return v1::CHECKOUT_PROBLEM_SHOP_CLOSED;
    if (shop_id == 0 || !sku->second.on_sale()) return v1::CHECKOUT_PROBLEM_OFF_SHELF;
    if (basket.own_shops.contains(shop_id)) return v1::CHECKOUT_PROBLEM_OWN_GOODS;
    return v1::CHECKOUT_PROBLEM_UNSPECIFIED;
}

v1::CheckoutProblem problem_of(const Basket& basket, const Wanted& wanted,
                               const std::vector<std::string>& countries) {
    if (const auto problem = offer_problem(basket, wanted); problem != v1::CHECKOUT_PROBLEM_UNSPECIFIED) {
        return problem;
    }
    const auto sku = basket.skus.find(wanted.sku_id);
    if (basket.address && std::ranges::find(countries, basket.address->country_code()) == countries.end()) {
        return v1::CHECKOUT_PROBLEM_NOT_DELIVERED;
    }
    if (basket.address && basket.address->country_code() == "CN" && basket.address->region_code().empty()) {
        return v1::CHECKOUT_PROBLEM_ADDRESS_UNVERIFIED;
    }
    if (basket.address && !is_delivered(basket, sku->second)) return v1::CHECKOUT_PROBLEM_NOT_DELIVERED;
    if (sku->second.available() <= 0) return v1::CHECKOUT_PROBLEM_SOLD_OUT;
    if (sku->second.available() < wanted.quantity) return v1::CHECKOUT_PROBLEM_NOT_ENOUGH_STOCK;
    return v1::CHECKOUT_PROBLEM_UNSPECIFIED;
}

Task<Result<void>> BasketLoader::load_goods(CallContext& context, Basket& basket) const {
    product::v1::GetSkusRequest request;
    for (const auto& each : basket.wanted) request.add_ids(each.sku_id);
    request.set_with_freight(true);
    auto response = co_await ok(needs_.inventory.GetSkus(context, request));
    basket.freight = to_book(response, rules_.freight);
    std::set<std::int64_t> shop_ids;
    for (auto& sku : *response.mutable_skus()) {
        if (sku.shop_id() != 0) shop_ids.insert(sku.shop_id());
        basket.skus.emplace(sku.sku_id(), std::move(sku));
    }
    if (shop_ids.empty()) co_return {};
    user::v1::BatchGetShopsRequest shops_request;
    for (const auto id : shop_ids) shops_request.add_ids(id);
    auto shops = co_await ok(needs_.shops.BatchGetShops(context, shops_request));
    for (const auto& shop : shops.shops()) basket.shop_names.emplace(shop.id(), shop.name());
    basket.own_shops.insert(shops.own_ids().begin(), shops.own_ids().end());
    co_return {};
}

Task<Result<void>> BasketLoader::load_address(CallContext& context, std::int64_t address_id,
                                              Basket& basket) const {
    user::v1::GetAddressForUserRequest request;
    request.set_user_id(context.principal.user_id);
    request.set_id(address_id);
    auto response = co_await needs_.addresses.GetAddressForUser(context, request);
    if (response) {
        basket.address = std::move(*response->mutable_address());
        co_return {};
    }
    if (response.error().code() != Code::not_found) co_return fail(std::move(response.error()));
    if (address_id == 0) co_return {};
    co_return v1::reason::address_not_found("You have no such address.");
}

Task<Result<void>> BasketLoader::load(CallContext& context, std::int64_t address_id, Basket& basket) const {
    if (basket.wanted.empty()) co_return v1::reason::empty_checkout("There is nothing to buy.");
    auto [goods, address] =
        co_await runtime::both(load_goods(context, basket), load_address(context, address_id, basket));
    co_await ok(goods);
    co_await ok(address);
    co_return {};
}

Task<Result<Basket>> BasketLoader::look(CallContext& context, const Items& items,
                                        std::int64_t address_id) const {
    co_await ok(check_quantities(items));
    Basket basket;
    if (items.empty()) {
        cart::v1::GetSelectedLinesRequest request;
        request.set_user_id(context.principal.user_id);
        const auto response = co_await ok(needs_.carts.GetSelectedLines(context, request));
        basket.wanted = merged(response.lines());
    } else {
        basket.wanted = merged(items);
    }
    co_await ok(load(context, address_id, basket));
    co_return basket;
}

Task<Result<void>> BasketLoader::take(CallContext& context, const Items& items, std::int64_t address_id,
                                      const std::string& checkout_id, Basket& basket) const {
    co_await ok(check_quantities(items));
    if (items.empty()) {
        cart::v1::TakeLinesRequest request;
        request.set_user_id(context.principal.user_id);
        request.set_checkout_id(checkout_id);
        const auto response = co_await ok(needs_.carts.TakeLines(context, request));
        basket.wanted = merged(response.lines());
        if (!basket.wanted.empty()) basket.taken = response.taken_before() ? Taken::before : Taken::now;
    } else {
        basket.wanted = merged(items);
    }
    co_return co_await load(context, address_id, basket);
}

}  // namespace ecommerce::checkout
