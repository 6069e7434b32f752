// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_view.h"

#include <algorithm>
#include <set>

#include "application/cart/domain/limits.h"
#include "framework/money/money_message.h"
#include "framework/rpc/messages.h"

namespace ecommerce::cart {

namespace {

// What is wrong with a line, from worst to mildest; the first two kinds make it unbuyable.
void add_problems(v1::CartLine& out, const LineRow& line, const product::v1::SkuInfo* sku, bool shop_closed) {
    out.set_buyable(false);
    if (!sku) {
        out.add_problems(v1::LINE_PROBLEM_OFF_SHELF);
        if (shop_closed) out.add_problems(v1::LINE_PROBLEM_SHOP_CLOSED);
        return;
    }
    if (sku->available() <= 0) {
        out.add_problems(v1::LINE_PROBLEM_SOLD_OUT);
        return;
    }
    if (sku->available() < line.quantity) {
        out.add_problems(v1::LINE_PROBLEM_QUANTITY_TOO_HIGH);
    } else {
        out.set_buyable(true);
        if (sku->available() <= kLowStock) out.add_problems(v1::LINE_PROBLEM_LOW_STOCK);
    }
    const auto price = sku->price().minor_units();
    if (price > line.added_price_minor) out.add_problems(v1::LINE_PROBLEM_PRICE_RAISED);
    if (price < line.added_price_minor) out.add_problems(v1::LINE_PROBLEM_PRICE_DROPPED);
}

// `sku` is null for one that is not for sale: of that a buyer sees what was seen when it was added, and no more.
void fill(v1::CartLine& out, const LineRow& line, const product::v1::SkuInfo* sku, bool shop_closed) {
    out.set_sku_id(line.sku_id);
    out.set_quantity(std::uint32_t(line.quantity));
    out.set_selected(line.selected);
    *out.mutable_added_price() = to_message(line.added_price());
    rpc::set_time(*out.mutable_added_at(), line.added_at);
    if (sku) {
        out.set_product_id(sku->product_id());
        out.set_product_name(sku->product_name());
        *out.mutable_option_values() = sku->option_values();
        if (sku->has_picture()) *out.mutable_picture() = sku->picture();
        *out.mutable_price() = sku->price();
        out.set_available(sku->available());
    } else {
        out.set_product_name(line.product_name);
        *out.mutable_price() = out.added_price();
    }
    if (const auto subtotal = to_money(out.price()) * line.quantity) {
        *out.mutable_subtotal() = to_message(*subtotal);
    }
    add_problems(out, line, sku, shop_closed);
}

// The sums of lines, one for each currency.
class Sums {
public:
    void add(const Money& amount) {
        auto same = std::ranges::find(sums_, amount.currency(), &Money::currency);
        if (same == sums_.end()) same = sums_.insert(sums_.end(), Money(0, amount.currency()));
        if (const auto sum = *same + amount) *same = *sum;
    }
    const std::vector<Money>& all() const { return sums_; }
    const Money* only() const { return sums_.size() == 1 ? &sums_.front() : nullptr; }

private:
    std::vector<Money> sums_;
};

void count(v1::Cart& cart, Sums& of_shop, Sums& of_cart, const v1::CartLine& line) {
    cart.set_line_count(cart.line_count() + 1);
    if (!line.selected() || !line.buyable()) return;
    cart.set_selected_lines(cart.selected_lines() + 1);
    cart.set_selected_quantity(cart.selected_quantity() + line.quantity());
    of_shop.add(to_money(line.subtotal()));
    of_cart.add(to_money(line.subtotal()));
}

}  // namespace

Task<Result<CartView::Skus>> CartView::skus(CallContext& context,
                                            const std::vector<std::int64_t>& ids) const {
    Skus found;
    if (ids.empty()) co_return found;
    product::v1::GetSkusRequest request;
    for (const auto id : ids) request.add_ids(id);
    auto response = co_await ok(inventory_.GetSkus(context, request));
    for (auto& sku : *response.mutable_skus()) found.emplace(sku.sku_id(), std::move(sku));
    co_return found;
}

Task<CartView::ShopNames> CartView::shop_names(CallContext& context, const Skus& skus) const {
    std::set<std::int64_t> ids;
    for (const auto& [id, sku] : skus) {
        if (sku.shop_id() != 0) ids.insert(sku.shop_id());
    }
    if (ids.empty()) co_return std::nullopt;
    user::v1::BatchGetShopsRequest request;
    for (const auto id : ids) request.add_ids(id);
    const auto response = co_await shops_.BatchGetShops(context, request);
    if (!response) co_return std::nullopt;
    std::map<std::int64_t, std::string> names;
    for (const auto& shop : response->shops()) names.emplace(shop.id(), shop.name());
    co_return names;
}

Task<Result<v1::Cart>> CartView::operator()(CallContext& context, std::string_view owner) const {
    if (owner.empty()) co_return v1::Cart();
    const auto lines = co_await ok(carts_.list(context, owner));
    co_return co_await show(context, lines, {});
}

Task<Result<v1::Cart>> CartView::show(CallContext& context, const std::vector<LineRow>& lines,
                                      Skus known) const {
    v1::Cart cart;
    std::vector<std::int64_t> ids;
    for (const auto& line : lines) {
        if (!known.contains(line.sku_id)) ids.push_back(line.sku_id);
    }
    known.merge(co_await ok(skus(context, ids)));
    const auto names = co_await shop_names(context, known);

    struct Shop {
        v1::CartShop* out = nullptr;  // stays: protobuf allocates each message apart
        Sums sums;
    };
    std::map<std::int64_t, Shop> shops;
    Sums sums;
    for (const auto& line : lines) {
        const auto found = known.find(line.sku_id);
        const auto* article = found == known.end() ? nullptr : &found->second;
        const bool closed =
            article && names && article->shop_id() != 0 && !names->contains(article->shop_id());
        const auto* sku = article && article->on_sale() && !closed ? article : nullptr;
        const auto shop_id = sku || closed ? article->shop_id() : 0;
        auto& shop = shops[shop_id];
        if (!shop.out) {
            shop.out = cart.add_shops();
            shop.out->set_shop_id(shop_id);
            if (names && names->contains(shop_id)) shop.out->set_shop_name(names->at(shop_id));
        }
        auto& out = *shop.out->add_lines();
        fill(out, line, sku, closed);
        count(cart, shop.sums, sums, out);
    }
    for (const auto& [id, shop] : shops) {
        if (const auto* sum = shop.sums.only()) *shop.out->mutable_subtotal() = to_message(*sum);
    }
    if (const auto* sum = sums.only()) *cart.mutable_total() = to_message(*sum);
    for (const auto& sum : sums.all()) *cart.add_totals() = to_message(sum);
    co_return cart;
}

}  // namespace ecommerce::cart
