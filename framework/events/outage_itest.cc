// SPDX-License-Identifier: Apache-2.0
// Events while PostgreSQL goes away and comes back; on a server of its own.
#include <gtest/gtest.h>

#include "framework/events/events_fixture.h"
#include "framework/testing/servers.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using testing::Servers;

// A publisher, its relay and a subscriber on a database server that the test may stop.
struct Platform {
    Platform() {
        table.add(Text::descriptor()->full_name(), "cart");
        static constexpr postgres::Write kSchema{R"sql(CREATE SCHEMA IF NOT EXISTS events)sql"};
        static constexpr postgres::Write kEffects{
            R"sql(CREATE TABLE effects (id BIGSERIAL PRIMARY KEY, subscriber TEXT NOT NULL, event TEXT NOT NULL))sql"};
        const postgres::MigrationTarget target{.source = servers.db_source(), .schema = "events"};
        EXPECT_TRUE(query(kSchema));
        EXPECT_TRUE(postgres::migrate_up(target, platform_tables()));
        EXPECT_TRUE(query(kEffects));
    }

    Result<postgres::Rows> query(const postgres::Statement& statement) {
        auto context = testing::context_with();
        return testing::run(loops, database.query(context, statement));
    }
    Result<void> publish() {
        auto context = testing::context_with();
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            Text event;
            event.set_value("hello");
            publisher.publish(tx, context, event, {});
            co_return Result<void>();
        };
        return testing::run(loops, database.transaction(context, std::move(body)));
    }
    std::int64_t effects() {
        static constexpr postgres::Read kCount{R"sql(SELECT count(*) FROM effects)sql"};
        const auto rows = query(kCount);
        return rows ? rows->front().to<std::int64_t>() : -1;
    }
    postgres::DatabaseOptions options() const {
        postgres::DatabaseOptions options;
        options.name = "test";
        options.source = servers.db_source();
        options.schema = "events";
        return options;
    }

    Servers servers;
    testing::FakeClock clock;
    runtime::Loops loops{2};
    postgres::ConnectionBudget budget{20};
    postgres::Database database{loops, budget, options()};
    Log log;
    LoggingObserver observer{log};
    SubscriberTable table;
    Metrics metrics;
    RelayBell inbox_bell{loops[0]};
    TestSubscriber cart{"cart", database, clock, inbox_bell, log};
    Node node{loops[1],       database, clock, [this](std::string_view) { return &cart; },
              {.poll = 50ms}, observer};
    OutboxPublisher publisher{table, clock, node.bell, metrics};
};

TEST(Outage, LosesNoEventWhenPostgresRestarts) {
    Platform platform;
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(platform.publish());
    platform.node.relay.start(platform.cart);
    platform.log.wait_for("cart has it", 10);
    platform.servers.stop(Servers::Which::postgres);
    platform.log.wait_for("outbox DATABASE_UNAVAILABLE");
    EXPECT_FALSE(platform.publish());
    platform.servers.start(Servers::Which::postgres);
    ASSERT_TRUE(platform.publish());

    // What was under way when the server went comes again after a while, or when its lease ends.
    for (int i = 0; i < 500 && platform.effects() < 51; ++i) {
        platform.clock.advance(1min);
        platform.node.bell.ring_all();
        platform.log.has_within(50ms, "cart has it", 51);
    }
    testing::run(platform.loops, platform.node.relay.stop());
    EXPECT_EQ(platform.effects(), 51);
    platform.database.close();
}

}  // namespace
}  // namespace ecommerce::events
