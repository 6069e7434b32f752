// SPDX-License-Identifier: Apache-2.0
// Internal: includes grpcpp.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>

#include "framework/rpc/upstream.h"

namespace ecommerce::rpc {

struct Upstream::Connection {
    explicit Connection(std::shared_ptr<grpc::Channel> channel) : stub(std::move(channel)) {}
    grpc::GenericStub stub;
};

}  // namespace ecommerce::rpc
