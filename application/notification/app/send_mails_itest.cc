// SPDX-License-Identifier: Apache-2.0
// From the event to the mail: what is sent, to whom, once, and what becomes of what cannot be sent; with the key-value
// store and without.
#include "application/notification/app/send_mails.h"

#include <map>

#include "application/notification/notification_fixture.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/redis_fixture.h"
#include "framework/testing/servers.h"

#include "order/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::notification {
namespace {

using namespace std::chrono_literals;

class RecordingSender final : public mail::Sender {
public:
    Task<Result<mail::Receipt>> send(CallContext&, const mail::Message& message) override {
        ++tried;
        if (down) co_return fail(reason::unavailable("It is down."));
        if (refuses.contains(message.to)) co_return mail::Receipt{.accepted = false, .code = 550};
        sent.push_back(message);
        co_return mail::Receipt{.accepted = true, .code = 250};
    }

    std::vector<mail::Message> sent;
    std::set<std::string> refuses;
    bool down = false;
    int tried = 0;
};

enum class Store : std::uint8_t { up, down };

class SendMailsTest : public NotificationFixture, public ::testing::WithParamInterface<Store> {
protected:
    void SetUp() override {
        NotificationFixture::SetUp();
        const auto& servers = testing::server_addresses();
        const bool up = GetParam() == Store::up;
        store_ = std::make_unique<redis::Client>(
            loops(), redis::ClientOptions{.address = up ? servers.redis_address
                                                        : "127.0.0.1:" + std::to_string(testing::free_port()),
                                          .password = servers.redis_password,
                                          .command_timeout = 5s});
        if (up) ASSERT_TRUE(run(testing::wait_until_connected(*store_)));
        reader.set_wanted(true);
        reader.set_user_id(kBuyer);
        reader.set_email("li.lei@example.com");
        reader.set_email_confirmed(true);
        reader.set_language(user::v1::LANGUAGE_EN);
        channel_.on<user::v1::AddressMailRequest, user::v1::AddressMailResponse>(
            "AddressMail",
            [this](const user::v1::AddressMailRequest& request) -> Result<user::v1::AddressMailResponse> {
                asked.push_back(request);
                if (users_are_away) return fail(reason::unavailable("Away."));
                auto answer = reader;
                if (!request.link_id().empty() && !request.to_present_address()) answer.set_token("t.m");
                return answer;
            });
    }

    void TearDown() override {
        if (GetParam() == Store::up) {
            EXPECT_EQ(run(store_->command(context, {"XLEN", key()})).value().integer, 0);
            EXPECT_TRUE(run(store_->del(context, key())));
        }
        store_.reset();
        NotificationFixture::TearDown();
    }
    std::string key() const { return "queue:" + temporary().name(); }
    MailQueue queue(std::string consumer = "one") {
        return {{.mails = mails(), .store = *store_, .clock = clock, .meters = {}},
                {.name = temporary().name(), .consumer = std::move(consumer), .lease = 1h}};
    }
    redis::Client& store() { return *store_; }

