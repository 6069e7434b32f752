// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/watch_notifications.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "application/notification/notification_fixture.h"
#include "framework/call/reasons.h"

#include "auth/v1/events.pb.h"
#include "notification/v1/error_reason.rpc.h"
#include "order/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::notification {
namespace {

using namespace std::chrono_literals;
using News = v1::WatchNotificationsResponse;

// A page that listens, on a thread of its own.
class Page final : public rpc::MessageSink {
public:
    Page(runtime::Loops& loops, NotificationService& service, CallContext call, std::string last_event = "")
        : thread_([this, &loops, &service, call = std::move(call), last_event = std::move(last_event)] {
              ended_ = testing::run(loops, listen(service, call, last_event), 1);
          }) {}
    ~Page() override { leave(); }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    Task<Result<void>> write(const google::protobuf::Message& message) override {
        std::unique_lock lock(mutex_);
        told_.push_back(static_cast<const News&>(message));
        changed_.notify_all();
        co_return Result<void>();
    }
    bool closed() const override { return left_; }

    // The next event.
    News next() {
        std::unique_lock lock(mutex_);
        const auto here = [&] { return told_.size() > seen_; };
        if (!changed_.wait_for(lock, 30s, here)) {
            ADD_FAILURE() << "nothing was told";
            return {};
        }
        return told_[seen_++];
    }
    // How it ended, of itself.
    std::string end() {
        if (thread_.joinable()) thread_.join();
        return ended_ ? "" : ended_.error().reason();
    }
    void leave() {
        left_ = true;
        end();
    }

private:
    Task<Result<void>> listen(NotificationService& service, CallContext call, std::string last_event) {
        v1::WatchNotificationsRequest request;
        request.set_last_event_id(last_event);
        rpc::Writer<News> out(*this);
        co_return co_await service.WatchNotifications(call, request, out);
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<News> told_;
    std::size_t seen_ = 0;
    std::atomic<bool> left_ = false;
    Result<void> ended_;
    std::thread thread_;
};

class Watching : public NotificationFixture {
protected:
    static CallContext as_session(const std::string& session, std::int64_t user_id = kBuyer) {
        auto call = as_user(user_id);
        call.principal.session_id = session;
        call.deadline = deadline_in(5min);
        return call;
    }
    std::unique_ptr<Page> open(const std::string& session, const std::string& last_event = "") {
        return std::make_unique<Page>(loops(), service(), as_session(session), last_event);
    }
    void buy(const std::string& number) {
        order::v1::OrderPaid event;
        event.set_order_no(number);
        event.set_user_id(kBuyer);
        event.set_shop_id(kShop);
        event.mutable_total()->set_currency_code("CNY");
        take(event);
    }
    void look() { EXPECT_TRUE(run(feed().look(context))); }
    static std::string words(const News& news) {
        std::string text = news.reload() ? "reload " : "";
        for (const auto& box : news.boxes()) {
            text += box.box() == v1::BOX_SHOP ? "shop:" : "account:";
            for (const auto& each : box.notifications()) text += each.subject() + ",";
            int unread = 0;
            for (const auto& each : box.counts()) unread += int(each.count());
            text += std::to_string(unread) + " ";
        }
        for (const auto& number : news.order_nos()) text += "order:" + number + " ";
        return text;
    }
};

TEST_F(Watching, TellsWhatComesWithWhatWaits) {
    buy("A1");
    const auto page = open("s1");
    EXPECT_EQ(words(page->next()), "account:1 ") << "at once, without what came before";
    buy("A2");
    look();
    auto told = words(page->next());
    // What came just before the stream may be told once more.
    if (told.starts_with("account:A1")) told = words(page->next());
    EXPECT_TRUE(told.starts_with("account:A2,")) << told;
    EXPECT_TRUE(told.ends_with(":A2 ")) << told;
}

TEST_F(Watching, TellsTheOtherDeviceWhatWasRead) {
    const auto page = open("s1");
    (void)page->next();
    buy("A1");
    look();
    const auto came = page->next();
    v1::MarkNotificationsReadRequest request;
    request.add_ids(came.boxes(0).notifications(0).id());
    auto call = as_user();
    ASSERT_TRUE(run(service().MarkNotificationsRead(call, request)));
    look();
    EXPECT_EQ(words(page->next()), "account:0 ");
    v1::DeleteNotificationRequest gone;
    gone.set_id(request.ids(0));
    ASSERT_TRUE(run(service().DeleteNotification(call, gone)));
    look();
    EXPECT_EQ(words(page->next()), "account:0 ");
}

TEST_F(Watching, TellsAShopInItsBox) {
    auto seller = as_seller();
    seller.deadline = deadline_in(5min);
    Page page(loops(), service(), seller);
    EXPECT_EQ(words(page.next()), "account:0 shop:0 ");
    buy("A1");
    look();
    EXPECT_EQ(words(page.next()), "shop:A1,1 order:A1 ");
}

TEST_F(Watching, HearsWhatAnotherProcessWrote) {
    NotificationParts other(database(), loops(), sessions(), clock, NotificationPlan{});
    Page page(loops(), other.service, as_session("s1"));
    (void)page.next();
    buy("A1");
    EXPECT_TRUE(run(other.feed.look(context)));
    EXPECT_EQ(words(page.next()), "account:A1,1 order:A1 ");
}

TEST_F(Watching, HearsWhatCommitsBehindLaterChanges) {
    const auto page = open("s1");
    (void)page->next();
    // Its number is taken before those of the others, and it commits after them.
    const auto late = temporary().value("SELECT NEXTVAL('live_changes_id_seq')");
    buy("A1");
    look();
    EXPECT_EQ(words(page->next()), "account:A1,1 order:A1 ");
    temporary().execute("INSERT INTO live_changes VALUES (" + late +
                        ", 'ORDER', 'ACCOUNT', 7, 0, 'A0', '2026-01-01')");
    look();
    EXPECT_EQ(words(page->next()), "order:A0 ");
}

TEST_F(Watching, GoesOnAfterTheLastEvent) {
    std::string last;
    {
        const auto page = open("s1");
        last = page->next().event_id();
    }
    clock.advance(1min);
    buy("A1");
    EXPECT_EQ(words(open("s1", last)->next()), "account:A1,1 order:A1 ");
    clock.advance(WatchNotifications::kKept);
    EXPECT_EQ(words(open("s1", last)->next()), "reload account:1 ") << "too long ago";
    EXPECT_EQ(words(open("s1", "nonsense")->next()), "reload account:1 ");
    EXPECT_EQ(words(open("s1", "99999999999999")->next()), "reload account:1 ") << "a time to come";
}

TEST_F(Watching, SaysThatThereWasTooMuchToTell) {
    const auto page = open("s1");
    const auto last = page->next().event_id();
    for (int i = 0; i <= int(LiveFeed::kHeardMost); ++i) buy("A" + std::to_string(i));
    look();
    EXPECT_TRUE(page->next().reload());
    EXPECT_TRUE(open("s2", last)->next().reload());
}

TEST_F(Watching, EndsWithItsSession) {
    const auto page = open("s1");
    (void)page->next();
    const auto other = open("s2");
    (void)other->next();
    auth::v1::SessionRevoked event;
    event.set_user_id(kBuyer);
    event.set_session_id("s1");
    take(event);
    look();
    EXPECT_EQ(page->end(), reason::kSessionEnded);
    buy("A1");
    look();
    EXPECT_TRUE(words(other->next()).starts_with("account:A1,1")) << "another device listens on";
}

TEST_F(Watching, EndsWhenItsSessionWasOverBefore) {
    session_lives = false;
    EXPECT_EQ(open("s1")->end(), reason::kSessionEnded);
}

TEST_F(Watching, HasOneStreamADevice) {
    const auto first = open("s1");
    (void)first->next();
    const auto second = open("s1");
    (void)second->next();
    EXPECT_EQ(first->end(), v1::reason::kStreamReplaced);
    buy("A1");
    look();
    EXPECT_TRUE(words(second->next()).starts_with("account:A1,1"));
}

TEST_F(Watching, IsBoundedForAnAccountAndInAll) {
    const auto one = open("s1");
    const auto two = open("s2");
    (void)one->next();
    (void)two->next();
    EXPECT_EQ(open("s3")->end(), v1::reason::kTooManyStreams);
    Page other(loops(), service(), as_session("s4", 8));
    (void)other.next();
    Page more(loops(), service(), as_session("s5", 9));
    EXPECT_EQ(more.end(), v1::reason::kTooManyStreams);
    one->leave();
    (void)open("s6")->next();
}

TEST_F(Watching, IsToldOfNothingAfterItsBoxClosed) {
    buy("A1");
    user::v1::UserDeleted event;
    event.set_user_id(kBuyer);
    take(event);
    buy("A2");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM live_changes WHERE owner_id = 7 AND box = 'ACCOUNT'"),
              "0");
}

}  // namespace
}  // namespace ecommerce::notification
