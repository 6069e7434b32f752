// SPDX-License-Identifier: Apache-2.0
// Events while PostgreSQL goes away and comes back; on a server of its own.
#include <gtest/gtest.h>

#include "framework/events/events_fixture.h"
#include "framework/postgres/migrations.h"
#include "framework/testing/servers.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using testing::Servers;

TEST(Outage, LosesNoEventWhenPostgresRestarts) {
    Servers servers;
    const testing::FakeClock clock;
    runtime::Loops loops(2);
    postgres::ConnectionBudget budget(20);
    postgres::DatabaseOptions options;
    options.name = "test";
    options.source = servers.db_source();
    options.schema = "events";
    const postgres::MigrationTarget target{.source = servers.db_source(), .schema = "events"};
    postgres::Database database(loops, budget, options);

    Log log;
    LoggingObserver observer(log);
    SubscriberTable table;
    table.add(Text::descriptor()->full_name(), "cart");
    Metrics publisher_metrics;
    RelayBell inbox_bell(loops[0]);
    TestSubscriber cart("cart", database, clock, inbox_bell, log);
    const auto find = [&cart](std::string_view) -> v1::EventsService* { return &cart; };
    Node node(loops[1], database, clock, find, {.poll = 50ms}, observer);
    OutboxPublisher publisher(table, clock, node.bell, publisher_metrics);
    const auto publish = [&] {
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            Text event;
            event.set_value("hello");
            auto context = testing::context_with();
            publisher.publish(tx, context, event, {});
            co_return Result<void>();
        };
        auto context = testing::context_with();
        return testing::run(loops, database.transaction(context, std::move(body)));
    };
    {
        auto context = testing::context_with();
        static constexpr postgres::Statement kSchema{"CREATE SCHEMA IF NOT EXISTS events"};
        static constexpr postgres::Statement kEffects{
            "CREATE TABLE effects (id BIGSERIAL PRIMARY KEY, subscriber TEXT NOT NULL, event TEXT NOT NULL)"};
        ASSERT_TRUE(testing::run(loops, database.query(context, kSchema)));
        ASSERT_TRUE(postgres::migrate_up(target, postgres::platform_migrations()));
        ASSERT_TRUE(testing::run(loops, database.query(context, kEffects)));
    }

    for (int i = 0; i < 50; ++i) ASSERT_TRUE(publish());
    node.relay.start(cart);
    log.wait_for("cart has it", 10);
    servers.stop(Servers::Which::postgres);
    log.wait_for("outbox DATABASE_UNAVAILABLE");
    EXPECT_FALSE(publish());
    servers.start(Servers::Which::postgres);
    // What was under way when the server went is retried after a while or when its lease ends; the
    // server's new process finds the rest at once.
    ASSERT_TRUE(publish());
    auto& moving = const_cast<testing::FakeClock&>(clock);
    const auto effects = [&] {
        static constexpr postgres::Statement kCount{"SELECT count(*) FROM effects"};
        auto context = testing::context_with();
        const auto rows = testing::run(loops, database.query(context, kCount));
        return rows ? rows->front().get<std::int64_t>(0) : -1;
    };
    const auto give_up = std::chrono::steady_clock::now() + 30s;
    while (effects() < 51 && std::chrono::steady_clock::now() < give_up) {
        moving.advance(1min);
        node.bell.ring(Timestamp::min());
        const auto asked = log.count("cart is asked");
        if (effects() < 51) log.wait_for("cart is asked", asked);
    }
    testing::run(loops, node.relay.stop());
    EXPECT_EQ(effects(), 51);
    database.close();
}

}  // namespace
}  // namespace ecommerce::events
