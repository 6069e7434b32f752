// SPDX-License-Identifier: Apache-2.0
// From the metadata of a gRPC call to our call context. Internal: includes grpcpp.
#pragma once

#include <grpcpp/server_context.h>

#include "framework/rpc/authenticator.h"

namespace ecommerce::rpc {

// Everything but the principal. Nothing in it is trusted yet.
CallContext read_context(const grpc::CallbackServerContext& call, bool raw_headers);
Credentials read_credentials(const grpc::CallbackServerContext& call);
// "10.0.0.7" of "ipv4:10.0.0.7:41522".
std::string peer_address(const grpc::CallbackServerContext& call);
// A metadata value; empty when it is not there.
std::string read_metadata(const grpc::CallbackServerContext& call, std::string_view name);

}  // namespace ecommerce::rpc
