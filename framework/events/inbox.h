// SPDX-License-Identifier: Apache-2.0
// The events service of one service: takes events from other services' relays, each together with its
// effect and once, and shows those of its own that nobody could deliver.
#pragma once

#include <string>

#include "framework/events/metrics.h"
#include "framework/events/outbox.h"
#include "framework/events/relay_bell.h"
#include "framework/events/subscriptions.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::events {

// Stateless beside its references, which outlive it; any loop.
class Inbox final : public v1::EventsService {
public:
    Inbox(std::string service, postgres::Database& database, const runtime::Clock& clock,
          const Subscriptions& subscriptions, RelayBell& bell, Metrics& metrics);

    Task<Result<v1::DeliverResponse>> Deliver(CallContext& context,
                                              const v1::DeliverRequest& request) override;
    Task<Result<v1::ListDeadLettersResponse>> ListDeadLetters(
        CallContext& context, const v1::ListDeadLettersRequest& request) override;
    Task<Result<v1::ReplayDeadLetterResponse>> ReplayDeadLetter(
        CallContext& context, const v1::ReplayDeadLetterRequest& request) override;

private:
    Task<Result<void>> take(CallContext& context, const v1::DeliverRequest& request,
                            const Subscriptions::Entry& entry, const google::protobuf::Message& event);
    Result<void> check_service(std::string_view asked) const;

    const std::string service_;
    postgres::Database& database_;
    const runtime::Clock& clock_;
    const Subscriptions& subscriptions_;
    RelayBell& bell_;
    Metrics& metrics_;
    const Outbox outbox_;
};

}  // namespace ecommerce::events
