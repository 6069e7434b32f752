// SPDX-License-Identifier: Apache-2.0
#include <future>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include "framework/events/event.h"
#include "framework/events/payload_json.h"
#include "framework/events/relay_bell.h"
#include "framework/events/retry_policy.h"
#include "framework/events/subscribers.h"
#include "framework/events/subscriptions.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using Text = google::protobuf::StringValue;

constexpr Timestamp kNow{std::chrono::microseconds(1'790'000'000'123'456)};

TEST(EventId, IsAUuidThatSortsByTime) {
    std::set<std::string> ids;
    for (int i = 0; i < 1'000; ++i) {
        const auto id = new_event_id(kNow);
        EXPECT_TRUE(is_event_id(id)) << id;
        EXPECT_EQ(id[14], '7');
        EXPECT_THAT("89ab", ::testing::HasSubstr(std::string(1, id[19])));
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 1'000);
    EXPECT_LT(*ids.rbegin(), new_event_id(kNow + 1ms));
}

TEST(EventId, RefusesOtherTexts) {
    for (const char* text :
         {"", "9f0e1d2c", "9f0e1d2c-0000-4000-8000-0123456789ag", "9f0e1d2c00000-4000-8000-0123456789ab",
          "9f0e1d2c-0000-4000-8000-0123456789ab0", "{f0e1d2c-0000-4000-8000-0123456789a}"}) {
        EXPECT_FALSE(is_event_id(text)) << text;
    }
    EXPECT_TRUE(is_event_id("9F0E1D2C-0000-4000-8000-0123456789ab"));
}

TEST(RetryPolicy, DoublesTheDelayUpToItsLimit) {
    const RetryPolicy policy;
    EXPECT_EQ(policy.delay(1, true, 0), 250ms);
    EXPECT_EQ(policy.delay(2, true, 0), 500ms);
    EXPECT_EQ(policy.delay(5, true, 0), 4s);
    EXPECT_EQ(policy.delay(1'000'000, true, 0), 150s);
    EXPECT_EQ(policy.delay(1'000'000, false, 0), 15s);
    EXPECT_LE(policy.delay(20, true, 0.999), 300s);
    EXPECT_GT(policy.delay(20, true, 0.999), 299s);
}

TEST(RetryPolicy, CountsFailuresOfTheEventAtOnceAndOutagesAfterADay) {
    const RetryPolicy policy;
    const Error refused(Code::precondition, "NO", "");
    const Error down(Code::unavailable, "DOWN", "");
    EXPECT_TRUE(policy.counts(refused, kNow, kNow));
    EXPECT_FALSE(policy.counts(down, kNow, kNow));
    EXPECT_FALSE(policy.counts(down, kNow, kNow + 24h - 1us));
    EXPECT_TRUE(policy.counts(down, kNow, kNow + 24h));
}

TEST(Subscriptions, FindsTheHandlerOfAType) {
    Subscriptions subscriptions;
    subscriptions.on_outside<Text>(
        [](CallContext&, const Text&) -> Task<Result<void>> { co_return Result<void>(); });
    const auto* entry = subscriptions.find("google.protobuf.StringValue");
    ASSERT_TRUE(entry);
    EXPECT_TRUE(entry->handle_outside);
    EXPECT_FALSE(entry->handle);
    EXPECT_FALSE(subscriptions.find("google.protobuf.BoolValue"));
    EXPECT_THAT(subscriptions.types(), ElementsAre("google.protobuf.StringValue"));
}

TEST(Subscriptions, RefusesASecondHandlerOfAType) {
    Subscriptions subscriptions;
    const auto handler = [](CallContext&, const Text&) -> Task<Result<void>> { co_return Result<void>(); };
    subscriptions.on_outside<Text>(handler);
    EXPECT_THROW(subscriptions.on_outside<Text>(handler), std::logic_error);
}

TEST(SubscriberTable, KnowsWhoTakesWhat) {
    SubscriberTable table;
    table.add("a", "order");
    table.add("a", "cart");
    table.add("a", "order");
    table.add("b", "order");
    EXPECT_THAT(table.of("a"), ElementsAre("order", "cart"));
    EXPECT_TRUE(table.of("c").empty());
    EXPECT_THAT(table.services(), ElementsAre("cart", "order"));
}

TEST(PayloadJson, ShowsKnownTypesAndCutsBetweenCharacters) {
    Text text;
    text.set_value("Zoë");
    const auto payload = text.SerializeAsString();
    EXPECT_EQ(payload_json("google.protobuf.StringValue", payload, 100), "\"Zoë\"");
    EXPECT_EQ(payload_json("google.protobuf.StringValue", payload, 4), "\"Zo");
    EXPECT_EQ(payload_json("google.protobuf.StringValue", "\xff", 100), "");
    EXPECT_EQ(payload_json("ecommerce.unknown.v1.Event", payload, 100), "");
}

TEST(RelayBell, TellsTheEarliestOfManyRings) {
    runtime::Loops loops(1);
    RelayBell bell(loops[0]);
    std::promise<Timestamp> heard;
    Timestamp earliest = Timestamp::max();
    {
        std::vector<std::jthread> ringers;
        for (int i = 0; i < 4; ++i) {
            ringers.emplace_back([&bell, i] {
                for (int n = 100; n > 0; --n) {
                    bell.ring("a", kNow + std::chrono::microseconds(n * 10 + i), RelayBell::Wait::until_due);
                }
            });
        }
    }
    loops[0].post([&] {
        bell.listen(30s, [&](RelayBell::News news) {
            if (!news.due.contains("a") || earliest == kNow + 10us) return;
            earliest = std::min(earliest, news.due.at("a"));
            if (earliest == kNow + 10us) heard.set_value(earliest);
        });
    });
    EXPECT_EQ(heard.get_future().get(), kNow + 10us);
    std::promise<void> silent;
    loops[0].post([&] {
        bell.deafen();
        silent.set_value();
    });
    silent.get_future().get();
}

class Places : public ::testing::Test {
protected:
    template <typename Work>
    void on_loop(Work work) {
        std::promise<void> done;
        loops[0].post([&] {
            work();
            done.set_value();
        });
        done.get_future().get();
    }

    runtime::Loops loops{1};
    RelayBell bell{loops[0]};
};

TEST_F(Places, AreGivenOnceTheOutboxHasBeenLookedAt) {
    EXPECT_FALSE(bell.take_place("a"));
    bell.open();
    EXPECT_TRUE(bell.take_place("a"));
    bell.close();
    EXPECT_FALSE(bell.take_place("a"));
}

TEST_F(Places, AreBoundedInEachLane) {
    bell.open();
    std::vector<RelayBell::Place> places;
    for (std::size_t i = 0; i < RelayBell::kPlaces; ++i) places.push_back(bell.take_place("a"));
    EXPECT_TRUE(places.back());
    EXPECT_FALSE(bell.take_place("a"));
    EXPECT_TRUE(bell.take_place("b"));
    places.pop_back();
    EXPECT_TRUE(bell.take_place("a"));
}

TEST_F(Places, AreNotGivenWhileSomethingOfTheTypeWaitsInTheOutbox) {
    bell.open();
    bell.ring("later", kNow, RelayBell::Wait::until_due);
    EXPECT_TRUE(bell.take_place("later"));
    bell.ring("a", kNow, RelayBell::Wait::none);
    EXPECT_FALSE(bell.take_place("a"));
    // A look that began before the relay heard of it does not count.
    bell.catch_up("a");
    EXPECT_FALSE(bell.take_place("a"));
    on_loop([&] { bell.listen(30s, [](const RelayBell::News&) {}); });
    bell.catch_up("a");
    EXPECT_TRUE(bell.take_place("a"));
    on_loop([&] { bell.deafen(); });
}

TEST_F(Places, AreOwedUntilTheirEventsAreHandedOverOrNotCommitted) {
    bell.open();
    auto committed = bell.take_place("a");
    {
        const auto rolled_back = bell.take_place("a");
        bell.close();
        EXPECT_TRUE(bell.is_owed());
    }
    bell.hand_over(std::move(committed), {});
    EXPECT_FALSE(bell.is_owed());
    on_loop([&] { EXPECT_EQ(bell.deafen().handed.size(), 1); });
}

}  // namespace
}  // namespace ecommerce::events
