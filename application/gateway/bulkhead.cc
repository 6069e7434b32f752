// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/bulkhead.h"

#include <algorithm>

#include "application/gateway/refusals.h"

namespace ecommerce::gateway {

class Bulkhead::Place {
public:
    explicit Place(std::size_t& taken) : taken_(taken) { ++taken_; }
    ~Place() { --taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    std::size_t& taken_;
};

Bulkhead::Bulkhead(runtime::Loops& loops, rpc::Channel& upstream, std::size_t in_flight_max,
                   telemetry::Counter full)
    : upstream_(upstream),
      share_(std::max<std::size_t>(in_flight_max / loops.size(), 1)),
      full_(full),
      in_flight_(loops, [](runtime::Loop&) { return std::make_unique<std::size_t>(0); }) {}

std::unexpected<Error> Bulkhead::refuse() const {
    full_.add();
    return fail(overload());
}

Task<Result<void>> Bulkhead::call(const rpc::Method& method, CallContext& context,
                                  const google::protobuf::Message& request,
                                  google::protobuf::Message& response) {
    auto& taken = in_flight_.local();
    if (taken >= share_) co_return refuse();
    const Place place(taken);
    co_return co_await upstream_.call(method, context, request, response);
}

Task<Result<void>> Bulkhead::stream(const rpc::Method& method, CallContext& context,
                                    const google::protobuf::Message& request, rpc::MessageSink& sink) {
    auto& taken = in_flight_.local();
    if (taken >= share_) co_return refuse();
    const Place place(taken);
    co_return co_await upstream_.stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
