// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/shop_events.h"

#include "user/v1/events.pb.h"

namespace ecommerce::product {

void subscribe_shop_events(events::Subscriptions& subscriptions, const ShopClosings& closings,
                           ProductWriter& writer) {
    using postgres::Transaction;
    subscriptions.on<user::v1::ShopClosed>(
        [&closings, &writer](CallContext& context, Transaction& tx,
                             const user::v1::ShopClosed& event) -> Task<Result<void>> {
            closings.close(tx, event.shop_id(), event.version());
            if (event.for_good()) co_await ok(writer.close_shop(tx, context, event.shop_id()));
            co_return {};
        });
    subscriptions.on<user::v1::ShopReopened>(
        [&closings](CallContext&, Transaction& tx,
                    const user::v1::ShopReopened& event) -> Task<Result<void>> {
            closings.reopen(tx, event.shop_id(), event.version());
            co_return {};
        });
    subscriptions.on<user::v1::UserDeleted>(
        [&writer](CallContext& context, Transaction& tx, const user::v1::UserDeleted& event) {
            return writer.close_shop(tx, context, event.shop_id());
        });
}

}  // namespace ecommerce::product
