// SPDX-License-Identifier: Apache-2.0
#include "framework/events/relay.h"

#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/events/events_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class RelayTest : public EventsFixture {
protected:
    // As a relay of another process would claim them, for half a minute.
    Result<Claim> claim_all(const Outbox& outbox) {
        const Outbox::Window look{.now = clock.now(), .due_by = clock.now(), .held = {}};
        const auto lanes = run(outbox.lanes(context, look));
        if (!lanes) return fail(lanes.error());
        return run(outbox.claim(context, look, *lanes, clock.now() + 30s));
    }
};

TEST_F(RelayTest, DeliversAnEventToEverySubscriberOnce) {
    add_node();
    start();
    publish_text("hello");
    log.wait_for("cart has it");
    log.wait_for("order has it");
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(value("SELECT string_agg(subscriber || ' ' || event, ',' ORDER BY subscriber) FROM effects"),
              "cart hello,order hello");
    EXPECT_EQ(log.count("cart is asked"), 1);
    EXPECT_EQ(nodes.front()->metrics.delivered, 2);
    EXPECT_EQ(nodes.front()->metrics.in_flight, 0);
    EXPECT_EQ(publishers_metrics.published, 1);
}

TEST_F(RelayTest, DeliversWhatWasWrittenBeforeItsStart) {
    for (int i = 0; i < 200; ++i) publish_text("event " + std::to_string(i));
    add_node();
    start();
    log.wait_for("cart has it", 200);
    log.wait_for("order has it", 200);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(effects_of("cart"), "200");
}

TEST_F(RelayTest, FindsEventsOfAnotherProcessByLooking) {
    add_node();
    start();
    publish_text("first");
    log.wait_for("cart has it");
    // Written past every bell.
    temporary().execute(
        "INSERT INTO outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at, leased_until,"
        " attempts, failures, subscribers, last_error) VALUES ('9f0e1d2c-0000-4000-8000-0123456789ab',"
        " 'google.protobuf.StringValue', '', '\\x0a0178', '', '2026-01-30', '2026-01-30', '2026-01-30', '2026-01-30',"
        " 0, 0, ARRAY['cart'], '')");
    log.wait_for("cart has it", 2);
    stop();
    EXPECT_EQ(value("SELECT event FROM effects WHERE event = 'x'"), "x");
}

TEST_F(RelayTest, HoldsADelayedEventUntilItIsDue) {
    add_node();
    start();
    publish_text("late", {.key = "k", .deliver_at = clock.now() + 30min});
    publish_text("now");
    log.wait_for("cart has it");
    log.wait_for("order has it");
    clock.advance(30min - 1us);
    nodes.front()->bell.ring_all();
    publish_text("between");
    log.wait_for("order has it", 2);
    EXPECT_EQ(value("SELECT count(*) FROM effects WHERE event = 'late'"), "0");
    clock.advance(1us);
    nodes.front()->bell.ring_all();
    log.wait_for("cart has it", 3);
    log.wait_for("order has it", 3);
    stop();
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(RelayTest, WakesByItselfWhenADelayedEventIsDue) {
    const runtime::SystemClock system;
    Metrics metrics;
    RelayBell bell(loops()[0]);
    EmbeddedEngine engine("test", find_subscriber(), 5s);
    RelayOptions patient{.poll = 1h};
    Relay relay("test", loops()[0], database(), system, engine, bell, patient, metrics, observer);
    relay.start(*cart);

    const auto due = system.now() + 300ms;
    Timestamp taken_at;
    cart->before = [&](const v1::DeliverRequest&) -> Task<Result<void>> {
        taken_at = system.now();
        co_return Result<void>();
    };
    OutboxPublisher publisher(table, system, bell, publishers_metrics);
    Text event;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        publisher.publish(tx, context, event, {.key = {}, .deliver_at = due});
        co_return Result<void>();
    };
    ASSERT_TRUE(run(database().transaction(context, std::move(body))));
    log.wait_for("cart has it");
    run(relay.stop());
    EXPECT_GE(taken_at, due);
    RecordProperty("late_us", std::to_string((taken_at - due).count()));
}

TEST_F(RelayTest, SharesAnOutboxWithOtherRelays) {
    for (int i = 0; i < 300; ++i) publish_text("event " + std::to_string(i));
    for (std::size_t i = 0; i < 4; ++i) add_node(i % 2);
    start();
    for (int i = 300; i < 400; ++i) publish_text("event " + std::to_string(i));
    log.wait_for("cart has it", 400);
    log.wait_for("order has it", 400);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(log.count("cart is asked"), 400) << "two relays delivered the same event";
    EXPECT_EQ(effects_of("cart"), "400");
    EXPECT_EQ(effects_of("order"), "400");
}

