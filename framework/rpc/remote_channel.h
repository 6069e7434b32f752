// SPDX-License-Identifier: Apache-2.0
// Calls a service over gRPC: with deadline, identity and trace; retries what may be retried.
#pragma once

#include <string>

#include "framework/rpc/authenticator.h"
#include "framework/rpc/endpoint.h"
#include "framework/rpc/observer.h"
#include "framework/rpc/upstream.h"

namespace ecommerce::rpc {

// Any loop; a call resumes on the loop that it began on. What the constructor takes outlives it.
class RemoteChannel final : public Channel {
public:
    // `caller` as for LocalChannel: a service's name, or empty for the edge. `observer` may be null.
    RemoteChannel(std::string caller, Upstream& upstream, IdentitySigner& signer, Observer* observer)
        : caller_(std::move(caller)), upstream_(upstream), signer_(signer), observer_(observer) {}

    Task<Result<void>> call(const Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override;
    // Not retried.
    Task<Result<void>> stream(const Method& method, CallContext& context,
                              const google::protobuf::Message& request, MessageSink& sink) override;

private:
    class Span;

    Task<Result<void>> attempts(const Method& method, CallContext& call,
                                const google::protobuf::Message& request, google::protobuf::Message& response,
                                std::string& detail);
    Task<Result<void>> streaming(const Method& method, CallContext& call,
                                 const google::protobuf::Message& request, MessageSink& sink,
                                 std::string& detail);
    CallContext derive(const Method& method, const CallContext& context) const;

    const std::string caller_;
    Upstream& upstream_;
    IdentitySigner& signer_;
    Observer* const observer_;
};

}  // namespace ecommerce::rpc
