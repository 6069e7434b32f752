// SPDX-License-Identifier: Apache-2.0
// How many calls to one upstream may be under way: a slow one must not take the whole gateway with it.
#pragma once

#include <cstddef>
#include <expected>

#include "framework/rpc/endpoint.h"
#include "framework/runtime/loop.h"
#include "framework/telemetry/metrics.h"

namespace ecommerce::gateway {

class Bulkhead final : public rpc::Channel {
public:
    // `upstream` and `loops` outlive this. Each loop has its share of `in_flight_max`. `full` counts what is
    // refused.
    Bulkhead(runtime::Loops& loops, rpc::Channel& upstream, std::size_t in_flight_max,
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
    const std::size_t share_;
    const telemetry::Counter full_;
    runtime::PerLoop<std::size_t> in_flight_;
};

}  // namespace ecommerce::gateway
