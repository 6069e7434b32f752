// SPDX-License-Identifier: Apache-2.0
// Baskets and quotes as the contract's messages.
#pragma once

#include "application/checkout/app/basket.h"
#include "application/checkout/app/rules.h"

#include "common/v1/money.pb.h"
#include "order/v1/order_service.pb.h"

namespace ecommerce::checkout {

common::v1::Money money(std::int64_t minor_units, const std::string& currency);

// The currency of everything that can be bought. Error: MIXED_CURRENCIES. "CNY" when nothing can be.
Result<std::string> currency_of(const Basket& basket);

// The lines that the catalogue knows and sells, priced.
std::vector<PricedLine> priced_lines(const Basket& basket);

// The quote of what can be bought, and next to it, with its problem, each line that cannot.
Result<v1::CheckoutQuote> present(const Basket& basket, const CheckoutRules& rules);

// The part of one shop as the order service takes it.
order::v1::NewOrder new_order(const Basket& basket, const ShopQuote& shop, const std::string& currency,
                              const std::string& note);

}  // namespace ecommerce::checkout
