// SPDX-License-Identifier: Apache-2.0
// Calls a service of this process directly: no serialisation, no other thread.
#pragma once

#include <string>

#include "framework/rpc/fronts.h"

namespace ecommerce::rpc {

// Any loop. `fronts` outlives it.
class LocalChannel final : public Channel {
public:
    // `caller` is the calling service, "checkout": its calls are internal ones, for the same user. Empty
    // is the edge (the gateway): the outside caller's context is passed on as it is, Idempotency-Key and
    // raw headers included, and reply headers come back.
    LocalChannel(std::string caller, std::string service, const Fronts& fronts)
        : caller_(std::move(caller)), service_(std::move(service)), fronts_(fronts) {}

    Task<Result<void>> call(const Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const Method& method, CallContext& context,
                              const google::protobuf::Message& request, MessageSink& sink) override;

private:
    struct Target {
        Front* front;
        std::size_t index;
    };
    Result<Target> find(const Method& method) const;

    const std::string caller_;
    const std::string service_;
    const Fronts& fronts_;
};

}  // namespace ecommerce::rpc
