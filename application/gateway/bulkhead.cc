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

namespace {

std::size_t share(std::size_t all, const runtime::Loops& loops) {
    return std::max<std::size_t>(all / loops.size(), 1);
}

std::unique_ptr<std::size_t> none(runtime::Loop&) {
    return std::make_unique<std::size_t>(0);
}

}  // namespace

Bulkhead::Bulkhead(runtime::Loops& loops, rpc::Channel& upstream, const OverloadSettings& settings,
                   telemetry::Counter full)
    : upstream_(upstream),
      calls_max_(share(settings.in_flight_max, loops)),
      streams_max_(share(settings.streams_max, loops)),
      full_(full),
      calls_(loops, none),
      streams_(loops, none) {}

std::unexpected<Error> Bulkhead::refuse() const {
    full_.add();
    return fail(overload());
}

Task<Result<void>> Bulkhead::call(const rpc::Method& method, CallContext& context,
                                  const google::protobuf::Message& request,
                                  google::protobuf::Message& response) {
    auto& taken = calls_.local();
    if (taken >= calls_max_) co_return refuse();
    const Place place(taken);
    co_return co_await upstream_.call(method, context, request, response);
}

Task<Result<void>> Bulkhead::stream(const rpc::Method& method, CallContext& context,
                                    const google::protobuf::Message& request, rpc::MessageSink& sink) {
    auto& taken = streams_.local();
    if (taken >= streams_max_) co_return refuse();
    const Place place(taken);
    co_return co_await upstream_.stream(method, context, request, sink);
}

}  // namespace ecommerce::gateway
