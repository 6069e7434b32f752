// SPDX-License-Identifier: Apache-2.0
#include "framework/events/inbox.h"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/events/events_fixture.h"
#include "framework/events/housekeeping.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr auto kId = "01935e2d-0000-7000-8000-0123456789ab";

class InboxTest : public EventsFixture {
protected:
    std::string inbox_count() { return value("SELECT count(*) FROM inbox"); }

    // An event that "order" refuses for good.
    void kill_event(const std::string& text) {
        order->after_effect = [](const std::string&) -> Result<void> {
            return fail(Code::invalid, "BROKEN", "It is broken.");
        };
        relay_options.retry.max_failures = 1;
        if (nodes.empty()) {
            add_node();
            start();
        }
        const auto dead = log.count("died order BROKEN");
        publish_text(text, {.key = "k"});
        log.wait_for("died order BROKEN", dead + 1);
    }
    v1::ListDeadLettersResponse list(std::uint32_t size = 0, const std::string& token = "") {
        v1::ListDeadLettersRequest request;
        request.set_service("order");
        request.set_page_size(size);
        request.set_page_token(token);
        auto response = run(order->ListDeadLetters(context, request));
        EXPECT_TRUE(response) << response.error().message();
        return response.value_or(v1::ListDeadLettersResponse());
    }
};

TEST_F(InboxTest, TakesADuplicateOnceAndSaysItIsTaken) {
    ASSERT_TRUE(deliver(*cart, kId, "hello"));
    ASSERT_TRUE(deliver(*cart, kId, "hello"));
    EXPECT_EQ(effects_of("cart"), "1");
    EXPECT_EQ(cart->metrics().taken, 1);
    EXPECT_EQ(cart->metrics().duplicates, 1);
}

TEST_F(InboxTest, TakesOneOfManyDuplicatesAtTheSameTime) {
    std::atomic<int> left = 16;
    for (std::size_t i = 0; i < 16; ++i) {
        auto call = [](TestSubscriber& to, std::atomic<int>& count, Log& done) -> Task<void> {
            Text event;
            event.set_value("hello");
            v1::DeliverRequest request;
            request.set_event_id(kId);
            request.set_type(Text::descriptor()->full_name());
            request.set_subscriber("cart");
            event.SerializeToString(request.mutable_payload());
            auto own = testing::context_with();
            auto reply = co_await to.Deliver(own, request);
            EXPECT_TRUE(reply) << reply.error().message();
            if (--count == 0) done.add("all");
        };
        runtime::spawn(loops()[i % 2], call(*cart, left, log));
    }
    log.wait_for("all");
    EXPECT_EQ(effects_of("cart"), "1");
    EXPECT_EQ(cart->metrics().taken, 1);
    EXPECT_EQ(cart->metrics().duplicates, 15);
}

TEST_F(InboxTest, KnowsSubscribersOfOneSchemaApart) {
    ASSERT_TRUE(deliver(*cart, kId, "hello"));
    ASSERT_TRUE(deliver(*order, kId, "hello"));
    EXPECT_EQ(value("SELECT count(*) FROM effects"), "2");
}

TEST_F(InboxTest, ForgetsARefusedEventTogetherWithItsEffect) {
    cart->after_effect = [](const std::string&) -> Result<void> {
        return fail(Code::conflict, "NOT_NOW", "Not now.");
    };
    const auto refused = deliver(*cart, kId, "hello");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason(), "NOT_NOW");
    EXPECT_EQ(effects_of("cart"), "0");
    EXPECT_EQ(inbox_count(), "0");

    cart->after_effect = nullptr;
    ASSERT_TRUE(deliver(*cart, kId, "hello"));
    EXPECT_EQ(effects_of("cart"), "1");
}

TEST_F(InboxTest, RunsOutsideHandlersWithoutARecord) {
    add_node();
    start();
    Number number;
    number.set_value(42);
    publish(number);
    log.wait_for("order has it");
    stop();
    EXPECT_EQ(log.count("order called out for 42"), 1);
    EXPECT_EQ(inbox_count(), "0");
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(InboxTest, RefusesWhatItCannotRead) {
    v1::DeliverRequest request;
    request.set_event_id("not a uuid");
    request.set_type(Text::descriptor()->full_name());
    request.set_subscriber("cart");
    auto reply = run(cart->Deliver(context, request));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code(), Code::invalid);

    request.set_event_id(kId);
    request.set_payload("\xff\xff");
    reply = run(cart->Deliver(context, request));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code(), Code::invalid);

    request.set_type("ecommerce.unknown.v1.Event");
    reply = run(cart->Deliver(context, request));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().reason(), "NOT_SUBSCRIBED");
    EXPECT_EQ(inbox_count(), "0");
}

