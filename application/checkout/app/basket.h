// SPDX-License-Identifier: Apache-2.0
// What somebody wants to buy, with everything that the neighbours know of it now: SKUs, shops, address.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "application/checkout/domain/quote.h"

#include "cart/v1/cart_service.rpc.h"
#include "checkout/v1/checkout.pb.h"
#include "product/v1/inventory_service.rpc.h"
#include "user/v1/shop_service.rpc.h"
#include "user/v1/user_address_service.rpc.h"

namespace ecommerce::checkout {

struct Wanted {
    std::int64_t sku_id;
    int quantity;
};

struct Basket {
    std::vector<Wanted> wanted;  // one for each SKU, by sku_id
    bool from_cart = false;
    std::map<std::int64_t, product::v1::SkuInfo> skus;
    std::map<std::int64_t, std::string> shop_names;
    std::optional<user::v1::UserAddress> address;
};

// What is in the way of buying this line now.
v1::CheckoutProblem problem_of(const Basket& basket, const Wanted& wanted,
                               const std::vector<std::string>& countries);

class BasketLoader {
public:
    struct Needs {
        cart::v1::CartService& carts;
        product::v1::InventoryService& inventory;
        user::v1::ShopService& shops;
        user::v1::UserAddressService& addresses;
    };
    explicit BasketLoader(Needs needs) : needs_(needs) {}

    using Items = google::protobuf::RepeatedPtrField<v1::CheckoutItem>;
    // The items, or the ticked lines of the user's cart when there are none. `address_id` 0 is the default
    // address. Errors: EMPTY_CHECKOUT, ADDRESS_NOT_FOUND (only for an address that was named).
    Task<Result<Basket>> load(CallContext& context, const Items& items, std::int64_t address_id) const;

private:
    Task<Result<std::vector<Wanted>>> wanted(CallContext& context, const Items& items) const;
    Task<Result<void>> load_goods(CallContext& context, Basket& basket) const;
    Task<Result<void>> load_address(CallContext& context, std::int64_t address_id, Basket& basket) const;

    Needs needs_;
};

}  // namespace ecommerce::checkout
