// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/notification_subscriptions.h"

#include "framework/money/money_message.h"
#include "framework/money/money_text.h"

#include "auth/v1/events.pb.h"
#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "product/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::notification {

namespace {

using Done = Task<Result<void>>;

BoxOwner account(std::int64_t id) {
    return {Box::account, id};
}
BoxOwner shop(std::int64_t id) {
    return {Box::shop, id};
}

Details amount(const common::v1::Money& money) {
    return {{"amount", to_text(to_money(money))}};
}

// Registers `tell_all(tx, event)`, which only queues.
template <typename Event, typename TellAll>
void on(events::Subscriptions& subscriptions, TellAll tell_all) {
    subscriptions.on<Event>([tell_all](CallContext&, postgres::Transaction& tx, const Event& event) -> Done {
        tell_all(tx, event);
        co_return {};
    });
}

// To the buyer's pages and the shop's.
template <typename Event>
void order_changed(postgres::Transaction& tx, const Tell& tell, const Event& event) {
    tell.order_changed(tx, account(event.user_id()), event.order_no());
    tell.order_changed(tx, shop(event.shop_id()), event.order_no());
}

void subscribe_orders(events::Subscriptions& subscriptions, const Tell& tell) {
    using postgres::Transaction;
    on<order::v1::OrderCreated>(
        subscriptions,
        [&tell](Transaction& tx, const order::v1::OrderCreated& event) { order_changed(tx, tell, event); });
    on<order::v1::OrderPaid>(subscriptions, [&tell](Transaction& tx, const order::v1::OrderPaid& event) {
        order_changed(tx, tell, event);
        tell(tx, account(event.user_id()), {Type::order_paid, event.order_no(), amount(event.total())});
        tell(tx, shop(event.shop_id()), {Type::to_ship, event.order_no(), amount(event.total())});
    });
    on<order::v1::OrderCancelled>(
        subscriptions, [&tell](Transaction& tx, const order::v1::OrderCancelled& event) {
            order_changed(tx, tell, event);
            tell(tx, account(event.user_id()), {Type::order_cancelled, event.order_no()});
        });
    on<order::v1::OrderShipped>(
        subscriptions, [&tell](Transaction& tx, const order::v1::OrderShipped& event) {
            order_changed(tx, tell, event);
            tell(tx, account(event.user_id()),
                 {Type::order_shipped,
                  event.order_no(),
                  {{"carrier", event.carrier()}, {"tracking_no", event.tracking_no()}}});
        });
    on<order::v1::OrderCompleted>(
        subscriptions, [&tell](Transaction& tx, const order::v1::OrderCompleted& event) {
            order_changed(tx, tell, event);
            tell(tx, account(event.user_id()), {Type::order_completed, event.order_no()});
            tell(tx, shop(event.shop_id()), {Type::sale_completed, event.order_no(), amount(event.total())});
        });
    on<order::v1::OrderRefunding>(subscriptions, [&tell](Transaction& tx,
                                                         const order::v1::OrderRefunding& event) {
        order_changed(tx, tell, event);
        tell(tx, account(event.user_id()), {Type::order_refunding, event.order_no(), amount(event.total())});
        tell(tx, shop(event.shop_id()), {Type::sale_called_off, event.order_no(), amount(event.total())});
    });
}

void subscribe_payments(events::Subscriptions& subscriptions, const Tell& tell) {
    using postgres::Transaction;
    on<payment::v1::PaymentDeclined>(subscriptions,
                                     [&tell](Transaction& tx, const payment::v1::PaymentDeclined& event) {
                                         tell(tx, account(event.user_id()), {Type::payment_declined});
                                     });
    on<payment::v1::PaymentRefunded>(
        subscriptions, [&tell](Transaction& tx, const payment::v1::PaymentRefunded& event) {
            const auto orders = event.order_nos_size();
            if (orders == 0) return;
            for (const auto& number : event.order_nos())
                tell.order_changed(tx, account(event.user_id()), number);
            News news{Type::order_refunded, event.order_nos(0), amount(event.amount())};
            if (orders > 1) {
                news.type = Type::payment_refunded;
                news.details.emplace("count", std::to_string(orders));
            }
            tell(tx, account(event.user_id()), news);
        });
}

void subscribe_shops(events::Subscriptions& subscriptions, const Tell& tell) {
    using postgres::Transaction;
    on<user::v1::ShopApproved>(subscriptions, [&tell](Transaction& tx, const user::v1::ShopApproved& event) {
        tell(tx, account(event.owner_user_id()), {Type::shop_approved, std::to_string(event.shop_id())});
    });
    on<user::v1::ShopClosed>(subscriptions, [&tell](Transaction& tx, const user::v1::ShopClosed& event) {
        tell(tx, account(event.owner_user_id()), {Type::shop_closed, std::to_string(event.shop_id())});
    });
    on<user::v1::ShopReopened>(subscriptions, [&tell](Transaction& tx, const user::v1::ShopReopened& event) {
        tell(tx, account(event.owner_user_id()), {Type::shop_reopened, std::to_string(event.shop_id())});
    });
    on<product::v1::ProductPublished>(
        subscriptions, [&tell](Transaction& tx, const product::v1::ProductPublished& event) {
            tell(tx, shop(event.shop_id()), {Type::product_published, std::to_string(event.product_id())});
        });
    on<product::v1::ProductTakenOffShelf>(
        subscriptions, [&tell](Transaction& tx, const product::v1::ProductTakenOffShelf& event) {
            if (event.deleted()) return;
            tell(tx, shop(event.shop_id()), {Type::product_taken_off, std::to_string(event.product_id())});
        });
}

void subscribe_reviews(events::Subscriptions& subscriptions, const Tell& tell) {
    using postgres::Transaction;
    on<review::v1::QuestionAsked>(
        subscriptions, [&tell](Transaction& tx, const review::v1::QuestionAsked& event) {
            tell(tx, shop(event.shop_id()), {Type::question_asked, std::to_string(event.product_id())});
        });
    on<review::v1::QuestionAnswered>(
        subscriptions, [&tell](Transaction& tx, const review::v1::QuestionAnswered& event) {
            tell(tx, account(event.user_id()), {Type::question_answered, std::to_string(event.product_id())});
        });
    on<review::v1::ReviewRemarked>(
        subscriptions, [&tell](Transaction& tx, const review::v1::ReviewRemarked& event) {
            if (!event.by_shop()) return;
            tell(tx, account(event.user_id()), {Type::review_replied, std::to_string(event.product_id())});
        });
}

void tell_link(postgres::Transaction& tx, const Tell& tell, const user::v1::LinkMade& event) {
    const auto owner = account(event.user_id());
    switch (event.purpose()) {
    case user::v1::LINK_PURPOSE_RESET_PASSWORD:
        return tell(tx, owner, {.type = Type::reset_password, .link_id = event.link_id()});
    case user::v1::LINK_PURPOSE_CONFIRM_EMAIL:
        return tell(tx, owner, {.type = Type::confirm_email, .link_id = event.link_id()});
    case user::v1::LINK_PURPOSE_CHANGE_EMAIL:
        tell(tx, owner, {.type = Type::change_email, .link_id = event.link_id()});
        return tell(tx, owner, {.type = Type::email_change_asked, .link_id = event.link_id()});
    default: return;
    }
}

void subscribe_accounts(events::Subscriptions& subscriptions, const Tell& tell) {
    using postgres::Transaction;
    on<user::v1::PasswordChanged>(subscriptions,
                                  [&tell](Transaction& tx, const user::v1::PasswordChanged& event) {
                                      tell(tx, account(event.user_id()), {Type::password_changed});
                                  });
    on<auth::v1::SecondFactorTurnedOn>(subscriptions,
                                       [&tell](Transaction& tx, const auth::v1::SecondFactorTurnedOn& event) {
                                           tell(tx, account(event.user_id()), {Type::second_factor_on});
                                       });
    on<auth::v1::SecondFactorTurnedOff>(
        subscriptions, [&tell](Transaction& tx, const auth::v1::SecondFactorTurnedOff& event) {
            tell(tx, account(event.user_id()), {Type::second_factor_off});
        });
    on<user::v1::LinkMade>(subscriptions, [&tell](Transaction& tx, const user::v1::LinkMade& event) {
        tell_link(tx, tell, event);
    });
    on<auth::v1::SessionRevoked>(subscriptions,
                                 [&tell](Transaction& tx, const auth::v1::SessionRevoked& event) {
                                     tell.session_over(tx, event.user_id(), event.session_id());
                                 });
    on<user::v1::EmailChanged>(subscriptions, [&tell](Transaction& tx, const user::v1::EmailChanged& event) {
        tell(tx, account(event.user_id()), {.type = Type::email_changed, .link_id = event.link_id()});
    });
}

}  // namespace

void subscribe_news(events::Subscriptions& subscriptions, const Tell& tell) {
    subscribe_orders(subscriptions, tell);
    subscribe_payments(subscriptions, tell);
    subscribe_shops(subscriptions, tell);
    subscribe_reviews(subscriptions, tell);
    subscribe_accounts(subscriptions, tell);
}

void subscribe_closings(events::Subscriptions& subscriptions, const ClosingNeeds& needs) {
    on<user::v1::UserDeleted>(subscriptions,
                              [needs](postgres::Transaction& tx, const user::v1::UserDeleted& event) {
                                  const auto close = [&](BoxOwner owner) {
                                      needs.boxes.close(tx, owner, needs.clock.now());
                                      needs.mails.close(tx, owner);
                                      needs.live.close(tx, owner);
                                  };
                                  close(account(event.user_id()));
                                  needs.settings.close(tx, event.user_id());
                                  if (event.shop_id() != 0) close(shop(event.shop_id()));
                              });
}

}  // namespace ecommerce::notification
