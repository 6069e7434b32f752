// SPDX-License-Identifier: Apache-2.0
// The way to methods that every service has: the request says, in its field `service`, which one is meant.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "framework/rpc/endpoint.h"

namespace ecommerce::gateway {

class WayByService final : public rpc::Channel {
public:
    // By the services' names. The channels outlive this.
    using Ways = std::map<std::string, rpc::Channel*, std::less<>>;
    explicit WayByService(Ways ways) : ways_(std::move(ways)) {}

    // A service that is not there is `not_found`.
    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;

private:
    Result<rpc::Channel*> find(const google::protobuf::Message& request) const;

    const Ways ways_;
};

}  // namespace ecommerce::gateway
