// SPDX-License-Identifier: Apache-2.0
// How many calls to one upstream may be under way: a slow one must not take the whole gateway with it. Streams, which
// stay for minutes, are counted apart and take no place of a call.
#pragma once

#include <cstddef>
#include <expected>

#include "application/gateway/settings.h"
#include "framework/rpc/endpoint.h"
#include "framework/runtime/loop.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::gateway {

class Bulkhead final : public rpc::Channel {
public:
    // `upstream` and `loops` outlive this. Each loop has its share of the numbers. `full` counts what is
    // refused.
    Bulkhead(runtime::Loops& loops, rpc::Channel& upstream, const OverloadSettings& settings,
             telemetry::Counter full);

    // Refuses with `unavailable` when the share is used up.
    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;

private:
    class Place;
    std::unexpected<Error> refuse() const;

    rpc::Channel& upstream_;
    const std::size_t calls_max_;  // of a loop, like the next
    const std::size_t streams_max_;
    const telemetry::Counter full_;
    runtime::PerLoop<std::size_t> calls_;
    runtime::PerLoop<std::size_t> streams_;
};

}  // namespace ecommerce::gateway