    int send() {
        auto from = queue();
        const SendMails send({.mails = mails(),
                              .queue = from,
                              .settings = settings(),
                              .sender = sender,
                              .users = users_,
                              .words = words(),
                              .clock = clock,
                              .meters = {}},
                             {.from = "shop@example.com", .links = "http://shop.test", .attempts_max = 3});
        return run(send(context)).value();
    }
    void paid(std::int64_t user_id = kBuyer, const std::string& number = "20260131-1") {
        order::v1::OrderPaid event;
        event.set_order_no(number);
        event.set_user_id(user_id);
        event.set_shop_id(kShop);
        event.mutable_total()->set_minor_units(12'900);
        event.mutable_total()->set_currency_code("CNY");
        take(event);
    }
    void link_made(user::v1::LinkPurpose purpose, std::int64_t user_id = kBuyer) {
        user::v1::LinkMade event;
        event.set_user_id(user_id);
        event.set_link_id("link-1");
        event.set_purpose(purpose);
        take(event);
    }
    std::string waiting() { return temporary().value("SELECT COUNT(*) FROM mails WHERE died_at IS NULL"); }
    std::string dead() { return temporary().value("SELECT COUNT(*) FROM mails WHERE died_at IS NOT NULL"); }

    user::v1::AddressMailResponse reader;
    std::vector<user::v1::AddressMailRequest> asked;
    bool users_are_away = false;
    RecordingSender sender;

private:
    testing::FakeChannel channel_;
    user::v1::EmailServiceClient users_{channel_};
    std::unique_ptr<redis::Client> store_;
};

INSTANTIATE_TEST_SUITE_P(Stores, SendMailsTest, ::testing::Values(Store::up, Store::down),
                         [](const auto& parameter) {
                             return parameter.param == Store::up ? "QueueUp" : "QueueDown";
                         });

TEST_P(SendMailsTest, NewsGoOutOnceAndLeaveNothingBehind) {
    paid();
    EXPECT_EQ(waiting(), "1");  // the shop reads its own in its box alone
    EXPECT_EQ(send(), 1);
    ASSERT_EQ(sender.sent.size(), 1U);
    const auto& mail = sender.sent.front();
    EXPECT_EQ(mail.to, "li.lei@example.com");
    EXPECT_EQ(mail.subject, "Payment received");
    EXPECT_TRUE(mail.text.contains("http://shop.test/orders/20260131-1"));
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM mails"), "0");
}

TEST_P(SendMailsTest, ALinkGoesToWhereItIsForAndNowhereElse) {
    link_made(user::v1::LINK_PURPOSE_RESET_PASSWORD);
    reader.set_email_confirmed(false);
    EXPECT_EQ(send(), 1);
    ASSERT_EQ(sender.sent.size(), 1U);
    EXPECT_TRUE(sender.sent.front().text.contains("http://shop.test/reset-password#t.m"));
    EXPECT_EQ(asked.back().link_id(), "link-1");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM notifications"), "0");
}

TEST_P(SendMailsTest, AChangeOfAddressTellsBoth) {
    link_made(user::v1::LINK_PURPOSE_CHANGE_EMAIL);
    EXPECT_EQ(send(), 2);
    ASSERT_EQ(sender.sent.size(), 2U);
    EXPECT_TRUE(sender.sent[0].text.contains("/confirm-email#t.m"));
    EXPECT_FALSE(sender.sent[1].text.contains("t.m"));
    EXPECT_FALSE(asked[0].to_present_address());
    EXPECT_TRUE(asked[1].to_present_address());
    EXPECT_EQ(temporary().value("SELECT type FROM notifications"), "EMAIL_CHANGE_ASKED");
    user::v1::EmailChanged changed;
    changed.set_user_id(kBuyer);
    changed.set_link_id("link-1");
    take(changed);
    EXPECT_EQ(send(), 1);
    EXPECT_TRUE(asked.back().to_present_address());
}

TEST_P(SendMailsTest, WhatCanWaitWaitsForTheEndOfQuietHours) {
    const auto minute =
        std::int32_t(std::chrono::floor<std::chrono::minutes>(clock.now().time_since_epoch()).count() % 1440);
    ASSERT_TRUE(run(settings().set_quiet_hours(
        context, kBuyer,
        QuietHours{.from_minute = (minute + 1430) % 1440, .to_minute = (minute + 60) % 1440})));
    order::v1::OrderShipped shipped;
    shipped.set_order_no("20260131-1");
    shipped.set_user_id(kBuyer);
    take(shipped);
    paid();
    user::v1::PasswordChanged changed;
    changed.set_user_id(kBuyer);
    take(changed);
    EXPECT_EQ(send(), 3);
    ASSERT_EQ(sender.sent.size(), 2U) << "money and passwords do not wait";
    EXPECT_EQ(sender.sent[0].subject, "Payment received");
    EXPECT_EQ(temporary().value("SELECT attempts FROM mails"), "0");
    EXPECT_EQ(send(), 0);
    clock.advance(61min);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.back().subject, "Parcel on its way");
}

TEST_P(SendMailsTest, WhatNobodyWantsIsDropped) {
    reader.set_email_confirmed(false);
    paid();
    EXPECT_EQ(send(), 1);
    reader.set_email_confirmed(true);
    v1::ChooseMailRequest choose;
    choose.set_kind(v1::NOTIFICATION_KIND_TRANSACTION);
    auto me = as_user();
    EXPECT_TRUE(run(service().ChooseMail(me, choose)));
    paid();
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.tried, 0);
    user::v1::PasswordChanged changed;  // is always told
    changed.set_user_id(kBuyer);
    take(changed);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.size(), 1U);
    reader.Clear();
    link_made(user::v1::LINK_PURPOSE_RESET_PASSWORD, -5);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(asked.back().user_id(), 0);
    EXPECT_EQ(sender.sent.size(), 1U);
    EXPECT_EQ(waiting(), "0");
}

