// SPDX-License-Identifier: Apache-2.0
// To methods that many services have: the request says, in its field `service`, which of them is meant.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "framework/rpc/endpoint.h"

namespace ecommerce::gateway {

class ByServiceName final : public rpc::Channel {
public:
    // By the services' names. The channels outlive this.
    using Channels = std::map<std::string, rpc::Channel*, std::less<>>;
    explicit ByServiceName(Channels channels) : channels_(std::move(channels)) {}

    // A service that is not there is `not_found`.
    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;

private:
    Result<rpc::Channel*> find(const google::protobuf::Message& request) const;

    const Channels channels_;
};

}  // namespace ecommerce::gateway
