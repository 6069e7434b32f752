// SPDX-License-Identifier: Apache-2.0
// A process for crash_itest.cc to kill: relays the outbox of the given database to a subscriber in the same
// process until then.
#include <unistd.h>

#include <cstdio>

#include "framework/events/events_fixture.h"

int main(int argc, char** argv) {
    using namespace ecommerce;
    using namespace std::chrono_literals;
    if (argc != 2) {
        std::fprintf(stderr, "usage: framework_events_crash_relay DATABASE\n");
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
    for (;;) pause();
}