TEST_P(SendMailsTest, AServerThatIsDownLosesNothingAndRepeatsNothing) {
    for (int i = 0; i < 15; ++i) paid(kBuyer, "20260131-" + std::to_string(i));
    sender.down = true;
    EXPECT_EQ(send(), 0);
    EXPECT_EQ(sender.tried, 1);
    EXPECT_EQ(waiting(), "15");
    EXPECT_EQ(temporary().value("SELECT SUM(attempts) FROM mails"), "1");
    sender.down = false;
    EXPECT_EQ(send(), 10);
    EXPECT_EQ(send(), 4);
    EXPECT_EQ(send(), 0);
    clock.advance(10s);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.size(), 15U);
    std::set<std::string> ids;
    for (const auto& mail : sender.sent) ids.insert(mail.id);
    EXPECT_EQ(ids.size(), 15U);
}

TEST_P(SendMailsTest, AUserServiceThatIsAwayIsWaitedFor) {
    paid();
    users_are_away = true;
    EXPECT_EQ(send(), 0);
    users_are_away = false;
    clock.advance(10s);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.size(), 1U);
}

TEST_P(SendMailsTest, WhoDiesInBetweenSendsOneMailTwiceUnderOneId) {
    paid();
    EXPECT_TRUE(run(mails().claim(context, clock.now(), clock.now() + 1min)).value());
    EXPECT_EQ(send(), 0);  // it may still be on its way
    clock.advance(1min);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.front().id.substr(0, 7), "mail-1-");
}

TEST_P(SendMailsTest, WhatKillsEveryProcessThatTriesItIsGivenUp) {
    paid();
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(run(mails().claim(context, clock.now(), clock.now() + 1min)).value());
        clock.advance(1min);
    }
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.tried, 0);
    EXPECT_EQ(dead(), "1");
}

class MailQueueTest : public SendMailsTest {
protected:
    std::optional<ClaimedMail> next(MailQueue& from) { return run(from.next(context, 1min)).value(); }
};

INSTANTIATE_TEST_SUITE_P(Stores, MailQueueTest, ::testing::Values(Store::up),
                         [](const auto&) { return "QueueUp"; });

TEST_P(MailQueueTest, WhatTheStoreLosesComesAgainFromTheRows) {
    for (int i = 0; i < 3; ++i) paid(kBuyer, "20260131-" + std::to_string(i));
    auto one = queue();
    EXPECT_TRUE(run(one.fill(context)));
    EXPECT_EQ(run(store().command(context, {"XLEN", key()})).value().integer, 3);
    const auto first = next(one);
    ASSERT_TRUE(first);
    EXPECT_TRUE(run(store().del(context, key())));
    EXPECT_TRUE(run(one.fill(context)));
    EXPECT_EQ(run(store().command(context, {"XLEN", key()})).value().integer, 2) << "one is being sent";
    run(one.finish(context, *first));
    EXPECT_EQ(send(), 2);
    EXPECT_EQ(sender.sent.size(), 2U);
}

TEST_P(MailQueueTest, AMailThatTheQueueGivesTwiceGoesOnce) {
    paid();
    auto one = queue(), two = queue("two");
    EXPECT_TRUE(run(one.fill(context)));
    queue::TaskQueue tasks(store(), {.name = temporary().name(), .consumer = "writer"});
    EXPECT_TRUE(run(tasks.put(context, {1, 1, 99})));
    const auto claimed = next(one);
    ASSERT_TRUE(claimed);
    EXPECT_TRUE(claimed->task);
    EXPECT_FALSE(next(two));
    run(one.finish(context, *claimed));
}

