// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/events_observer.h"

#include "framework/call/context.h"

namespace ecommerce::telemetry {
namespace {

// The line belongs to the trace in which the event was published.
CallContext context_of(const events::Event& event) {
    CallContext context;
    context.trace = Trace::parse(event.traceparent);
    return context;
}

}  // namespace

EventsObserver::Complaint EventsObserver::complain(std::string kind) {
    const std::lock_guard lock(mutex_);
    Complaint complaint{};
    complaint.due = complaints_.try_emplace(std::move(kind), std::chrono::minutes(1))
                        .first->second.pass(complaint.kept_back);
    return complaint;
}

void EventsObserver::retried(const events::Event& event, std::string_view subscriber, const Error& error,
                             std::chrono::milliseconds delay) {
    const auto complaint = complain(event.type + " " + std::string(subscriber));
    if (!complaint.due) return;
    log::warning(context_of(event), "an event was not taken and comes again",
                 {{"event_id", event.id},
                  {"event_type", event.type},
                  {"subscriber", subscriber},
                  {"attempt", event.attempt},
                  {"delay_ms", delay},
                  {"reason", error.reason()},
                  {"error", error.message()},
                  {"kept_back", complaint.kept_back}});
}

void EventsObserver::died(const events::Event& event, std::string_view subscriber, const Error& error) {
    log::error(context_of(event), "an event became a dead letter",
               {{"event_id", event.id},
                {"event_type", event.type},
                {"event_key", event.key},
                {"subscriber", subscriber},
                {"attempts", event.attempt},
                {"reason", error.reason()},
                {"error", error.message()}});
}

void EventsObserver::outbox_failed(std::string_view service, const Error& error) {
    const auto complaint = complain(std::string(service));
    if (!complaint.due) return;
    log::write(log::Level::warning, service, nullptr, "the outbox cannot be read or written; the relay waits",
               {{"reason", error.reason()}, {"error", error.message()}, {"kept_back", complaint.kept_back}});
}

}  // namespace ecommerce::telemetry
