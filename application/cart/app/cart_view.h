// SPDX-License-Identifier: Apache-2.0
// A cart as its page shows it: the stored lines with what the catalogue and the shops say now.
#pragma once

#include <map>
#include <optional>

#include "application/cart/storage/cart_store.h"

#include "cart/v1/cart.pb.h"
#include "product/v1/inventory_service.rpc.h"
#include "user/v1/shop_service.rpc.h"

namespace ecommerce::cart {

class CartView {
public:
    CartView(CartStore& carts, product::v1::InventoryService& inventory, user::v1::ShopService& shops)
        : carts_(carts), inventory_(inventory), shops_(shops) {}

    using Skus = std::map<std::int64_t, product::v1::SkuInfo>;
    Task<Result<v1::Cart>> operator()(CallContext& context, std::string_view owner) const;
    // Of lines that the caller has, the latest first, with what it knows of their SKUs.
    Task<Result<v1::Cart>> show(CallContext& context, const std::vector<LineRow>& lines, Skus known) const;

    Task<Result<Skus>> skus(CallContext& context, const std::vector<std::int64_t>& ids) const;

private:
    // Names of the shops that are open; nothing without an answer, when the cart is shown without them.
    using ShopNames = std::optional<std::map<std::int64_t, std::string>>;
    Task<ShopNames> shop_names(CallContext& context, const Skus& skus) const;

    CartStore& carts_;
    product::v1::InventoryService& inventory_;
    user::v1::ShopService& shops_;
};

}  // namespace ecommerce::cart
