// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/notification_service.h"

#include "application/notification/notification_fixture.h"

#include "auth/v1/events.pb.h"
#include "order/v1/events.pb.h"
#include "payment/v1/events.pb.h"
#include "review/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::notification {
namespace {

class Notifications : public NotificationFixture {
protected:
    static order::v1::OrderPaid paid(const std::string& order_no, std::int64_t user_id = kBuyer) {
        order::v1::OrderPaid event;
        event.set_order_no(order_no);
        event.set_user_id(user_id);
        event.set_shop_id(kShop);
        event.mutable_total()->set_currency_code("CNY");
        event.mutable_total()->set_minor_units(12900);
        return event;
    }
    static order::v1::OrderShipped shipped(const std::string& order_no) {
        order::v1::OrderShipped event;
        event.set_order_no(order_no);
        event.set_user_id(kBuyer);
        event.set_carrier("顺丰");
        event.set_tracking_no("SF1");
        return event;
    }
    v1::ListNotificationsResponse list(CallContext call, v1::Box box = v1::BOX_ACCOUNT,
                                       v1::NotificationKind kind = v1::NOTIFICATION_KIND_UNSPECIFIED,
                                       std::uint32_t size = 0, const std::string& token = "") {
        v1::ListNotificationsRequest request;
        request.set_box(box);
        request.set_kind(kind);
        request.set_page_size(size);
        request.set_page_token(token);
        return run(service().ListNotifications(call, request)).value();
    }
    // "TYPE subject " of each.
    std::string types(const v1::ListNotificationsResponse& page) {
        std::string text;
        for (const auto& each : page.notifications()) text += each.type() + " " + each.subject() + "; ";
        return text;
    }
    // "kind:count " of each.
    std::string unread(CallContext call, v1::Box box = v1::BOX_ACCOUNT) {
        v1::CountUnreadNotificationsRequest request;
        request.set_box(box);
        std::string text;
        const auto counted = run(service().CountUnreadNotifications(call, request)).value();
        for (const auto& each : counted.counts()) {
            text += std::string(name_of(Kind(each.kind()))) + ":" + std::to_string(each.count()) + " ";
        }
        return text;
    }
    std::uint32_t mark(CallContext call, const v1::MarkNotificationsReadRequest& request) {
        return run(service().MarkNotificationsRead(call, request)).value().marked();
    }
    // Whether it was there.
    bool remove(CallContext call, std::int64_t id) {
        v1::DeleteNotificationRequest request;
        request.set_id(id);
        const auto removed = run(service().DeleteNotification(call, request));
        EXPECT_TRUE(removed || removed.error().reason() == "NOT_FOUND");
        return removed.has_value();
    }
};

TEST_F(Notifications, TellTheBuyerAndTheShopWhatBecameOfAnOrder) {
    take(paid("A1"));
    const auto told = list(as_user()).notifications(0);
    EXPECT_EQ(told.type(), "ORDER_PAID");
    EXPECT_EQ(told.kind(), v1::NOTIFICATION_KIND_TRANSACTION);
    EXPECT_EQ(told.body(), "订单 A1 已付款 ¥129.00，商家将尽快发货。");
    EXPECT_EQ(told.body_en(), "We received ¥129.00 for order A1. The shop will ship it soon.");
    EXPECT_EQ(told.subject_type(), v1::SUBJECT_TYPE_ORDER);
    EXPECT_EQ(told.subject(), "A1");
    EXPECT_FALSE(told.read());
    EXPECT_EQ(types(list(as_seller(), v1::BOX_SHOP)), "TO_SHIP A1; ");
    EXPECT_EQ(types(list(as_seller())), "") << "the seller's own box is another";
}

TEST_F(Notifications, TellOfQuestionsAnswersAndReplies) {
    review::v1::QuestionAsked asked;
    asked.set_product_id(5);
    asked.set_shop_id(kShop);
    take(asked);
    review::v1::QuestionAnswered answered;
    answered.set_product_id(5);
    answered.set_user_id(kBuyer);
    take(answered);
    review::v1::ReviewRemarked remarked;
    remarked.set_product_id(5);
    remarked.set_user_id(kBuyer);
    take(remarked);
    remarked.set_by_shop(true);
    take(remarked);
    EXPECT_EQ(types(list(as_seller(), v1::BOX_SHOP)), "QUESTION_ASKED 5; ");
    EXPECT_EQ(types(list(as_user())), "REVIEW_REPLIED 5; QUESTION_ANSWERED 5; ");
}

TEST_F(Notifications, SayOfHowManyOrdersMoneyCameBack) {
    payment::v1::PaymentRefunded event;
    event.set_user_id(kBuyer);
    event.mutable_amount()->set_currency_code("CNY");
    event.mutable_amount()->set_minor_units(500);
    event.add_order_nos("A1");
    take(event);
    EXPECT_EQ(list(as_user()).notifications(0).body_en(), "¥5.00 was paid back for order A1.");
    event.add_order_nos("A2");
    take(event);
    EXPECT_EQ(list(as_user()).notifications(0).body_en(), "¥5.00 was paid back for 2 orders, A1 among them.");
}

TEST_F(Notifications, ComeByKindThePagesOneAfterAnother) {
    take(paid("A1"));
    take(shipped("A1"));
    take(paid("A2"));
    EXPECT_EQ(types(list(as_user())), "ORDER_PAID A2; ORDER_SHIPPED A1; ORDER_PAID A1; ");
    EXPECT_EQ(types(list(as_user(), v1::BOX_ACCOUNT, v1::NOTIFICATION_KIND_PARCELS)), "ORDER_SHIPPED A1; ");
    const auto first = list(as_user(), v1::BOX_ACCOUNT, v1::NOTIFICATION_KIND_TRANSACTION, 1);
    EXPECT_EQ(types(first), "ORDER_PAID A2; ");
    const auto second =
        list(as_user(), v1::BOX_ACCOUNT, v1::NOTIFICATION_KIND_TRANSACTION, 1, first.next_page_token());
    EXPECT_EQ(types(second), "ORDER_PAID A1; ");
    EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(Notifications, AreMarkedOneByOneOrUpToTheLastThatWasSeen) {
    for (const char* order : {"A1", "A2", "A3"}) take(paid(order));
    take(shipped("A1"));
    EXPECT_EQ(unread(as_user()), "TRANSACTION:3 PARCELS:1 ");
    const auto all = list(as_user());
    v1::MarkNotificationsReadRequest one;
    one.add_ids(all.notifications(3).id());
    EXPECT_EQ(mark(as_user(), one), 1U);
    EXPECT_EQ(mark(as_user(), one), 0U) << "it is read already";
    EXPECT_EQ(unread(as_user()), "TRANSACTION:2 PARCELS:1 ");

    v1::MarkNotificationsReadRequest up_to;
    up_to.set_up_to_id(all.notifications(2).id());  // A2; A3 has not been seen
    EXPECT_EQ(mark(as_user(), up_to), 1U);
    EXPECT_EQ(unread(as_user()), "TRANSACTION:1 PARCELS:1 ");

    v1::MarkNotificationsReadRequest parcels;
    parcels.set_up_to_id(all.notifications(0).id());
    parcels.set_kind(v1::NOTIFICATION_KIND_PARCELS);
    EXPECT_EQ(mark(as_user(), parcels), 1U);
    EXPECT_EQ(unread(as_user()), "TRANSACTION:1 ");
    EXPECT_TRUE(list(as_user()).notifications(0).read());
}

TEST_F(Notifications, OfOthersCanBeNeitherReadNorChanged) {
    take(paid("A1"));
    const auto id = list(as_user()).notifications(0).id();
    EXPECT_EQ(types(list(as_user(8))), "");
    v1::MarkNotificationsReadRequest request;
    request.add_ids(id);
    EXPECT_EQ(mark(as_user(8), request), 0U);
    EXPECT_FALSE(remove(as_user(8), id));
    EXPECT_EQ(unread(as_user()), "TRANSACTION:1 ");
    // A number of an account says nothing of the shop with the same number.
    EXPECT_EQ(types(list(as_user(kShop))), "");
    v1::ListNotificationsRequest shop;
    shop.set_box(v1::BOX_SHOP);
    auto call = as_user();
    EXPECT_EQ(run(service().ListNotifications(call, shop)).error().reason(), "NO_SHOP_BOX");
    EXPECT_TRUE(remove(as_user(), id));
    EXPECT_FALSE(remove(as_user(), id));
    EXPECT_EQ(types(list(as_user())), "");
}

TEST_F(Notifications, AreCountedUpToAHundred) {
    for (int i = 0; i < 101; ++i) take(paid("A" + std::to_string(i)));
    EXPECT_EQ(unread(as_user()), "TRANSACTION:100 ");
}

TEST_F(Notifications, GoWithTheirOwnersAndDoNotComeBack) {
    take(paid("A1"));
    user::v1::UserDeleted closed;
    closed.set_user_id(kBuyer);
    closed.set_shop_id(kShop);
    take(closed);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM notifications"), "0");
    take(paid("A2"));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM notifications"), "0") << "news came late";
    take(paid("A3", 8));
    EXPECT_EQ(types(list(as_user(8))), "ORDER_PAID A3; ") << "others are told";
}

TEST_F(Notifications, ThatCameWhileTheirBoxWasClosedGoLater) {
    take(paid("A1"));
    temporary().execute(
        "INSERT INTO closed_boxes (owner_id, box, closed_at) VALUES (7, 'ACCOUNT', '2100-01-01')");
    EXPECT_EQ(run(boxes().empty_closed(context, clock.now())).value(), 1);
    EXPECT_EQ(types(list(as_seller(), v1::BOX_SHOP)), "TO_SHIP A1; ");
}

TEST_F(Notifications, LeaveNoChoiceOfWhoHasGone) {
    ASSERT_TRUE(run(settings().choose(context, 7, {.kind = Kind::promotion, .by_mail = true})));
    ASSERT_TRUE(run(settings().choose(context, 8, {.kind = Kind::promotion, .by_mail = true})));
    temporary().execute(
        "INSERT INTO closed_boxes (owner_id, box, closed_at) VALUES (7, 'ACCOUNT', '2100-01-01')");
    ASSERT_TRUE(run(settings().remove_late(context, clock.now())));
    EXPECT_EQ(temporary().value("SELECT STRING_AGG(user_id::TEXT, ',') FROM mail_choices"), "8");
}

TEST_F(Notifications, ComeAsTheirReaderChooses) {
    v1::ChooseChannelsRequest choose;
    choose.set_kind(v1::NOTIFICATION_KIND_PARCELS);
    auto me = as_user();
    ASSERT_TRUE(run(settings_service().ChooseChannels(me, choose)));
    take(shipped("A1"));
    take(paid("A1"));
    user::v1::PasswordChanged changed;
    changed.set_user_id(kBuyer);
    take(changed);
    EXPECT_EQ(types(list(as_user())), "PASSWORD_CHANGED ; ORDER_PAID A1; ");
    choose.set_kind(v1::NOTIFICATION_KIND_SERVICE);
    ASSERT_TRUE(run(settings_service().ChooseChannels(me, choose)));
    take(changed);
    EXPECT_EQ(types(list(as_user())), "PASSWORD_CHANGED ; PASSWORD_CHANGED ; ORDER_PAID A1; ")
        << "who may sign in is told always";
    auth::v1::SecondFactorTurnedOn on;
    on.set_user_id(kBuyer);
    take(on);
    auth::v1::SecondFactorTurnedOff off;
    off.set_user_id(kBuyer);
    take(off);
    EXPECT_EQ(types(list(as_user())),
              "SECOND_FACTOR_OFF ; SECOND_FACTOR_ON ; PASSWORD_CHANGED ; PASSWORD_CHANGED ; ORDER_PAID A1; ");
    EXPECT_EQ(types(list(as_seller(), v1::BOX_SHOP)), "TO_SHIP A1; ");
    // The older call leaves the box as it is.
    v1::ChooseMailRequest mail;
    mail.set_kind(v1::NOTIFICATION_KIND_PARCELS);
    mail.set_by_mail(true);
    ASSERT_TRUE(run(service().ChooseMail(me, mail)));
    std::string text;
    for (const auto& each : run(settings_service().GetSettings(me, {})).value().channels())
        text += std::string(each.in_box() ? "b" : "-") + (each.by_mail() ? "m" : "-") + " ";
    EXPECT_EQ(text, "bm -m b- -- ");
}

TEST_F(Notifications, LeaveTheirReaderInPeaceAtTimes) {
    auto me = as_user();
    EXPECT_FALSE(run(settings_service().GetSettings(me, {})).value().has_quiet_hours());
    v1::SetQuietHoursRequest set;
    set.mutable_quiet_hours()->set_from_minute(1320);
    set.mutable_quiet_hours()->set_to_minute(480);
    set.mutable_quiet_hours()->set_utc_offset_minutes(480);
    ASSERT_TRUE(run(settings_service().SetQuietHours(me, set)));
    const auto kept = run(settings_service().GetSettings(me, {})).value().quiet_hours();
    EXPECT_EQ(kept.from_minute(), 1320U);
    EXPECT_EQ(kept.to_minute(), 480U);
    EXPECT_EQ(kept.utc_offset_minutes(), 480);
    ASSERT_TRUE(run(settings_service().SetQuietHours(me, {})));
    EXPECT_FALSE(run(settings_service().GetSettings(me, {})).value().has_quiet_hours());
    ASSERT_TRUE(run(settings_service().SetQuietHours(me, set)));
    user::v1::UserDeleted gone;
    gone.set_user_id(kBuyer);
    take(gone);
    ASSERT_TRUE(run(settings_service().SetQuietHours(me, set)));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM quiet_hours"), "0");
}

TEST_F(Notifications, AreKeptForATime) {
    take(paid("A1"));
    clock.advance(std::chrono::hours(48));
    take(paid("A2"));
    EXPECT_EQ(run(boxes().delete_older(context, clock.now() - std::chrono::hours(24), 1)).value(), 1);
    EXPECT_EQ(run(boxes().delete_older(context, clock.now() - std::chrono::hours(24), 1)).value(), 1);
    EXPECT_EQ(run(boxes().delete_older(context, clock.now() - std::chrono::hours(24), 10)).value(), 0);
    EXPECT_EQ(types(list(as_user())), "ORDER_PAID A2; ");
}

}  // namespace
}  // namespace ecommerce::notification
