// SPDX-License-Identifier: Apache-2.0
// grpc.reflection: tells clients such as grpcurl the contract of the server, from the descriptors that are
// linked in. Internal: includes grpcpp.
#pragma once

#include <string>
#include <vector>

#include <grpcpp/generic/async_generic_service.h>

namespace ecommerce::rpc {

// v1 and v1alpha have the same messages under two names.
inline constexpr const char* kReflectionServices[] = {"grpc.reflection.v1.ServerReflection",
                                                      "grpc.reflection.v1alpha.ServerReflection"};

// Any thread.
class Reflection {
public:
    // `services` are the full names that are listed.
    explicit Reflection(std::vector<std::string> services) : services_(std::move(services)) {}
    // The reactor of a call of a reflection service; null when it has no such method.
    grpc::ServerGenericBidiReactor* react(std::string_view method);

private:
    const std::vector<std::string> services_;
};

}  // namespace ecommerce::rpc
