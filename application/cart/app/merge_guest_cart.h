// SPDX-License-Identifier: Apache-2.0
// Moves a guest's lines into an account's cart. Lines of one SKU add up; what does not fit under the
// limits stays out. Once done the guest's cart is gone, so doing it again changes nothing.
#pragma once

#include "application/cart/storage/cart_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::cart {

class MergeGuestCart {
public:
    MergeGuestCart(postgres::Transactor transact, CartStore& carts, const runtime::Clock& clock)
        : transact_(transact), carts_(carts), clock_(clock) {}

    // How many lines moved.
    Task<Result<int>> operator()(postgres::Transaction& tx, std::string_view guest_owner,
                                 std::int64_t user_id) const;
    Task<Result<int>> operator()(CallContext& context, std::string_view guest_token,
                                 std::int64_t user_id) const;

private:
    postgres::Transactor transact_;
    CartStore& carts_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::cart
