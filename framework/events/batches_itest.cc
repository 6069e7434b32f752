// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/events/events_fixture.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;

class GatheringTest : public EventsFixture {};

TEST_F(GatheringTest, DeliversWhatHasGatheredInBatches) {
    for (int i = 0; i < 40; ++i) publish_text(std::to_string(i));
    add_node();
    start();
    log.wait_for("cart has it", 40);
    log.wait_for("order has it", 40);
    stop();
    EXPECT_EQ(value("SELECT count(DISTINCT xmin::text) FROM effects WHERE subscriber = 'cart'"), "2");
    EXPECT_EQ(nodes.front()->metrics.delivered, 80);
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(GatheringTest, GathersWhatComesCloseTogether) {
    relay_options.gather = 1h;
    relay_options.batch = 5;  // a full one waits no longer
    add_node();
    start();
    publish_text("first");  // waits for nothing
    log.wait_for("cart has it", 1);
    for (int i = 0; i < 5; ++i) publish_text(std::to_string(i));
    log.wait_for("cart has it", 6);
    log.wait_for("order has it", 6);
    stop();
    EXPECT_EQ(value("SELECT count(DISTINCT xmin::text) FROM effects WHERE subscriber = 'cart'"), "2");
    EXPECT_EQ(outbox_count(), "0");
}

TEST_F(GatheringTest, LetsAPoisonedEventFailAlone) {
    cart->after_effect = [](const std::string& text) -> Result<void> {
        if (text == "3") return fail(Code::precondition, "POISON", "Poison.");
        return {};
    };
    for (int i = 0; i < 8; ++i) publish_text(std::to_string(i));
    add_node();
    start();
    log.wait_for("cart has it", 7);
    log.wait_for("retried cart POISON");
    log.wait_for("order has it", 8);
    stop();
    EXPECT_EQ(effects_of("cart"), "7");
    EXPECT_EQ(nodes.front()->metrics.retried, 1);
    EXPECT_EQ(value("SELECT failures || ' ' || array_to_string(subscribers, ',') FROM outbox"), "1 cart");
}

}  // namespace
}  // namespace ecommerce::events
