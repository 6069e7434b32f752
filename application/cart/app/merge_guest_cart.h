// SPDX-License-Identifier: Apache-2.0
// Moves a guest's lines into an account's cart. Lines of one SKU add up; what does not fit under the
// limits stays out, and somebody is told. Doing it again changes nothing.
#pragma once

#include "application/cart/storage/cart_store.h"
#include "framework/postgres/transactor.h"

namespace ecommerce::cart {

class MergeGuestCart {
public:
    MergeGuestCart(postgres::Transactor transact, CartStore& carts, const runtime::Clock& clock)
        : transact_(transact), carts_(carts), clock_(clock) {}

    struct Merged {
        int moved = 0;                  // lines
        std::vector<LineRow> left_out;  // with the units that found no room
    };
    // `guest_owner` as of owner.h. The guest's cart is gone then, and who calls tells what was left out.
    Task<Result<Merged>> operator()(CallContext& context, std::string_view guest_owner,
                                    std::int64_t user_id) const;
    // Where nobody can be told: what was left out stays the guest's, for the call that tells it.
    Task<Result<void>> quietly(postgres::Transaction& tx, std::string_view guest_owner,
                               std::int64_t user_id) const;

private:
    Task<Result<Merged>> merge(postgres::Transaction& tx, std::string_view guest_owner, std::int64_t user_id,
                               bool quietly) const;

    postgres::Transactor transact_;
    CartStore& carts_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::cart
