// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_events.h"

#include "application/search/app/category_tree.h"

#include "category/v1/events.pb.h"
#include "product/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::search {

namespace {

using postgres::Transaction;

template <typename Event>
using Many = std::span<const events::Told<Event>>;

std::vector<std::int64_t> ids_in(const product::v1::ProductOffersChanged& event) {
    return {event.product_ids().begin(), event.product_ids().end()};
}
template <typename Event>
std::vector<std::int64_t> ids_in(const Event& event) {
    return {event.product_id()};
}

// Products of these events are looked at, each once for all of them.
template <typename Event>
void mark_on(events::Subscriptions& subscriptions, const Hearers& hear) {
    subscriptions.on_many<Event>(
        [hear](CallContext&, Transaction& tx, Many<Event> events) -> Task<Result<void>> {
            std::vector<std::int64_t> ids;
            for (const auto& each : events) {
                for (const auto id : ids_in(*each.event)) ids.push_back(id);
            }
            std::ranges::sort(ids);
            ids.erase(std::ranges::unique(ids).begin(), ids.end());
            hear.changes.mark(tx, ids, Hurry::now, hear.clock.now());
            tx.on_commit(hear.marked);
            co_return {};
        });
}

}  // namespace

void subscribe_search_events(events::Subscriptions& subscriptions, const Hearers& hear) {
    mark_on<product::v1::ProductPublished>(subscriptions, hear);
    mark_on<product::v1::ProductChanged>(subscriptions, hear);
    mark_on<product::v1::ProductOffersChanged>(subscriptions, hear);
    mark_on<product::v1::ProductTakenOffShelf>(subscriptions, hear);
    mark_on<review::v1::ReviewPublished>(subscriptions, hear);
    mark_on<review::v1::ReviewWithdrawn>(subscriptions, hear);
    mark_on<review::v1::ProductRatingChanged>(subscriptions, hear);
    subscriptions.on<category::v1::CategoryTreeChanged>(
        [hear](CallContext&, Transaction& tx,
               const category::v1::CategoryTreeChanged& event) -> Task<Result<void>> {
            // Whoever looks has read the tree anew by then.
            hear.changes.mark_category(tx, event.category_id(),
                                       hear.clock.now() + 2 * CategoryTree::kFreshFor);
            co_return {};
        });
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
        [hear](CallContext&, Transaction& tx, const user::v1::UserDeleted& event) -> Task<Result<void>> {
            hear.history.forget(tx, event.user_id(), hear.clock.now());
            co_return {};
        });
}

}  // namespace ecommerce::search
