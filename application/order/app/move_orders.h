// SPDX-License-Identifier: Apache-2.0
// Every move of an order after its placing, inside the caller's transaction: hold the rows, look at the
// state table, move, write the timeline, tell.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "application/order/app/order_publisher.h"
#include "application/order/storage/order_store.h"
#include "framework/config/live.h"

namespace ecommerce::order {

struct OrderRules {
    config::Live<std::chrono::milliseconds>
        complete_after;  // from shipping, unless the buyer confirms before
    // From paying: the shop's promise. After twice that time the order is paid back.
    config::Live<std::chrono::milliseconds> ship_within;
    config::Live<std::chrono::milliseconds> address_shown_for;  // to the shop, from the receipt
    std::chrono::minutes utc_offset{0};                         // of the clock that order numbers show
    config::Live<int> unpaid_max = 20;  // checkouts of one account that wait for their payment
};

// Stateless; any loop.
class MoveOrders {
public:
    MoveOrders(OrderStore& store, OrderPublisher& publisher, const runtime::Clock& clock, OrderRules rules)
        : store_(store), publisher_(publisher), clock_(clock), rules_(rules) {}

    struct Paid {
        const CallContext* context;
        std::string checkout_id;
        std::string_view payment_id;
        Money amount;
        Timestamp at;
    };
    // Of each checkout all orders become paid; when one of them cannot, none does, and the payment is refused.
    Task<Result<void>> pay(postgres::Transaction& tx, const std::vector<Paid>& payments) const;

    struct Lapsed {
        const CallContext* context;
        std::string checkout_id;
        std::string_view reason;
    };
    // Cancels those of the checkouts that are still unpaid; to the others nothing happens.
    Task<Result<void>> cancel_unpaid(postgres::Transaction& tx, const std::vector<Lapsed>& checkouts,
                                     Actor actor) const;
    // The buyer cancels what is not shipped; gives the numbers of the orders that go: of an unpaid one all
    // that are paid together, of a paid one itself.
    Task<Result<std::vector<std::string>>> cancel(CallContext& context, postgres::Transaction& tx,
                                                  std::string_view order_no, std::int64_t user_id,
                                                  std::string_view reason) const;
    struct Refund {
        std::string_view order_no;
        Scope scope;
        Actor actor;
        std::int64_t actor_user_id = 0;
        std::string_view reason;
    };
    // A paid order is to be paid back. Errors: not_found, ORDER_STATE.
    Task<Result<void>> refund(CallContext& context, postgres::Transaction& tx, Refund refund) const;
    // Nobody shipped it for so long; in any other state than PAID nothing happens.
    Task<Result<void>> refund_unshipped(CallContext& context, postgres::Transaction& tx,
                                        std::string_view order_no) const;
    struct Refunded {
        std::string_view checkout_id;
        std::vector<std::string> order_nos;  // empty: all of the checkout
        std::string_view reason;
    };
    // Money came back.
    Task<Result<void>> refunded(CallContext& context, postgres::Transaction& tx, Refunded refunded) const;

    // The buyer, or the shop, is gone: what is open is called off, a checkout at a time.
    Task<Result<void>> buyer_gone(CallContext& context, postgres::Transaction& tx,
                                  std::int64_t user_id) const;
    Task<Result<void>> shop_gone(CallContext& context, postgres::Transaction& tx, std::int64_t shop_id,
                                 bool for_good) const;
    Task<Result<void>> call_off(CallContext& context, postgres::Transaction& tx,
                                OrderPublisher::CallOff wish) const;

    struct Parcel {
        std::string_view carrier;
        std::string_view tracking_no;
    };
    Task<Result<void>> ship(CallContext& context, postgres::Transaction& tx, std::string_view order_no,
                            std::int64_t shop_id, std::int64_t seller_user_id, Parcel parcel) const;
    // The buyer has it.
    Task<Result<void>> confirm(CallContext& context, postgres::Transaction& tx, std::string_view order_no,
                               std::int64_t user_id) const;
    // Nobody said otherwise for so long that the buyer has it; in any other state nothing happens.
    Task<Result<void>> complete_silently(CallContext& context, postgres::Transaction& tx,
                                         std::string_view order_no) const;

private:
    void cancel_held(CallContext& context, postgres::Transaction& tx, const std::vector<HeldOrder>& orders,
                     const MoveNote& note) const;
    void cancel_held(postgres::Transaction& tx, const std::vector<OrderPublisher::Cancelled>& orders,
                     const MoveNote& note) const;
    void refund_held(CallContext& context, postgres::Transaction& tx, const HeldOrder& order,
                     const MoveNote& note) const;
    Task<Result<void>> complete_held(CallContext& context, postgres::Transaction& tx, const HeldOrder& order,
                                     MoveNote note) const;

    OrderStore& store_;
    OrderPublisher& publisher_;
    const runtime::Clock& clock_;
    const OrderRules rules_;
};

}  // namespace ecommerce::order
