// SPDX-License-Identifier: Apache-2.0
// What somebody wants to buy, with everything that the neighbours know of it now: SKUs, shops, address.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "application/checkout/app/rules.h"
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

// Whether lines left the buyer's cart for this checkout.
enum class Taken : std::uint8_t {
    none,
    now,     // by this run: no orders have them
    before,  // by an earlier run under the same key, which may have placed the orders
};

struct Basket {
    std::vector<Wanted> wanted;  // one for each SKU, by sku_id
    Taken taken = Taken::none;
    std::map<std::int64_t, product::v1::SkuInfo> skus;
    std::map<std::int64_t, std::string> shop_names;  // of those that are open: nothing is for sale elsewhere
    std::set<std::int64_t> own_shops;                // the buyer's
    std::optional<user::v1::UserAddress> address;
    FreightBook freight;  // of the SKUs' templates
};

// Why this buyer cannot have it at all, whatever the stock and the address.
v1::CheckoutProblem offer_problem(const Basket& basket, const Wanted& wanted);
// What is in the way of buying this line now.
v1::CheckoutProblem problem_of(const Basket& basket, const Wanted& wanted,
                               const std::vector<std::string>& countries);
// What it costs and how it is sent. The SKU is known and has a price.
PricedLine priced_line(const product::v1::SkuInfo& sku, int quantity);

class BasketLoader {
public:
    struct Needs {
        cart::v1::CartService& carts;
        product::v1::InventoryService& inventory;
        user::v1::ShopService& shops;
        user::v1::UserAddressService& addresses;
    };
    BasketLoader(Needs needs, const CheckoutRules& rules) : needs_(needs), rules_(rules) {}

    using Items = google::protobuf::RepeatedPtrField<v1::CheckoutItem>;
    // The items, or the ticked lines of the user's cart when there are none: to look at them. `address_id` 0 is
    // the default address. Errors: EMPTY_CHECKOUT, ADDRESS_NOT_FOUND (only for an address that was named).
    Task<Result<Basket>> look(CallContext& context, const Items& items, std::int64_t address_id) const;
    // The same to buy them: lines of the cart are taken for this checkout. The basket tells of them also when
    // there is an error.
    Task<Result<void>> take(CallContext& context, const Items& items, std::int64_t address_id,
                            const std::string& checkout_id, Basket& basket) const;

private:
    Task<Result<void>> load(CallContext& context, std::int64_t address_id, Basket& basket) const;
    Task<Result<void>> load_goods(CallContext& context, Basket& basket) const;
    Task<Result<void>> load_address(CallContext& context, std::int64_t address_id, Basket& basket) const;

    Needs needs_;
    const CheckoutRules& rules_;
};

}  // namespace ecommerce::checkout
