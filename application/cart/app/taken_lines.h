// SPDX-License-Identifier: Apache-2.0
// Lines of a cart on their way through a checkout: taken when it begins, bought with its orders, back in the cart
// when it comes to nothing. A checkout that tells neither has crashed: whether its orders are there decides.
#pragma once

#include "application/cart/storage/taken_store.h"
#include "framework/postgres/transactor.h"

#include "order/v1/order_service.rpc.h"

namespace ecommerce::cart {

// Stateless; any loop.
class TakenLines {
public:
    struct Needs {
        postgres::Transactor transact;
        CartStore& carts;
        TakenStore& taken;
        order::v1::OrderService& orders;
        const runtime::Clock& clock;
    };
    explicit TakenLines(const Needs& needs) : needs_(needs) {}

    // The ticked lines, or those that the checkout has already.
    Task<Result<std::vector<TakenRow>>> take(CallContext& context, std::int64_t user_id,
                                             std::string_view checkout_id) const;
    // They are bought.
    Task<Result<void>> forget(CallContext& context, std::int64_t user_id, std::string_view checkout_id) const;
    // Back into the cart, as they were; with units that were added meanwhile they add up.
    Task<Result<void>> put_back(CallContext& context, std::int64_t user_id,
                                std::string_view checkout_id) const;

    // A checkout lives for some ten seconds, and a statement for a minute: after this time nothing that it began
    // can still make orders.
    static constexpr std::chrono::minutes kLostAfter{2};
    // Settles at most `limit` checkouts that never told. Gives how many.
    Task<Result<std::int64_t>> settle_lost(CallContext& context, int limit) const;

private:
    Task<Result<void>> put_back(CallContext& context, const TakerRow& checkout,
                                std::optional<Timestamp> before) const;

    const Needs needs_;
};

}  // namespace ecommerce::cart
