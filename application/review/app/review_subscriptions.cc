// SPDX-License-Identifier: Apache-2.0
#include "application/review/app/review_subscriptions.h"

#include "framework/rpc/messages.h"

#include "order/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::review {

namespace {

using postgres::Transaction;

// What was written at the very moment of the closing is found by a second look.
constexpr std::chrono::minutes kSecondLook{1};

ReceivedRow to_row(const order::v1::OrderCompleted& order, const order::v1::OrderEventLine& line,
                   const ReviewRules& rules) {
    const auto received_at = rpc::to_time(order.completed_at());
    return {.order_no = order.order_no(),
            .line_no = line.line_no(),
            .user_id = order.user_id(),
            .goods = {.product_id = line.product_id(),
                      .sku_id = line.sku_id(),
                      .shop_id = order.shop_id(),
                      .product_name = line.product_name(),
                      .option_values = {line.option_values().begin(), line.option_values().end()},
                      .goods_picture_url = line.picture().url(),
                      .goods_picture_width = line.picture().width(),
                      .goods_picture_height = line.picture().height(),
                      .goods_picture_alt = line.picture().alt()},
            .received_at = received_at,
            .write_before = received_at + rules.write_within.get()};
}

void subscribe_orders(events::Subscriptions& subscriptions, const Hearers& hear) {
    subscriptions.on<order::v1::OrderCompleted>(
        [hear](CallContext&, Transaction& tx, const order::v1::OrderCompleted& event) -> Task<Result<void>> {
            // Events of before the lines were told name none.
            for (const auto& line : event.lines()) {
                if (line.line_no() > 0) hear.reviews.receive(tx, to_row(event, line, hear.rules));
            }
            co_return {};
        });
    subscriptions.on<order::v1::OrderRefunding>(
        [hear](CallContext&, Transaction& tx, const order::v1::OrderRefunding& event) -> Task<Result<void>> {
            if (!event.shipped()) co_return {};  // nobody has it
            std::vector<std::int64_t> skus;
            for (const auto& line : event.lines()) skus.push_back(line.sku_id());
            hear.reviews.take_back(tx, event.order_no(), skus, hear.clock.now());
            co_return {};
        });
}

void subscribe_closings(events::Subscriptions& subscriptions, const Hearers& hear) {
    subscriptions.on<user::v1::ShopClosed>(
        [hear](CallContext&, Transaction& tx, const user::v1::ShopClosed& event) -> Task<Result<void>> {
            hear.closings.close(tx, event.shop_id(), event.version());
            co_return {};
        });
    subscriptions.on<user::v1::ShopReopened>(
        [hear](CallContext&, Transaction& tx, const user::v1::ShopReopened& event) -> Task<Result<void>> {
            hear.closings.reopen(tx, event.shop_id(), event.version());
            co_return {};
        });
    subscriptions.on<user::v1::UserDeleted>(
        [hear](CallContext& context, Transaction& tx, const user::v1::UserDeleted& event) {
            v1::AuthorErasureDue due;
            due.set_user_id(event.user_id());
            hear.events.publish(
                tx, context, due,
                {.key = std::to_string(event.user_id()), .deliver_at = hear.clock.now() + kSecondLook});
            return hear.write.erase_author(context, tx, event.user_id());
        });
    subscriptions.on<v1::AuthorErasureDue>(
        [hear](CallContext& context, Transaction& tx, const v1::AuthorErasureDue& event) {
            return hear.write.erase_author(context, tx, event.user_id());
        });
}

}  // namespace

void subscribe_review_events(events::Subscriptions& subscriptions, const Hearers& hearers) {
    subscribe_orders(subscriptions, hearers);
    subscribe_closings(subscriptions, hearers);
}

}  // namespace ecommerce::review
