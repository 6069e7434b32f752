// SPDX-License-Identifier: Apache-2.0
#include "framework/events/embedded_engine.h"

#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"
#include "framework/runtime/spawn.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::events {

namespace {

v1::DeliverRequest request_of(const Event& event, const std::string& subscriber) {
    v1::DeliverRequest request;
    request.set_event_id(event.id);
    request.set_type(event.type);
    request.set_key(event.key);
    request.set_payload(event.payload);
    rpc::set_time(*request.mutable_occurred_at(), event.occurred_at);
    request.set_subscriber(subscriber);
    request.set_traceparent(event.traceparent);
    request.set_attempt(std::uint32_t(event.attempt));
    return request;
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

Task<std::vector<Engine::Failure>> EmbeddedEngine::hand_over(const Event& event) {
    std::vector<Failure> failures;
    runtime::TaskGroup others;
    for (std::size_t i = 1; i < event.subscribers.size(); ++i) {
        others.start(deliver(event, event.subscribers[i], failures));
    }
    if (!event.subscribers.empty()) co_await deliver(event, event.subscribers.front(), failures);
    co_await others.close();
    co_return failures;
}

// A handler's exception is a bug of that handler; the other subscribers and the relay go on.
Task<void> EmbeddedEngine::deliver(const Event& event, const std::string& subscriber,
                                   std::vector<Failure>& failures) {
    Result<void> taken;
    try {
        taken = co_await call(event, subscriber);
    } catch (const std::exception& bug) {
        taken = fail(reason::internal(bug.what()));
    }
    if (!taken) failures.push_back(Failure{subscriber, std::move(taken).error()});
}

Task<Result<void>> EmbeddedEngine::call(const Event& event, const std::string& subscriber) {
    auto* service = find_(subscriber);
    if (!service) co_return fail(reason::unavailable("There is no way to the service " + subscriber + "."));
    auto context = CallContext::background(service_, deadline_in(timeout_));
    if (const auto trace = Trace::parse(event.traceparent); trace.valid()) {
        context.trace = trace.child();
        context.request_id = trace.trace_id_hex();
    }
    const auto request = request_of(event, subscriber);
    auto reply = co_await service->Deliver(context, request);
    if (!reply) co_return fail(std::move(reply).error());
    co_return {};
}

}  // namespace ecommerce::events