class BatchTest : public InboxTest {
protected:
    static std::string id(int number) {
        return "01935e2d-0000-7000-8000-0123456789" + std::to_string(number);
    }
    template <typename Event, typename Value>
    void add(int number, Value value) {
        Event event;
        event.set_value(value);
        auto& each = *batch.add_events();
        each.set_event_id(id(number));
        each.set_type(Event::descriptor()->full_name());
        each.set_subscriber("cart");
        event.SerializeToString(each.mutable_payload());
    }
    std::vector<std::string> deliver_batch() {
        auto reply = run(cart->DeliverBatch(context, batch));
        EXPECT_TRUE(reply) << reply.error().message();
        return reply ? std::vector<std::string>(reply->taken().begin(), reply->taken().end())
                     : std::vector<std::string>();
    }

    v1::DeliverBatchRequest batch;
};

TEST_F(BatchTest, IsTakenInOneTransaction) {
    for (int i = 10; i < 14; ++i) add<Text>(i, "text " + std::to_string(i));
    EXPECT_THAT(deliver_batch(), ElementsAre(id(10), id(11), id(12), id(13)));
    EXPECT_EQ(value("SELECT count(*) || ' ' || count(DISTINCT xmin::text) FROM effects"), "4 1");
    EXPECT_EQ(inbox_count(), "4");
    EXPECT_EQ(cart->metrics().taken, 4);
}

TEST_F(BatchTest, HasNoSecondEffectOfWhatWasTakenBefore) {
    ASSERT_TRUE(deliver(*cart, id(11), "before"));
    for (int i = 10; i < 13; ++i) add<Text>(i, "text");
    EXPECT_THAT(deliver_batch(), SizeIs(3));
    EXPECT_THAT(deliver_batch(), SizeIs(3));
    EXPECT_EQ(value("SELECT string_agg(event, ' ' ORDER BY id) FROM effects"), "before text text");
    EXPECT_EQ(cart->metrics().taken, 3);
    EXPECT_EQ(cart->metrics().duplicates, 4);
}

TEST_F(BatchTest, HasNoSecondEffectOfAnEventThatItNamesTwice) {
    add<Text>(10, "text");
    add<Text>(10, "text");
    deliver_batch();
    EXPECT_EQ(effects_of("cart"), "1");
}

TEST_F(BatchTest, IsNotTakenAtAllWhereOneIsRefused) {
    cart->after_effect = [](const std::string& text) -> Result<void> {
        if (text == "bad") return fail(Code::precondition, "NO", "No.");
        return {};
    };
    add<Text>(10, "good");
    add<Text>(11, "bad");
    EXPECT_THAT(deliver_batch(), IsEmpty());
    EXPECT_EQ(effects_of("cart"), "0");
    EXPECT_EQ(inbox_count(), "0");
}

TEST_F(BatchTest, LeavesOutWhatItCannotRead) {
    add<Text>(10, "good");
    add<Text>(11, "bad");
    batch.mutable_events(1)->set_payload("\xff\xff");
    add<Text>(12, "unknown");
    batch.mutable_events(2)->set_type("ecommerce.unknown.v1.Event");
    EXPECT_THAT(deliver_batch(), ElementsAre(id(10)));
}

TEST_F(BatchTest, TellsWhichCallsOutsideWorked) {
    cart->outside = [](std::int64_t number) -> Result<void> {
        if (number == 2) return fail(Code::unavailable, "DOWN", "Down.");
        return {};
    };
    for (int i = 1; i < 4; ++i) add<Number>(10 + i, i);
    add<Text>(20, "text");
    EXPECT_THAT(deliver_batch(), UnorderedElementsAre(id(11), id(13), id(20)));
}

