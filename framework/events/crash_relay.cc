// SPDX-License-Identifier: Apache-2.0
// A process for crash_itest.cc to kill: relays the outbox of the given database to a subscriber in the same
// process until then. With a second argument it publishes as well, and writes down what it has committed.
#include <unistd.h>

#include <cstdio>

#include "framework/events/events_fixture.h"

namespace {

using namespace ecommerce;
using namespace std::chrono_literals;

Task<void> publish_for_ever(postgres::Database& database, events::OutboxPublisher& publisher) {
    const auto process = std::to_string(getpid());
    for (int i = 0;; ++i) {
        auto context = CallContext::background("crash", deadline_in(5s));
        events::Text event;
        event.set_value(process + "-" + std::to_string(i));
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            publisher.publish(tx, context, event, {});
            tx.queue(events::kEffect, "publisher", event.value());
            co_return Result<void>();
        };
        (void)co_await database.transaction(context, std::move(body));
        co_await runtime::sleep(1ms);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fprintf(stderr, "usage: framework_events_crash_relay DATABASE [publish]\n");
        return 2;
    }
    runtime::Loops loops(1);
    postgres::ConnectionBudget budget(10);
    postgres::DatabaseOptions options;
    options.name = "crash";
    options.source = argv[1];
    postgres::Database database(loops, budget, options);
    const runtime::SystemClock clock;
    events::Log log;
    events::LoggingObserver observer(log);
    events::RelayBell bell(loops[0]);
    events::TestSubscriber cart("cart", database, clock, bell, log);
    // Slow enough to be killed with work under way.
    cart.before = [](const events::v1::DeliverRequest&) -> Task<Result<void>> {
        co_await runtime::sleep(5ms);
        co_return {};
    };
    const auto find = [&cart](std::string_view) { return &cart; };
    events::Node node(loops[0], database, clock, find, {.max_in_flight = 4, .lease = 300ms, .poll = 20ms},
                      observer);
    node.relay.start(cart);
    events::SubscriberTable table;
    table.add(events::Text::descriptor()->full_name(), "cart");
    events::Metrics metrics;
    events::OutboxPublisher publisher(table, clock, node.bell, metrics);
    if (argc == 3) runtime::spawn(loops[0], publish_for_ever(database, publisher));
    for (;;) pause();
}
