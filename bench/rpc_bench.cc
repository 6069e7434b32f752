// SPDX-License-Identifier: Apache-2.0
// What a call costs: straight to the implementation, through a local channel, and over gRPC on the
// loopback interface. Prints one line each; CPU is that of the whole process, both sides of gRPC included.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>

#include "framework/rpc/channels.h"
#include "framework/rpc/grpc_server.h"
#include "framework/rpc/local_channel.h"
#include "framework/rpc/testing/memory_idempotency_store.h"
#include "framework/rpc/testing/test_endpoint.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {
namespace {

using testing::TestEndpoint;
using testing::Text;
using Clock = std::chrono::steady_clock;

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class NoCallers final : public Authenticator {
public:
    Task<Result<Principal>> authenticate(CallContext&, const Credentials&) override {
        Principal principal;
        principal.service = "bench";
        co_return principal;
    }
};

class NoSigner final : public IdentitySigner {
public:
    std::string sign(const CallContext&) override { return "bench"; }
};

// A context as full as that of a signed-in customer behind the gateway.
CallContext full_context() {
    CallContext context;
    context.deadline = deadline_in(std::chrono::minutes(10));
    context.principal = testing::customer(4711);
    context.principal.session_id = "0191f5d2-7c1e-7a52-9d1b-0d6a3b1c2e3f";
    context.trace = Trace::start(false);
    context.request_id = "0191f5d2-7c1e-7a52-9d1b-0d6a3b1c2e40";
    context.client_address = "203.0.113.9";
    context.user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    return context;
}

using Call = std::function<Task<Result<void>>(CallContext&, const Text&, Text&)>;

Task<void> repeat(const Call& call, int times) {
    auto context = full_context();
    const auto request = testing::text("hello");
    Text response;
    for (int i = 0; i < times; ++i) {
        if (!co_await call(context, request, response)) std::abort();
    }
}

Task<void> at_once(const Call& call, int lanes, int times) {
    runtime::TaskGroup group;
    for (int i = 0; i < lanes; ++i) group.start(repeat(call, times / lanes));
    co_await group.close();
}

double measure(runtime::Loops& loops, const char* name, const Call& call, int lanes, int times) {
    loops.run_blocking(0, at_once(call, lanes, times / 10));  // warm
    const auto cpu = cpu_seconds();
    const auto began = Clock::now();
    loops.run_blocking(0, at_once(call, lanes, times));
    const std::chrono::duration<double, std::micro> wall = Clock::now() - began;
    const double each = wall.count() / times;
    std::printf("%-34s %10.3f us/call %12.0f calls/s %10.3f us CPU/call\n", name, each, 1e6 / each,
                (cpu_seconds() - cpu) * 1e6 / times);
    return each;
}

int run() {
    runtime::Loops loops(2);
    TestEndpoint endpoint;
    testing::MemoryIdempotencyStore store;
    Front front(endpoint, {.idempotency = &store});
    Fronts fronts;
    fronts.add("texts", front);
    const auto& method = TestEndpoint::method(TestEndpoint::kInternal);

    Endpoint& plain = endpoint;
    const double direct = measure(
        loops, "plain call",
        [&](CallContext& c, const Text& q, Text& r) { return plain.call(TestEndpoint::kInternal, c, q, r); },
        1, 2'000'000);
    LocalChannel local("checkout", "texts", fronts);
    const double through = measure(
        loops, "local channel",
        [&](CallContext& c, const Text& q, Text& r) { return local.call(method, c, q, r); }, 1, 1'000'000);
    std::printf("%-34s %10.3f us/call\n", "local channel over plain call", through - direct);

    NoCallers authenticator;
    NoSigner signer;
    GrpcServer server(loops, fronts, authenticator, {});
    const StaticResolver resolver({{"texts", {"127.0.0.1:" + std::to_string(server.port())}}});
    const Fronts nothing;
    Network network(nothing, resolver, signer, {}, nullptr);
    Channels channels("checkout", network);
    auto& remote = channels.to("texts");
    const Call over_grpc = [&](CallContext& c, const Text& q, Text& r) {
        return remote.call(method, c, q, r);
    };
    measure(loops, "gRPC, 1 at a time", over_grpc, 1, 10'000);
    measure(loops, "gRPC, 32 at once", over_grpc, 32, 64'000);
    server.shutdown(std::chrono::seconds(5));
    return 0;
}

}  // namespace
}  // namespace ecommerce::rpc

int main() {
    return ecommerce::rpc::run();
}
