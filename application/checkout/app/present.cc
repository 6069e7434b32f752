// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/present.h"

#include <algorithm>

#include "framework/money/money_message.h"

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

void fill(v1::CheckoutLine& out, const Wanted& wanted, const product::v1::SkuInfo& sku) {
    out.set_product_id(sku.product_id());
    out.set_product_name(sku.product_name());
    *out.mutable_option_values() = sku.option_values();
    if (sku.has_picture()) *out.mutable_picture() = sku.picture();
    *out.mutable_price() = sku.price();
    if (const auto total = to_money(sku.price()) * wanted.quantity) *out.mutable_total() = to_message(*total);
    out.set_available(sku.available());
}

v1::CheckoutShop& shop_of(v1::CheckoutQuote& quote, std::int64_t shop_id, const Basket& basket) {
    auto& shops = *quote.mutable_shops();
    const auto same =
        std::ranges::find(shops, shop_id, [](const v1::CheckoutShop& shop) { return shop.shop_id(); });
    if (same != shops.end()) return *same;
    auto& shop = *quote.add_shops();
    shop.set_shop_id(shop_id);
    if (const auto name = basket.shop_names.find(shop_id); name != basket.shop_names.end()) {
        shop.set_shop_name(name->second);
    }
    return shop;
}

// Empty: not known yet.
std::string region_of(const Basket& basket) {
    return basket.address ? basket.address->region_code() : std::string();
}

// Whether the line counts in the totals: it is for sale, whatever its stock.
bool counts(const Basket& basket, const Wanted& wanted) {
    return offer_problem(basket, wanted) == v1::CHECKOUT_PROBLEM_UNSPECIFIED;
}

// The currency of everything that can be bought; the platform's own when nothing can.
Result<std::string> currency_of(const Basket& basket, const CheckoutRules& rules) {
    std::string currency;
    for (const auto& wanted : basket.wanted) {
        if (!counts(basket, wanted)) continue;
        const auto& code = basket.skus.at(wanted.sku_id).price().currency_code();
        if (currency.empty()) currency = code;
        if (currency != code) {
            return fail(v1::reason::mixed_currencies("One checkout comes to one currency."));
        }
    }
    return currency.empty() ? rules.currency : currency;
}

}  // namespace

Result<Quote> price(const Basket& basket, const CheckoutRules& rules) {
    auto currency = currency_of(basket, rules);
    if (!currency) return fail(std::move(currency.error()));
    std::vector<PricedLine> lines;
    for (const auto& wanted : basket.wanted) {
        if (!counts(basket, wanted)) continue;
        const auto& sku = basket.skus.at(wanted.sku_id);
        lines.push_back(priced_line(sku, wanted.quantity));
    }
    return quote(lines, *currency, basket.freight, region_of(basket));
}

Result<v1::CheckoutQuote> present(const Basket& basket, const CheckoutRules& rules) {
    auto priced = price(basket, rules);
    if (!priced) return fail(std::move(priced.error()));

    v1::CheckoutQuote out;
    for (const auto& shop : priced->shops) {
        auto& part = shop_of(out, shop.shop_id, basket);
        *part.mutable_goods_total() = to_message(shop.goods);
        *part.mutable_freight() = to_message(shop.freight);
        *part.mutable_total() = to_message(shop.total);
        // Without an address nobody knows where it goes.
        if (!basket.address) continue;
        const auto [minor, pieces] = shop.free_from;
        if (minor > 0) *part.mutable_free_from() = to_message(Money(minor, shop.total.currency()));
        part.set_free_from_pieces(pieces);
    }
    bool can_place = basket.address.has_value();
    for (const auto& wanted : basket.wanted) {
        const auto offer = offer_problem(basket, wanted);
        const bool named = offer != v1::CHECKOUT_PROBLEM_OFF_SHELF;
        auto& line = *shop_of(out, named ? basket.skus.at(wanted.sku_id).shop_id() : 0, basket).add_lines();
        line.set_sku_id(wanted.sku_id);
        line.set_quantity(std::uint32_t(wanted.quantity));
        // Of what is not on sale nothing is told but that.
        if (named && offer != v1::CHECKOUT_PROBLEM_SHOP_CLOSED) {
            fill(line, wanted, basket.skus.at(wanted.sku_id));
        }
        line.set_problem(problem_of(basket, wanted, rules.countries));
        if (line.problem() != v1::CHECKOUT_PROBLEM_UNSPECIFIED) can_place = false;
    }
    *out.mutable_goods_total() = to_message(priced->goods);
    *out.mutable_freight_total() = to_message(priced->freight);
    *out.mutable_total() = to_message(priced->total);
    if (basket.address) *out.mutable_address() = *basket.address;
    out.set_can_place(can_place);
    return out;
}

order::v1::NewOrder new_order(const Basket& basket, const ShopQuote& shop, const std::string& note) {
    order::v1::NewOrder out;
    out.set_shop_id(shop.shop_id);
    out.set_shop_name(basket.shop_names.at(shop.shop_id));
    out.set_note(note);
    for (const auto& line : shop.lines) {
        const auto& sku = basket.skus.at(line.sku_id);
        auto& item = *out.add_items();
        item.set_sku_id(line.sku_id);
        item.set_product_id(sku.product_id());
        item.set_product_name(sku.product_name());
        *item.mutable_option_values() = sku.option_values();
        if (sku.has_picture()) *item.mutable_picture() = sku.picture();
        item.set_quantity(std::uint32_t(line.quantity));
        *item.mutable_price() = sku.price();
        *item.mutable_total() = to_message(line.total);
    }
    *out.mutable_goods_total() = to_message(shop.goods);
    *out.mutable_freight() = to_message(shop.freight);
    *out.mutable_discount() = to_message(Money(0, shop.total.currency()));
    *out.mutable_total() = to_message(shop.total);
    return out;
}

}  // namespace ecommerce::checkout