TEST_F(RelayTest, RetriesOnlyTheSubscriberThatFailed) {
    std::atomic<int> refusals = 3;
    order->after_effect = [&](const std::string&) -> Result<void> {
        if (refusals-- > 0) return fail(Code::precondition, "NOT_YET", "Not yet.");
        return {};
    };
    add_node();
    start();
    publish_text("hello");
    log.wait_for("cart has it");
    log.wait_for("retried order NOT_YET");
    advance_until("order is asked", 4);
    log.wait_for("order has it");
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(log.count("cart is asked"), 1);
    EXPECT_EQ(effects_of("order"), "1") << "a refused effect was kept";
    EXPECT_EQ(nodes.front()->metrics.retried, 3);
}

TEST_F(RelayTest, RetriesTwoFailedSubscribersByThemselves) {
    std::atomic<bool> cart_is_down = true;
    cart->before = [&](const v1::DeliverRequest&) -> Task<Result<void>> {
        if (cart_is_down) co_return fail(reason::unavailable("Down."));
        co_return Result<void>();
    };
    order->after_effect = [](const std::string&) -> Result<void> {
        return fail(Code::internal, "BROKEN", "Broken.");
    };
    add_node();
    start();
    publish_text("hello");
    log.wait_for("retried cart UNAVAILABLE");
    log.wait_for("retried order BROKEN");
    advance_until("died order BROKEN", 1, 6min);
    cart_is_down = false;
    advance_until("cart has it", 1);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(value("SELECT count(*) FROM dead_letters WHERE subscriber = 'order' AND attempts = 20"), "1");
    EXPECT_EQ(value("SELECT count(*) FROM dead_letters"), "1");
}

TEST_F(RelayTest, IsPatientForADayWithASubscriberThatIsDown) {
    relay_options.retry.max_failures = 3;
    order->before = [](const v1::DeliverRequest&) -> Task<Result<void>> {
        co_return fail(reason::deadline_exceeded("Too slow."));
    };
    add_node();
    start();
    publish_text("hello");
    log.wait_for("retried order DEADLINE_EXCEEDED");
    advance_until("retried order DEADLINE_EXCEEDED", 10, 60min);
    EXPECT_EQ(log.count("died order DEADLINE_EXCEEDED"), 0);
    clock.advance(24h);
    advance_until("died order DEADLINE_EXCEEDED", 1, 60min);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_THAT(value("SELECT last_error FROM dead_letters"), HasSubstr("DEADLINE_EXCEEDED: Too slow."));
}

TEST_F(RelayTest, SurvivesAHandlerThatThrows) {
    std::atomic<int> bugs = 1;
    cart->before = [&](const v1::DeliverRequest&) -> Task<Result<void>> {
        if (bugs-- > 0) throw std::logic_error("a bug");
        co_return Result<void>();
    };
    add_node();
    start();
    publish_text("hello");
    log.wait_for("retried cart INTERNAL");
    advance_until("cart has it", 1);
    stop();
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(RelayTest, KeepsTheOrderOfAKey) {
    for (int i = 0; i < 60; ++i) publish_text(std::to_string(i), {.key = i % 3 == 0 ? "other" : "same"});
    add_node();
    start();
    log.wait_for("order has it", 60);
    log.wait_for("cart has it", 60);
    stop();
    const auto in_order =
        "SELECT bool_and(event::int > before) FROM (SELECT event, lag(event::int, 1, -1) OVER (ORDER BY id) AS before"
        " FROM effects WHERE subscriber = 'cart' AND event::int % 3 ";
    EXPECT_EQ(value(in_order + std::string("= 0) AS one")), "t");
    EXPECT_EQ(value(in_order + std::string("<> 0) AS two")), "t");
}

TEST_F(RelayTest, KeepsTheOrderOfAKeyWhileItRuns) {
    add_node();
    start();
    for (int i = 0; i < 60; ++i) publish_text(std::to_string(i), {.key = "same"});
    log.wait_for("cart has it", 60);
    log.wait_for("order has it", 60);
    stop();
    EXPECT_EQ(value("SELECT string_agg(event, ' ' ORDER BY id) FROM effects WHERE subscriber = 'cart'"),
              value("SELECT string_agg(n::text, ' ' ORDER BY n) FROM generate_series(0, 59) AS n"));
}

TEST_F(RelayTest, DeliversAFreshEventBeforeTheBacklogOfAnotherTypeEnds) {
    constexpr std::size_t kBacklog = 3'000;
    Text text;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        OutboxPublisher publisher(table, clock, *publishers_bell, publishers_metrics);
        for (std::size_t i = 0; i < kBacklog; ++i) publisher.publish(tx, context, text, {});
        co_return Result<void>();
    };
    ASSERT_TRUE(run(database().transaction(context, std::move(body))));
    clock.advance(1s);
    Number number;
    number.set_value(1);
    publish(number);  // waits in the outbox, behind all of them
    add_node();
    start();
    log.wait_for("cart has it");
    number.set_value(2);
    publish(number);  // while the relay works
    log.wait_for("cart has it", kBacklog);
    log.wait_for("order has it", kBacklog + 2);
    stop();
    const auto lines = log.lines();
    for (const auto* fresh : {"order called out for 1", "order called out for 2"}) {
        const auto at = std::ranges::find(lines, fresh);
        EXPECT_LT(std::count(lines.begin(), at, "cart has it"), kBacklog) << fresh;
    }
}