TEST_P(MailQueueTest, AMailThatIsInTheQueueIsNotPutAgainBeforeItsTime) {
    paid();
    auto one = queue();
    EXPECT_TRUE(run(one.fill(context)));
    EXPECT_TRUE(run(one.fill(context)));
    EXPECT_EQ(run(store().command(context, {"XLEN", key()})).value().integer, 1);
    clock.advance(3min);  // somebody took it and neither finishes nor claims
    EXPECT_TRUE(run(one.fill(context)));
    EXPECT_EQ(run(store().command(context, {"XLEN", key()})).value().integer, 2);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.size(), 1U);
}

TEST_P(MailQueueTest, SomeAreInTheQueueAtATime) {
    for (int i = 0; i < 450; ++i) paid(kBuyer, "20260131-" + std::to_string(i));
    auto one = queue();
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(run(one.fill(context)));
    EXPECT_EQ(run(store().command(context, {"XLEN", key()})).value().integer, 200);
    while (send() > 0) {}
    EXPECT_EQ(sender.sent.size(), 450U);
}

TEST_P(SendMailsTest, OneIsClaimedWhateverThePlannerKnowsOfTheTable) {
    temporary().execute("VACUUM ANALYZE mails");  // empty
    for (int i = 0; i < 30; ++i) paid(kBuyer, "20260131-" + std::to_string(i));
    EXPECT_TRUE(run(mails().claim(context, clock.now(), clock.now() + 1min)).value());
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM mails WHERE attempts > 0"), "1");
}

TEST_P(SendMailsTest, TheDeadAreListedAndRevived) {
    sender.refuses.insert("li.lei@example.com");
    paid();
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(dead(), "1");
    auto admin = as_user();
    auto listed = run(mail_admin().ListDeadMails(admin, {})).value();
    ASSERT_EQ(listed.mails_size(), 1);
    EXPECT_EQ(listed.mails(0).reply_code(), 550U);
    EXPECT_EQ(listed.mails(0).type(), "ORDER_PAID");
    sender.refuses.clear();
    v1::ReplayDeadMailRequest replay;
    replay.set_id(listed.mails(0).id());
    EXPECT_TRUE(run(mail_admin().ReplayDeadMail(admin, replay)));
    EXPECT_EQ(run(mail_admin().ReplayDeadMail(admin, replay)).error().reason(), reason::kNotFound);
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.sent.size(), 1U);
    paid();
    sender.down = true;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(send(), 0);
        clock.advance(1h);
    }
    EXPECT_EQ(dead(), "1");
    EXPECT_EQ(run(mails().delete_dead(context, clock.now(), 10)).value(), 1);
}

TEST_P(SendMailsTest, AnAddressThatNoHeaderCanHoldIsRefused) {
    reader.set_email("a@b\r\nBcc: c@d");
    paid();
    EXPECT_EQ(send(), 1);
    EXPECT_EQ(sender.tried, 0);
    EXPECT_EQ(dead(), "1");
}

TEST_P(SendMailsTest, NothingIsLeftOfAClosedAccount) {
    auto me = as_user();
    v1::ChooseMailRequest choose;
    choose.set_kind(v1::NOTIFICATION_KIND_PROMOTION);
    choose.set_by_mail(true);
    EXPECT_TRUE(run(service().ChooseMail(me, choose)));
    paid();
    user::v1::UserDeleted event;
    event.set_user_id(kBuyer);
    event.set_shop_id(kShop);
    take(event);
    paid();
    EXPECT_TRUE(run(service().ChooseMail(me, choose)));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM mails"), "0");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM mail_choices"), "0");
}

TEST_P(SendMailsTest, ChoicesAreByKindAndAsUsualAtFirst) {
    auto me = as_user();
    const auto chosen = [&] {
        std::string text;
        const auto listed = run(service().ListMailChoices(me, {})).value();
        EXPECT_TRUE(listed.sends_mails());
        for (const auto& choice : listed.choices()) text += choice.by_mail() ? '1' : '0';
        return text;
    };
    EXPECT_EQ(chosen(), "1101");
    v1::ChooseMailRequest choose;
    choose.set_kind(v1::NOTIFICATION_KIND_PARCELS);
    EXPECT_TRUE(run(service().ChooseMail(me, choose)));
    choose.set_kind(v1::NOTIFICATION_KIND_PROMOTION);
    choose.set_by_mail(true);
    EXPECT_TRUE(run(service().ChooseMail(me, choose)));
    EXPECT_EQ(chosen(), "1011");
}

}  // namespace
}  // namespace ecommerce::notification
