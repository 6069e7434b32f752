// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/basket.h"

#include <algorithm>
#include <set>

#include "framework/runtime/join.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

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
    if (sku->second.available() <= 0) return v1::CHECKOUT_PROBLEM_SOLD_OUT;
    if (sku->second.available() < wanted.quantity) return v1::CHECKOUT_PROBLEM_NOT_ENOUGH_STOCK;
    return v1::CHECKOUT_PROBLEM_UNSPECIFIED;
}

Task<Result<std::vector<Wanted>>> BasketLoader::wanted(CallContext& context, const Items& items) const {
    std::map<std::int64_t, int> quantities;
    if (items.empty()) {
        cart::v1::GetSelectedLinesRequest request;
        request.set_user_id(context.principal.user_id);
        auto response = co_await ok(needs_.carts.GetSelectedLines(context, request));
        for (const auto& line : response.lines()) quantities[line.sku_id()] += int(line.quantity());
    } else {
        for (const auto& item : items) quantities[item.sku_id()] += int(item.quantity());
    }
    if (quantities.empty()) {
        co_return v1::reason::empty_checkout("There is nothing to buy.");
    }
    std::vector<Wanted> wanted;
    for (const auto& [sku_id, quantity] : quantities) wanted.push_back({sku_id, quantity});
    co_return wanted;
}

Task<Result<bool>> BasketLoader::load_goods(CallContext& context, Basket& basket) const {
    product::v1::GetSkusRequest request;
    for (const auto& each : basket.wanted) request.add_ids(each.sku_id);
    auto response = co_await ok(needs_.inventory.GetSkus(context, request));
    std::set<std::int64_t> shop_ids;
    for (auto& sku : *response.mutable_skus()) {
        if (sku.shop_id() != 0) shop_ids.insert(sku.shop_id());
        basket.skus.emplace(sku.sku_id(), std::move(sku));
    }
    if (shop_ids.empty()) co_return true;
    user::v1::BatchGetShopsRequest shops_request;
    for (const auto id : shop_ids) shops_request.add_ids(id);
    auto shops = co_await ok(needs_.shops.BatchGetShops(context, shops_request));
    for (const auto& shop : shops.shops()) basket.shop_names.emplace(shop.id(), shop.name());
    basket.own_shops.insert(shops.own_ids().begin(), shops.own_ids().end());
    co_return true;
}

Task<Result<bool>> BasketLoader::load_address(CallContext& context, std::int64_t address_id,
                                              Basket& basket) const {
    user::v1::GetAddressForUserRequest request;
    request.set_user_id(context.principal.user_id);
    request.set_id(address_id);
    auto response = co_await needs_.addresses.GetAddressForUser(context, request);
    if (response) {
        basket.address = std::move(*response->mutable_address());
        co_return true;
    }
    if (response.error().code() != Code::not_found) co_return fail(std::move(response.error()));
    if (address_id == 0) co_return true;
    co_return v1::reason::address_not_found("You have no such address.");
}

Task<Result<Basket>> BasketLoader::load(CallContext& context, const Items& items,
                                        std::int64_t address_id) const {
    Basket basket;
    basket.from_cart = items.empty();
    auto what = co_await ok(wanted(context, items));
    basket.wanted = std::move(what);
    auto [goods, address] =
        co_await runtime::both(load_goods(context, basket), load_address(context, address_id, basket));
    if (!goods) co_return fail(std::move(goods.error()));
    if (!address) co_return fail(std::move(address.error()));
    co_return basket;
}

}  // namespace ecommerce::checkout
