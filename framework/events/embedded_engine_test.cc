// SPDX-License-Identifier: Apache-2.0
#include "framework/events/embedded_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/run.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::events {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EngineTest : public ::testing::Test {
protected:
    EngineTest() {
        for (const auto* id : {"a", "b", "c"}) {
            Event event;
            event.id = id;
            event.subscribers = {"cart"};
            events_.push_back(std::move(event));
        }
        for (const auto& event : events_) batch.push_back(&event);
    }
    // The ids that came back as failures.
    std::vector<std::string> hand_over() {
        EmbeddedEngine engine("test", [this](std::string_view) { return &cart; }, 5s);
        failures = ::ecommerce::testing::run(loops, engine.hand_over(batch));
        std::vector<std::string> ids;
        for (const auto& failure : failures) ids.push_back(failure.event->id);
        return ids;
    }
    void answer_batches(Result<v1::DeliverBatchResponse> answer) {
        channel.on<v1::DeliverBatchRequest, v1::DeliverBatchResponse>(
            "DeliverBatch", [answer](const v1::DeliverBatchRequest&) { return answer; });
    }
    void refuse_alone(const std::string& refused) {
        channel.on<v1::DeliverRequest, v1::DeliverResponse>(
            "Deliver", [refused](const v1::DeliverRequest& request) -> Result<v1::DeliverResponse> {
                if (request.event_id() == refused) return fail(Code::precondition, "NO", "No.");
                return v1::DeliverResponse();
            });
    }
    static v1::DeliverBatchResponse taken(const std::vector<std::string>& ids) {
        v1::DeliverBatchResponse response;
        for (const auto& id : ids) response.add_taken(id);
        return response;
    }

    runtime::Loops loops{1};
    ::ecommerce::testing::FakeChannel channel;
    v1::EventsServiceClient cart{channel};
    std::vector<const Event*> batch;
    std::vector<Engine::Failure> failures;

private:
    std::vector<Event> events_;
};

TEST_F(EngineTest, CallsOnceForABatchThatIsTaken) {
    answer_batches(taken({"a", "b", "c"}));
    EXPECT_THAT(hand_over(), IsEmpty());
    EXPECT_THAT(channel.calls(), ElementsAre("DeliverBatch"));
}

TEST_F(EngineTest, DeliversWhatABatchsReplyLacksAloneAndBelievesThat) {
    answer_batches(taken({"a"}));
    refuse_alone("c");
    EXPECT_THAT(hand_over(), ElementsAre("c"));
    EXPECT_EQ(failures.front().error.reason(), "NO");
    EXPECT_THAT(channel.calls(), ElementsAre("DeliverBatch", "Deliver", "Deliver"));
}

TEST_F(EngineTest, DeliversAloneToAServiceThatKnowsNoBatches) {
    refuse_alone("");
    EXPECT_THAT(hand_over(), IsEmpty());
    EXPECT_THAT(channel.calls(), SizeIs(4));
}

TEST_F(EngineTest, AsksASubscriberThatIsDownOnceForTheWholeBatch) {
    answer_batches(fail(reason::unavailable("Down.")));
    EXPECT_THAT(hand_over(), ElementsAre("a", "b", "c"));
    EXPECT_THAT(channel.calls(), ElementsAre("DeliverBatch"));
}

TEST_F(EngineTest, DeliversOneEventByItself) {
    batch.resize(1);
    refuse_alone("");
    EXPECT_THAT(hand_over(), IsEmpty());
    EXPECT_THAT(channel.calls(), ElementsAre("Deliver"));
}

}  // namespace
}  // namespace ecommerce::events
