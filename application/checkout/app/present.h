// SPDX-License-Identifier: Apache-2.0
// Baskets and quotes as the contract's messages.
#pragma once

#include "application/checkout/app/basket.h"
#include "application/checkout/app/rules.h"

#include "order/v1/order_service.pb.h"

namespace ecommerce::checkout {

// What the lines cost that the catalogue knows and sells. Errors: precondition MIXED_CURRENCIES; those of quote().
Result<Quote> price(const Basket& basket, const CheckoutRules& rules);

// The quote of what can be bought, and next to it, with its problem, each line that cannot.
Result<v1::CheckoutQuote> present(const Basket& basket, const CheckoutRules& rules);

// The part of one shop as the order service takes it.
order::v1::NewOrder new_order(const Basket& basket, const ShopQuote& shop, const std::string& note);

}  // namespace ecommerce::checkout