TEST_F(BatchTest, GivesEventsTogetherToAHandlerOfMany) {
    add<Flag>(10, true);
    add<Text>(11, "text");
    add<Flag>(12, false);
    EXPECT_THAT(deliver_batch(), SizeIs(3));
    EXPECT_EQ(log.count("cart takes 2 flags"), 1);
}

TEST_F(InboxTest, WritesNothingForARolledBackTransactionOrWithoutSubscribers) {
    OutboxPublisher publisher(table, clock, *publishers_bell, publishers_metrics);
    Text event;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        publisher.publish(tx, context, event, {});
        co_return fail(Code::precondition, "NO", "No.");
    };
    EXPECT_FALSE(run(database().transaction(context, std::move(body))));
    google::protobuf::BoolValue nobodys;
    publish(nobodys);
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(publishers_metrics.published, 0);
}

TEST_F(InboxTest, ListsDeadLettersByPageNewestFirst) {
    kill_event("one");
    kill_event("two");
    kill_event("three");
    stop();
    const auto first = list(2);
    ASSERT_EQ(first.dead_letters_size(), 2);
    const auto& newest = first.dead_letters(0);
    EXPECT_EQ(newest.payload_json(), "\"three\"");
    EXPECT_EQ(newest.subscriber(), "order");
    EXPECT_EQ(newest.key(), "k");
    EXPECT_EQ(newest.attempts(), 1);
    EXPECT_THAT(newest.last_error(), HasSubstr("BROKEN: It is broken."));
    EXPECT_EQ(newest.died_at().seconds(),
              std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count());
    const auto second = list(2, first.next_page_token());
    ASSERT_EQ(second.dead_letters_size(), 1);
    EXPECT_EQ(second.dead_letters(0).payload_json(), "\"one\"");
    EXPECT_EQ(second.next_page_token(), "");

    v1::ListDeadLettersRequest request;
    request.set_service("order");
    request.set_page_token("nonsense");
    EXPECT_EQ(run(order->ListDeadLetters(context, request)).error().reason(), "INVALID_PAGE_TOKEN");
    request.set_service("product");
    EXPECT_EQ(run(order->ListDeadLetters(context, request)).error().code(), Code::not_found);
}

TEST_F(InboxTest, ReplaysADeadLetterToTheOneWhoMissedIt) {
    kill_event("hello");
    wait_for_empty_outbox();
    order->after_effect = nullptr;
    v1::ReplayDeadLetterRequest request;
    request.set_service("order");
    request.set_id(list().dead_letters(0).id());
    ASSERT_TRUE(run(order->ReplayDeadLetter(context, request)));
    // The test's subscriber rings at a process without a relay; this one finds the event by looking.
    log.wait_for("order has it");
    stop();
    EXPECT_EQ(effects_of("order"), "1");
    EXPECT_EQ(log.count("cart is asked"), 1);
    EXPECT_EQ(list().dead_letters_size(), 0);
    EXPECT_EQ(run(order->ReplayDeadLetter(context, request)).error().code(), Code::not_found);
}

TEST_F(InboxTest, CountsWhatIsDueAndWhatDied) {
    kill_event("dead");
    stop();
    publish_text("due");
    publish_text("later", {.key = {}, .deliver_at = clock.now() + 1h});
    const auto counts = run(Outbox(database()).counts(context, clock.now()));
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->pending, 1);
    EXPECT_EQ(counts->dead, 1);
}

TEST_F(InboxTest, ForgetsTakenEventsAfterTwoWeeks) {
    const auto taken = format_rfc3339(clock.now());
    temporary().execute("INSERT INTO inbox SELECT gen_random_uuid(), 'cart', '" + taken +
                        "'::timestamptz + n * interval '1 second' FROM generate_series(1, 2500) AS n");
    const Housekeeping housekeeping(database(), clock);
    clock.advance(kInboxKept + 2'400s + 1us);
    for (const std::int64_t deleted : {1'000, 1'000, 400}) {
        const auto cleaned = run(housekeeping.forget_taken_events(context));
        ASSERT_TRUE(cleaned) << cleaned.error().message();
        EXPECT_EQ(*cleaned, deleted);
    }
    EXPECT_EQ(inbox_count(), "100");
}

}  // namespace
}  // namespace ecommerce::events
