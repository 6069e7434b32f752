// SPDX-License-Identifier: Apache-2.0
// The events service of one service: takes events from other services' relays, each together with its
// effect and once, and shows those of its own that nobody could deliver.
#pragma once

#include <memory>
#include <string>
#include <vector>

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
    Task<Result<v1::DeliverBatchResponse>> DeliverBatch(CallContext& context,
                                                        const v1::DeliverBatchRequest& request) override;
    Task<Result<v1::ListDeadLettersResponse>> ListDeadLetters(
        CallContext& context, const v1::ListDeadLettersRequest& request) override;
    Task<Result<v1::ReplayDeadLetterResponse>> ReplayDeadLetter(
        CallContext& context, const v1::ReplayDeadLetterRequest& request) override;

private:
    // An event that was read and whose handler is known.
    struct Arrived {
        const v1::DeliverRequest* request;
        const Subscriptions::Entry* entry;
        std::unique_ptr<google::protobuf::Message> event;
        CallContext context;
    };
    Result<Arrived> read(const CallContext& context, const v1::DeliverRequest& request) const;
    Task<Result<void>> take_outside(Arrived& arrived) const;
    // In one transaction, with their records; those that were taken before have no further effect.
    Task<Result<void>> take(CallContext& context, std::vector<Arrived*> arrived) const;
    Task<Result<std::size_t>> take_new(CallContext& context, postgres::Transaction& tx,
                                       const std::vector<Arrived*>& arrived) const;
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