TEST_F(RelayTest, TakesWhatItsOwnProcessPublishesWithoutLookingForIt) {
    add_node();
    start();
    publish_text("first");
    log.wait_for("order has it");
    runtime::Waiter gate;
    cart->before = [&](const v1::DeliverRequest&) -> Task<Result<void>> {
        co_await gate.wait();
        co_return Result<void>();
    };
    OutboxPublisher publisher(table, clock, nodes.front()->bell, publishers_metrics);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        Text text;
        publisher.publish(tx, context, text, {});
        tx.queue(kEffect, "test", "with it");
        co_return Result<void>();
    };
    ASSERT_TRUE(run(database().transaction(context, std::move(body))));
    log.wait_for("cart is asked", 2);
    // Its first version: no claim has changed it.
    EXPECT_EQ(
        value("SELECT leased_until > occurred_at AND attempts = 1 AND xmin = (SELECT xmin FROM effects WHERE"
              " event = 'with it') FROM outbox ORDER BY id DESC LIMIT 1"),
        "t");
    auto open = [&]() -> Task<bool> {
        gate.notify();
        co_return true;
    };
    run(open());
    log.wait_for("cart has it", 2);
    stop();
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(RelayTest, TakesOverWhatWasLeasedToARelayThatDiedAsItWasWritten) {
    RelayBell dead(loops()[0]);
    auto listen = [&]() -> Task<bool> {
        dead.listen(30s, [](const RelayBell::News&) {});
        dead.open();
        co_return true;
    };
    run(listen());
    OutboxPublisher publisher(table, clock, dead, publishers_metrics);
    Text text;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        publisher.publish(tx, context, text, {});
        co_return Result<void>();
    };
    ASSERT_TRUE(run(database().transaction(context, std::move(body))));
    add_node();
    start();
    publish_text("another");
    log.wait_for("cart has it");
    EXPECT_EQ(effects_of("cart"), "1") << "the lease was not kept";
    clock.advance(30s);
    log.wait_for("cart has it", 2);
    log.wait_for("order has it", 2);
    stop();
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(RelayTest, GivesBackWhatIsCommittedWhileItStops) {
    auto& node = add_node();
    start();
    publish_text("first");
    log.wait_for("order has it");
    OutboxPublisher publisher(table, clock, node.bell, publishers_metrics);
    runtime::Waiter published;
    auto publish_late = [&]() -> Task<bool> {
        Text text;
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            publisher.publish(tx, context, text, {});
            published.notify();
            while (node.bell.take_place(Text::descriptor()->full_name())) co_await runtime::sleep(1ms);
            co_return Result<void>();
        };
        const auto done = co_await database().transaction(context, std::move(body));
        co_return done.has_value();
    };
    auto stop_then = [&]() -> Task<bool> {
        co_await published.wait();
        co_await node.relay.stop();
        co_return true;
    };
    auto both = [&]() -> Task<void> {
        const auto [committed, stopped] = co_await runtime::both(publish_late(), stop_then());
        EXPECT_TRUE(committed);
    };
    run(both());
    nodes.clear();
    EXPECT_EQ(value("SELECT count(*) FROM outbox WHERE attempts = 0 AND leased_until <= '" +
                    format_rfc3339(clock.now()) + "'"),
              "1");
}

