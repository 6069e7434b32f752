// SPDX-License-Identifier: Apache-2.0
#include "framework/events/embedded_engine.h"

#include <algorithm>

#include "framework/call/reasons.h"
#include "framework/events/retry_policy.h"
#include "framework/rpc/messages.h"
#include "framework/runtime/spawn.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::events {

namespace {

void fill(v1::DeliverRequest& request, const Event& event, const std::string& subscriber) {
    request.set_event_id(event.id);
    request.set_type(event.type);
    request.set_key(event.key);
    request.set_payload(event.payload);
    rpc::set_time(*request.mutable_occurred_at(), event.occurred_at);
    request.set_subscriber(subscriber);
    request.set_traceparent(event.traceparent);
    request.set_attempt(std::uint32_t(event.attempt));
}

Error no_way_to(const std::string& subscriber) {
    return reason::unavailable("There is no way to the service " + subscriber + ".");
}

}  // namespace

EmbeddedEngine::EmbeddedEngine(std::string service, FindSubscriber find, std::chrono::milliseconds timeout)
    : service_(std::move(service)), find_(std::move(find)), timeout_(timeout) {}

// Events for this service come from the other services' relays, as calls.
Task<void> EmbeddedEngine::start(v1::EventsService&) {
    co_return;
}

Task<void> EmbeddedEngine::stop() {
    co_return;
}

Task<std::vector<Engine::Failure>> EmbeddedEngine::hand_over(Events events) {
    std::vector<Failure> failures;
    if (events.empty()) co_return failures;
    const auto& subscribers = events.front()->subscribers;
    runtime::TaskGroup others;
    for (std::size_t i = 1; i < subscribers.size(); ++i) {
        others.start(deliver(events, subscribers[i], failures));
    }
    if (!subscribers.empty()) co_await deliver(events, subscribers.front(), failures);
    co_await others.close();
    co_return failures;
}

// A handler's exception is a bug of that handler; the other subscribers and the relay go on.
Task<void> EmbeddedEngine::deliver(Events events, const std::string& subscriber,
                                   std::vector<Failure>& failures) {
    std::vector<const Event*> alone(events.begin(), events.end());
    if (events.size() > 1) {
        auto left = co_await call_with_all(events, subscriber);
        if (!left) {
            for (const auto* event : events) failures.push_back({event, subscriber, left.error()});
            co_return;
        }
        alone = std::move(*left);
    }
    for (const auto* event : alone) {
        Result<void> taken;
        try {
            taken = co_await call(*event, subscriber);
        } catch (const std::exception& bug) {
            taken = fail(reason::internal(bug.what()));
        }
        if (!taken) failures.push_back(Failure{event, subscriber, std::move(taken).error()});
    }
}

Task<Result<std::vector<const Event*>>> EmbeddedEngine::call_with_all(Events events,
                                                                      const std::string& subscriber) {
    std::vector<const Event*> left(events.begin(), events.end());
    auto* service = find_(subscriber);
    if (!service) co_return fail(no_way_to(subscriber));
    auto context = CallContext::background(service_, deadline_in(timeout_));
    v1::DeliverBatchRequest request;
    for (const auto* event : events) fill(*request.add_events(), *event, subscriber);
    Result<v1::DeliverBatchResponse> reply;
    try {
        reply = co_await service->DeliverBatch(context, request);
    } catch (const std::exception& bug) {
        reply = fail(reason::internal(bug.what()));
    }
    // Whose fault it was shows when each is alone; who is down is not asked as often as there are events.
    if (!reply && is_outage(reply.error())) co_return fail(std::move(reply).error());
    if (reply) {
        std::erase_if(left, [&](const Event* event) {
            return std::ranges::find(reply->taken(), event->id) != reply->taken().end();
        });
    }
    co_return left;
}

Task<Result<void>> EmbeddedEngine::call(const Event& event, const std::string& subscriber) {
    auto* service = find_(subscriber);
    if (!service) co_return fail(no_way_to(subscriber));
    auto context = CallContext::background(service_, deadline_in(timeout_));
    if (const auto trace = Trace::parse(event.traceparent); trace.valid()) {
        context.trace = trace.child();
        context.request_id = trace.trace_id_hex();
    }
    v1::DeliverRequest request;
    fill(request, event, subscriber);
    auto reply = co_await service->Deliver(context, request);
    if (!reply) co_return fail(std::move(reply).error());
    co_return {};
}

}  // namespace ecommerce::events
