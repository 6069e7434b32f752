// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/shop_subscriptions.h"

#include "user/v1/events.pb.h"

namespace ecommerce::product {

void subscribe_shop_events(events::Subscriptions& subscriptions, const ShopClosings& closings,
                           ProductWriter& writer, const StockStore& stock) {
    using postgres::Transaction;
    subscriptions.on<user::v1::ShopClosed>(
        [&closings, &writer](CallContext& context, Transaction& tx,
                             const user::v1::ShopClosed& event) -> Task<Result<void>> {
            if (event.for_good()) co_await ok(writer.close_shop(tx, context, event.shop_id()));
            co_return co_await closings.close(tx, event.shop_id(), event.version());
        });
    subscriptions.on<user::v1::ShopReopened>(
        [&closings](CallContext&, Transaction& tx, const user::v1::ShopReopened& event) {
            return closings.reopen(tx, event.shop_id(), event.version());
        });
    subscriptions.on<user::v1::UserDeleted>(
        [&writer, &stock](CallContext& context, Transaction& tx, const user::v1::UserDeleted& event) {
            stock.erase_reasons(tx, event.user_id());
            return writer.close_shop(tx, context, event.shop_id());
        });
}

}  // namespace ecommerce::product