TEST_F(RelayTest, TakesOverFromARelayThatDiedAfterTheEffect) {
    publish_text("hello");
    const Outbox outbox(database());
    // Another process claims the event, one subscriber commits, and the process is gone.
    const auto claim = claim_all(outbox);
    ASSERT_TRUE(claim);
    ASSERT_EQ(claim->rows.size(), 1);
    ASSERT_TRUE(deliver(*cart, claim->rows[0].event.id, "hello"));

    add_node();
    start();
    publish_text("another");
    log.wait_for("order has it");
    EXPECT_EQ(value("SELECT count(*) FROM effects WHERE event = 'hello' AND subscriber = 'order'"), "0")
        << "the lease was not kept";
    clock.advance(30s);
    log.wait_for("order has it", 2);
    log.wait_for("cart has it", 3);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(value("SELECT count(*) FROM effects WHERE event = 'hello' AND subscriber = 'cart'"), "1");
    EXPECT_EQ(cart->metrics().duplicates, 1);
}

TEST_F(RelayTest, LeavesARowAloneThatAnotherRelayClaimedMeanwhile) {
    publish_text("hello");
    const Outbox outbox(database());
    const auto first = claim_all(outbox);
    clock.advance(31s);
    const auto second = claim_all(outbox);
    ASSERT_TRUE(first && second);
    ASSERT_EQ(second->rows.size(), 1);
    Settlement late{first->rows[0].row, first->rows[0].leased_until, {}, {}};
    late.retries.push_back({"cart", clock.now() + 1h, 1, "late"});
    late.retries.push_back({"order", clock.now() + 1h, 1, "late"});
    late.dead.push_back({"order", "late"});
    const std::vector<Settlement> settlements{late};
    ASSERT_TRUE(run(outbox.settle(context, settlements, clock.now())));
    EXPECT_EQ(value("SELECT count(*) FROM outbox WHERE failures = 0 AND cardinality(subscribers) = 2"), "1");
    EXPECT_EQ(outbox_count(), "1");
    EXPECT_EQ(value("SELECT count(*) FROM dead_letters"), "0");
}

TEST_F(RelayTest, GivesBackWhatItHasNotStartedWhenItStops) {
    relay_options.max_in_flight = 1;
    relay_options.batch = 1;
    runtime::Waiter gate;
    cart->before = [&](const v1::DeliverRequest&) -> Task<Result<void>> {
        co_await gate.wait();
        co_return Result<void>();
    };
    for (int i = 0; i < 5; ++i) publish_text(std::to_string(i));
    auto& node = add_node();
    start();
    log.wait_for("cart is asked");
    auto open_while_stopping = [&]() -> Task<void> {
        auto open = [&]() -> Task<bool> {
            gate.notify();
            co_return true;
        };
        auto stopping = [&]() -> Task<bool> {
            co_await node.relay.stop();
            co_return true;
        };
        co_await runtime::both(stopping(), open());
    };
    run(open_while_stopping());
    nodes.clear();
    EXPECT_EQ(value("SELECT count(*) FROM outbox WHERE attempts = 0 AND leased_until <= '" +
                    format_rfc3339(clock.now()) + "'"),
              "4");
    EXPECT_EQ(log.count("cart is asked"), 1);
}

TEST_F(RelayTest, StopsRightAfterItsStart) {
    for (int i = 0; i < 20; ++i) publish_text(std::to_string(i));
    for (int i = 0; i < 10; ++i) {
        auto& node = add_node(std::size_t(i) % 2);
        node.relay.start(*cart);
        run(node.relay.stop(), std::size_t(i) / 5);
        nodes.clear();
    }
    add_node();
    start();
    log.wait_for("cart has it", 20);
    log.wait_for("order has it", 20);
    stop();
    EXPECT_EQ(outbox_count(), "0");
    EXPECT_EQ(effects_of("cart"), "20");
}

TEST_F(RelayTest, CarriesTheTraceOfThePublisher) {
    context.trace = Trace::start(true);
    std::string traceparent;
    cart->before = [&](const v1::DeliverRequest& request) -> Task<Result<void>> {
        traceparent = request.traceparent();
        co_return Result<void>();
    };
    add_node();
    start();
    publish_text("hello");
    log.wait_for("cart has it");
    stop();
    EXPECT_EQ(traceparent, context.trace.traceparent());
}

}  // namespace
}  // namespace ecommerce::events
