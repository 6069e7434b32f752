// SPDX-License-Identifier: Apache-2.0
// Placing and moving orders: every statement that changes them. Rows of one checkout are always held in the
// order of their ids, so two transactions never wait for each other.
#pragma once

#include <string_view>

#include "application/order/storage/order_rows.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::order {

// Who moves orders, when and why.
struct MoveNote {
    Actor actor;
    std::int64_t actor_user_id = 0;
    std::string_view reason;
    Timestamp at;
};

// Stateless; any loop. Methods without a Task only queue: they run with the transaction's next round trip.
class OrderStore {
public:
    explicit OrderStore(postgres::Database& database) : database_(database) {}

    // Adds the orders with their items and first moves, all or none. False when the checkout has its orders
    // already, or the buyer's or a seller's account is closed. Errors: precondition TOO_MANY_UNPAID when the buyer has
    // `unpaid_max` unpaid checkouts. A number that is taken fails with violates(error, kOrderNoTaken).
    Task<Result<bool>> place(postgres::Transaction& tx, const NewCheckoutRow& checkout, int unpaid_max) const;
    static constexpr std::string_view kOrderNoTaken = "orders_order_no_uq";

    // The following hold rows until the transaction ends.
    using Held = Task<Result<std::vector<HeldOrder>>>;
    using CheckoutIds = std::vector<std::string>;
    Held hold_checkouts(postgres::Transaction& tx, const CheckoutIds& ids) const;
    // Of these checkouts the orders that wait for their payment.
    Held hold_unpaid(postgres::Transaction& tx, const CheckoutIds& ids) const;
    // The checkout of this order, if the order is the user's.
    Held hold_checkout_of(postgres::Transaction& tx, std::string_view order_no, std::int64_t user_id) const;
    // One order or none.
    Held hold_one(postgres::Transaction& tx, std::string_view order_no, Scope scope) const;

    // What a held order is of, in the order of its lines.
    Task<Result<std::vector<ItemRow>>> items(postgres::Transaction& tx, std::int64_t order_id) const;

    // What somebody's end leaves behind: checkouts that the user has not paid, and the shop's orders in these
    // states. They are not held.
    Task<Result<std::vector<OpenOrderRow>>> unpaid_of_user(postgres::Transaction& tx,
                                                           std::int64_t user_id) const;
    Task<Result<std::vector<OpenOrderRow>>> of_shop(postgres::Transaction& tx, std::int64_t shop_id,
                                                    const std::vector<State>& states) const;

    // Each moves held orders that are in the right status, with a row of the timeline for each.
    using Ids = std::vector<std::int64_t>;
    struct Payment {
        std::int64_t order_id = 0;
        Timestamp paid_at;
        Timestamp ship_before;
    };
    void pay(postgres::Transaction& tx, const std::vector<Payment>& payments) const;
    struct Cancelling {
        std::int64_t order_id = 0;
        std::string_view reason;
    };
    // The reason of `note` is not looked at.
    void cancel(postgres::Transaction& tx, const std::vector<Cancelling>& orders, const MoveNote& note) const;
    void ship(postgres::Transaction& tx, std::int64_t id, std::string_view carrier,
              std::string_view tracking_no, Timestamp completes_at, const MoveNote& note) const;
    void complete(postgres::Transaction& tx, std::int64_t id, const MoveNote& note) const;
    // From `from`, which is PAID or SHIPPED.
    void start_refund(postgres::Transaction& tx, std::int64_t id, State from, const MoveNote& note) const;
    // From `from`, which is PAID or REFUNDING.
    void refund(postgres::Transaction& tx, const Ids& ids, State from, const MoveNote& note) const;
    // Writes down when the money was back, whatever the status; once.
    void note_refund(postgres::Transaction& tx, const Ids& ids, Timestamp at) const;

    // While the order is unpaid; false when it is not, or not there. A new address stays in the country and
    // province of the present one.
    Task<Result<bool>> update_unpaid(CallContext& context, std::string_view order_no, std::int64_t user_id,
                                     std::optional<std::string> note,
                                     std::optional<PostalAddress> address) const;

    // Personal data of a closed account: at once where the order is over, else when it will be.
    void erase_user(postgres::Transaction& tx, std::int64_t user_id) const;
    // Of orders that are over now.
    void erase_marked(postgres::Transaction& tx, const Ids& ids) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::order
