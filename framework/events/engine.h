// SPDX-License-Identifier: Apache-2.0
// How events that are due reach their subscribers. What comes before is the same for every engine: the
// outbox (an event is written with its cause) and the relay (due events are claimed, retried, given up).
// What comes after is the same too: EventsService.Deliver of the subscriber, whose inbox makes a second
// delivery harmless. An engine may deliver twice; it must not lose.
//
// EmbeddedEngine calls the subscribers itself. An engine over RocketMQ 5 would be written like this:
//   - hand_over() sends messages to the topic of the publishing service ("order-events") and succeeds
//     when the broker has stored them (every status 20000): the subscribers are the broker's affair from
//     then on. tag = type; user properties: id, traceparent, occurred_at; message_id made by us.
//   - Each subscriber is a consumer group of its own ("cart") on the topics it needs. start() opens its
//     receive loops, which call Deliver of the service's own inbox and acknowledge when it succeeded;
//     otherwise they change the invisible duration to the next delay of RetryPolicy.
//   - Delay: the outbox keeps an event until it is due, to the millisecond and for any length of time,
//     while the broker takes at most a day and rounds to seconds. lead() may hand events over earlier, as
//     DELAY messages, to keep the outbox small.
//   - Order of a key: FIFO topic, message_group = key (less than 64 bytes), a group that consumes in order.
//     A message is DELAY or FIFO, never both: a key's delayed events need a topic of their own.
//   - Attempts and dead letters: delivery_attempt counts; a group's retryMaxTimes is max_failures; a
//     consumer that gives up writes dead_letters itself, so that administrators have one list, then
//     acknowledges.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "framework/events/event.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::events {

namespace v1 {
class EventsService;
}

// One for each service and process. All calls on the relay's loop.
class Engine {
public:
    using Events = std::span<const Event* const>;
    // A subscriber that does not have the event yet.
    struct Failure {
        const Event* event;
        std::string subscriber;
        Error error;
    };

    virtual ~Engine() = default;
    // Before the first hand_over(). `inbox` takes the events that are meant for this service, for engines
    // that receive them from a broker; it outlives stop().
    virtual Task<void> start(v1::EventsService& inbox) = 0;
    // After the last hand_over().
    virtual Task<void> stop() = 0;

    // Takes over events of one type and for the same subscribers, each to all of them. Returns who has to be
    // tried again with which: nobody means that the engine and the subscribers will not lose them any more.
    // The events outlive the call.
    virtual Task<std::vector<Failure>> hand_over(Events events) = 0;
    // How long before deliver_at events are handed over.
    virtual std::chrono::milliseconds lead() const { return std::chrono::milliseconds(0); }
};

}  // namespace ecommerce::events
