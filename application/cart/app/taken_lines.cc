// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/taken_lines.h"

#include "application/cart/app/join_lines.h"
#include "application/cart/app/owner.h"

namespace ecommerce::cart {

Task<Result<std::vector<TakenRow>>> TakenLines::take(CallContext& context, std::int64_t user_id,
                                                     std::string_view checkout_id) const {
    co_return co_await needs_.taken.take(context, account_owner(user_id), checkout_id, needs_.clock.now());
}

Task<Result<void>> TakenLines::forget(CallContext& context, std::int64_t user_id,
                                      std::string_view checkout_id) const {
    co_return co_await needs_.taken.forget(context, account_owner(user_id), checkout_id);
}

Task<Result<void>> TakenLines::put_back(CallContext& context, std::int64_t user_id,
                                        std::string_view checkout_id) const {
    const TakerRow checkout{account_owner(user_id), std::string(checkout_id)};
    co_return co_await put_back(context, checkout, std::nullopt);
}

Task<Result<void>> TakenLines::put_back(CallContext& context, const TakerRow& checkout,
                                        std::optional<Timestamp> before) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto cart = co_await ok(needs_.carts.lock_existing(tx, checkout.owner));
        const auto lines =
            co_await ok(needs_.taken.give_up(tx, checkout.owner, checkout.checkout_id, before));
        if (!cart || lines.empty()) co_return {};
        auto present = co_await ok(needs_.carts.lines(tx, *cart));
        for (const auto& line : join_lines(std::move(present), lines).put) {
            needs_.carts.put_back(tx, *cart, line);
        }
        co_return {};
    };
    co_return co_await needs_.transact(context, std::move(body));
}

Task<Result<std::int64_t>> TakenLines::settle_lost(CallContext& context, int limit) const {
    const auto before = needs_.clock.now() - kLostAfter;
    const auto lost = co_await ok(needs_.taken.unsettled(context, before, limit));
    for (const auto& checkout : lost) {
        order::v1::GetOrdersOfCheckoutRequest find;
        find.set_checkout_id(checkout.checkout_id);
        const auto found = co_await ok(needs_.orders.GetOrdersOfCheckout(context, find));
        if (found.orders().empty()) {
            // Unless the same checkout goes on just now.
            co_await ok(put_back(context, checkout, before));
        } else {
            co_await ok(needs_.taken.forget(context, checkout.owner, checkout.checkout_id));
        }
    }
    co_return std::int64_t(lost.size());
}

}  // namespace ecommerce::cart
