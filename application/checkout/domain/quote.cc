// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/domain/quote.h"

#include <map>

#include "checkout/v1/error_reason.rpc.h"

namespace ecommerce::checkout {

namespace {

// False: more than anybody may order at once.
bool add(Money& sum, const Result<Money>& amount) {
    const auto next = sum + amount;
    if (!next || next->minor_units() > kLargestAmountMinor) return false;
    sum = *next;
    return true;
}

std::unexpected<Error> out_of_range() {
    return fail(v1::reason::amount_out_of_range("The amount of this basket is out of range."));
}

std::int64_t units_of(FreightBasis basis, const PricedLine& line) {
    if (basis == FreightBasis::weight) return line.quantity * line.weight_grams;
    if (basis == FreightBasis::volume) return line.quantity * line.volume_cm3;
    return line.quantity;
}

FreeFrom free_from(const FreightFees& fees) {
    if (fees.surcharge > 0 || (fees.first_fee == 0 && fees.further_fee == 0)) return {};
    return {.minor = fees.free_from_minor, .pieces = fees.free_from_pieces};
}

// One load for each template of the shop's lines.
Result<void> send(ShopQuote& shop, const std::map<std::int64_t, PricedLine>& by_sku, const FreightBook& book,
                  std::string_view region_code) {
    std::map<std::int64_t, FreightLoad> loads;
    for (const auto& [sku_id, line] : by_sku) {
        const auto& [template_id, terms] = entry_of(book, line.freight_template_id);
        const auto* fees = fees_for(terms, region_code);
        if (!fees) continue;
        auto& load = loads[template_id];
        load.fees = *fees;
        load.units += units_of(terms.basis, line);
        load.pieces += line.quantity;
        load.goods_minor += line.unit_price.minor_units() * line.quantity;
    }
    std::vector<FreightLoad> parcel;
    for (const auto& [template_id, load] : loads) parcel.push_back(load);
    const auto freight = freight_minor(parcel);
    if (!freight) return fail(freight.error());
    shop.freight = Money(*freight, shop.goods.currency());
    if (parcel.size() == 1) shop.free_from = free_from(parcel.front().fees);
    return {};
}

}  // namespace

const FreightBook::value_type& entry_of(const FreightBook& book, std::int64_t template_id) {
    const auto own = book.find(template_id);
    return own == book.end() ? *book.find(0) : *own;
}

Result<Quote> quote(const std::vector<PricedLine>& lines, std::string_view currency, const FreightBook& book,
                    std::string_view region_code) {
    std::map<std::int64_t, std::map<std::int64_t, PricedLine>> shops;
    for (const auto& line : lines) {
        if (line.quantity <= 0 || line.unit_price.is_negative()) return out_of_range();
        auto [same, added] = shops[line.shop_id].try_emplace(line.sku_id, line);
        if (!added && __builtin_add_overflow(same->second.quantity, line.quantity, &same->second.quantity)) {
            return out_of_range();
        }
    }
    const Money nothing(0, currency);
    Quote result{.shops = {}, .goods = nothing, .freight = nothing, .total = nothing};
    for (const auto& [shop_id, by_sku] : shops) {
        ShopQuote shop{.shop_id = shop_id,
                       .lines = {},
                       .goods = nothing,
                       .freight = nothing,
                       .total = nothing,
                       .free_from = {}};
        for (const auto& [sku_id, line] : by_sku) {
            const auto total = line.unit_price * line.quantity;
            if (!add(shop.goods, total)) return out_of_range();
            shop.lines.push_back({sku_id, line.quantity, line.unit_price, *total});
        }
        if (auto sent = send(shop, by_sku, book, region_code); !sent) return fail(std::move(sent.error()));
        if (!add(shop.total, shop.goods + shop.freight) || !add(result.goods, shop.goods) ||
            !add(result.freight, shop.freight) || !add(result.total, shop.total)) {
            return out_of_range();
        }
        result.shops.push_back(std::move(shop));
    }
    return result;
}

}  // namespace ecommerce::checkout
