// SPDX-License-Identifier: Apache-2.0
#include "framework/events/events_fixture.h"

#include "framework/events/events_migrations.h"
#include "framework/postgres/postgres_migrations.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::events {

std::vector<postgres::Migration> platform_tables() {
    return postgres::join_migrations({postgres::migrations(), migrations()});
}

void EventsFixture::prepare_template(const testing::TemporaryDatabase& fresh) {
    const postgres::MigrationTarget target{.source = fresh.source(),
                                           .schema = "public",
                                           .version_table = std::string(postgres::kPlatformVersionTable)};
    const auto migrated = postgres::migrate_up(target, platform_tables());
    if (!migrated) throw std::runtime_error(migrated.error().message());
    fresh.execute(
        "CREATE TABLE effects (id BIGSERIAL PRIMARY KEY, subscriber TEXT NOT NULL, event TEXT NOT NULL)");
}

void EventsFixture::SetUp() {
    PostgresFixture::SetUp();
    publishers_bell = std::make_unique<RelayBell>(loops()[0]);
    cart = std::make_unique<TestSubscriber>("cart", database(), clock, *publishers_bell, log);
    order = std::make_unique<TestSubscriber>("order", database(), clock, *publishers_bell, log);
    table.add(Text::descriptor()->full_name(), "cart");
    table.add(Text::descriptor()->full_name(), "order");
    table.add(Number::descriptor()->full_name(), "order");
}

void EventsFixture::TearDown() {
    stop();
    nodes.clear();
    PostgresFixture::TearDown();
}

Node& EventsFixture::add_node(std::size_t loop) {
    return *nodes.emplace_back(
        std::make_unique<Node>(loops()[loop], database(), clock, find_subscriber(), relay_options, observer));
}

void EventsFixture::start() {
    running_ = true;
    for (auto& node : nodes) node->relay.start(*cart);
}

void EventsFixture::stop() {
    if (!std::exchange(running_, false)) return;
    for (auto& node : nodes) run(node->relay.stop());
}

FindSubscriber EventsFixture::find_subscriber() {
    return [this](std::string_view service) -> v1::EventsService* {
        return service == "cart" ? cart.get() : service == "order" ? order.get() : nullptr;
    };
}

void EventsFixture::advance_until(const std::string& line, std::size_t times, std::chrono::minutes step) {
    for (int i = 0; i < 1'000 && !log.has_within(std::chrono::milliseconds(20), line, times); ++i) {
        clock.advance(step);
        for (auto& node : nodes) node->bell.ring_all();
    }
    log.wait_for(line, times);
}

void EventsFixture::wait_for_empty_outbox() {
    for (int i = 0; i < 3'000 && outbox_count() != "0"; ++i) {
        run(runtime::sleep(std::chrono::milliseconds(10)));
    }
    EXPECT_EQ(outbox_count(), "0");
}

void EventsFixture::publish(const google::protobuf::Message& event, PublishOptions options) {
    auto& bell = nodes.empty() ? *publishers_bell : nodes.front()->bell;
    OutboxPublisher publisher(table, clock, bell, publishers_metrics);
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        publisher.publish(tx, context, event, options);
        co_return {};
    };
    const auto done = run(database().transaction(context, std::move(body)));
    ASSERT_TRUE(done) << done.error().message();
}

void EventsFixture::publish_text(const std::string& text, PublishOptions options) {
    Text event;
    event.set_value(text);
    publish(event, options);
}

Result<void> EventsFixture::deliver(TestSubscriber& to, const std::string& id, const std::string& text,
                                    std::size_t loop) {
    Text event;
    event.set_value(text);
    v1::DeliverRequest request;
    request.set_event_id(id);
    request.set_type(Text::descriptor()->full_name());
    request.set_subscriber(&to == cart.get() ? "cart" : "order");
    event.SerializeToString(request.mutable_payload());
    auto own = testing::context_with();
    auto reply = run(to.Deliver(own, request), loop);
    if (!reply) return fail(std::move(reply).error());
    return {};
}

}  // namespace ecommerce::events
