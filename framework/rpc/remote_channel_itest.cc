// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/remote_channel.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/rpc/local_channel.h"
#include "framework/rpc/testing/grpc_fixture.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {
namespace {

using namespace std::chrono_literals;
using testing::customer;
using testing::TestEndpoint;
using testing::Text;
using testing::text;

class RemoteChannelTest : public testing::GrpcFixture {
protected:
    RemoteChannelTest() {
        server = serve();
        network = elsewhere({address(*server)});
        services = std::make_unique<Channels>("checkout", *network);
        edge = std::make_unique<Channels>("", *network);
    }
    Channel& remote() { return services->to("texts"); }
    Channel& remote_edge() { return edge->to("texts"); }

    std::unique_ptr<GrpcServer> server;
    std::unique_ptr<Network> network;
    std::unique_ptr<Channels> services;
    std::unique_ptr<Channels> edge;
};

std::string describe(const Result<std::string>& result) {
    if (result) return "ok " + *result;
    const auto& error = result.error();
    auto line = std::string(to_string(error.code())) + " " + error.reason() + " " + error.message();
    for (const auto& [key, value] : error.metadata()) line += " " + key + "=" + value;
    for (const auto& violation : error.violations()) line += " " + violation.field + ":" + violation.message;
    return line + " " + std::to_string(error.retry_after_seconds());
}

TEST_F(RemoteChannelTest, GivesWhatALocalChannelGives) {
    Network here(fronts, *resolvers[0], signer, {}, nullptr);
    Channels neighbours("checkout", here);
    endpoint.unary = [](CallContext&, const Text& request, Text& response) -> Task<Result<void>> {
        for (int i = 0; i <= int(Code::internal); ++i) {
            if (request.value() != to_string(Code(i))) continue;
            co_return fail(Error(Reason{"SOME_REASON", Code(i), 418}, "A sentence, with ünïcode.")
                               .with("sku", "7")
                               .retry_after(i)
                               .violations({{"a.b[1]", "is wrong"}}));
        }
        if (request.value() == "throw") throw std::runtime_error("secret");
        response.set_value(request.value());
        co_return Result<void>();
    };
    std::vector<std::string> requests = {"", "hello", "bad", "throw", std::string(1 << 20, 'x')};
    for (int i = 0; i <= int(Code::internal); ++i) requests.emplace_back(to_string(Code(i)));
    for (const auto& request : requests) {
        auto context = in(5s);
        context.principal = customer(3);
        EXPECT_EQ(describe(call(remote(), TestEndpoint::kWrite, context, request)),
                  describe(call(neighbours.to("texts"), TestEndpoint::kWrite, context, request)));
    }
    for (const auto method :
         {TestEndpoint::kRead, TestEndpoint::kWrite, TestEndpoint::kPlace, TestEndpoint::kInternal}) {
        auto anonymous = in(5s);
        EXPECT_EQ(describe(call(remote(), method, anonymous)),
                  describe(call(neighbours.to("texts"), method, anonymous)));
    }
}

TEST_F(RemoteChannelTest, CarriesTheContext) {
    CallContext seen;
    endpoint.unary = [&seen](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
        seen = inner;
        co_return Result<void>();
    };
    auto context = in(3s);
    context.principal = customer(77);
    context.trace = Trace::start(true);
    context.request_id = "request-1";
    context.guest_token = "guest-1";
    context.client_address = "203.0.113.9";
    context.user_agent = "Lynx/2.9 \xe2\x98\x83\n";
    ASSERT_TRUE(call(remote(), TestEndpoint::kWrite, context));
    EXPECT_EQ(seen.principal.user_id, 77);
    EXPECT_EQ(seen.principal.service, "checkout");
    EXPECT_EQ(seen.trace.trace_id, context.trace.trace_id);
    EXPECT_NE(seen.trace.span_id, context.trace.span_id);
    EXPECT_TRUE(seen.trace.sampled);
    EXPECT_EQ(seen.request_id, "request-1");
    EXPECT_EQ(seen.guest_token, "guest-1");
    EXPECT_EQ(seen.client_address, "203.0.113.9");
    EXPECT_EQ(seen.user_agent, "Lynx/2.9 ????");
    EXPECT_LT(seen.deadline, context.deadline + 10s) << "the method itself has 20 s";
}

TEST_F(RemoteChannelTest, CarriesKeyAndReplyHeadersForTheEdge) {
    int effects = 0;
    endpoint.unary = [&effects](CallContext& inner, const Text&, Text& response) -> Task<Result<void>> {
        inner.reply_headers.emplace_back("location", "/v1/texts/1");
        response.set_value(std::to_string(++effects));
        co_return Result<void>();
    };
    for (int i = 0; i < 3; ++i) {
        auto context = in(5s);
        context.principal = customer(1);
        context.idempotency_key = "once";
        EXPECT_EQ(call(remote_edge(), TestEndpoint::kPlace, context).value(), "1");
        HeaderList expected = {{"location", "/v1/texts/1"}};
        if (i > 0) expected.emplace_back("idempotent-replayed", "true");
        EXPECT_THAT(context.reply_headers, ::testing::UnorderedElementsAreArray(expected));
    }
    auto context = in(5s);
    context.principal = customer(1);
    context.idempotency_key = "no\nkey";
    EXPECT_EQ(call(remote_edge(), TestEndpoint::kPlace, context).error().code(), Code::invalid);
    context.idempotency_key = "";
    EXPECT_EQ(call(remote_edge(), TestEndpoint::kPlace, context).error().reason(),
              "IDEMPOTENCY_KEY_REQUIRED");
    EXPECT_EQ(call(remote_edge(), TestEndpoint::kInternal, context).error().code(), Code::forbidden);
}

TEST_F(RemoteChannelTest, EndsAtTheDeadline) {
    std::atomic<bool> over = false;
    endpoint.unary = [&over](CallContext&, const Text&, Text&) -> Task<Result<void>> {
        while (!over) co_await runtime::sleep(1ms);
        co_return Result<void>();
    };
    auto context = in(50ms);
    const auto result = call(remote(), TestEndpoint::kInternal, context);
    over = true;
    server->shutdown(5s);  // before what the method uses goes
    EXPECT_EQ(result.error().code(), Code::deadline);
    EXPECT_EQ(result.error().reason(), "DEADLINE_EXCEEDED");
}

TEST_F(RemoteChannelTest, EndsWhatOnlyReadsOnBothSidesWhenNobodyWaitsForIt) {
    std::atomic<bool> begun = false, ended = false;
    endpoint.unary = [&](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
        begun = true;
        while (!inner.cancelled()) co_await runtime::sleep(1ms);
        ended = true;
        co_return fail(reason::cancelled("Nobody waits."));
    };
    std::stop_source caller;
    const std::jthread leaving([&] {
        while (!begun) std::this_thread::yield();
        caller.request_stop();
    });
    auto context = in(20s);
    context.cancellation = caller.get_token();
    EXPECT_EQ(call(remote(), TestEndpoint::kRead, context).error().code(), Code::cancelled);
    EXPECT_TRUE(server->shutdown(10s));
    EXPECT_TRUE(ended);
}

TEST_F(RemoteChannelTest, LetsWhatMayChangeSomethingRunToItsEnd) {
    endpoint.unary = [](CallContext& inner, const Text&, Text& response) -> Task<Result<void>> {
        response.set_value(inner.cancellation.stop_possible() ? "may end" : "runs on");
        co_return Result<void>();
    };
    std::stop_source caller;
    caller.request_stop();
    auto context = in(20s);
    context.principal = testing::customer(1);
    context.cancellation = caller.get_token();
    EXPECT_EQ(call(remote(), TestEndpoint::kWrite, context).value(), "runs on");
}

TEST_F(RemoteChannelTest, RetriesOnlyWhatMayRunTwice) {
    std::atomic<int> runs = 0;
    endpoint.unary = [&runs](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
        if (++runs < 3) co_return fail(reason::unavailable("Not now."));
        response.set_value("third");
        co_return Result<void>();
    };
    auto context = in(5s);
    EXPECT_EQ(call(remote(), TestEndpoint::kRead, context).value(), "third");
    EXPECT_EQ(runs, 3);
    runs = 0;
    EXPECT_EQ(call(remote(), TestEndpoint::kInternal, context).error().code(), Code::unavailable);
    EXPECT_EQ(runs, 1);
}

TEST_F(RemoteChannelTest, StopsCallingAPeerThatKeepsFailing) {
    std::atomic<int> runs = 0;
    endpoint.unary = [&runs](CallContext&, const Text&, Text&) -> Task<Result<void>> {
        ++runs;
        co_return fail(Error(Reason{"DATABASE_DOWN", Code::unavailable}, "Not now."));
    };
    for (int i = 0; i < 30; ++i) {
        auto context = in(5s);
        const auto result = call(remote(), TestEndpoint::kInternal, context);
        EXPECT_EQ(result.error().code(), Code::unavailable);
        EXPECT_EQ(result.error().reason(), i < 20 ? "DATABASE_DOWN" : "UNAVAILABLE");
        if (i >= 20) EXPECT_GE(result.error().retry_after_seconds(), 1);
    }
    EXPECT_EQ(runs, 20);
}

TEST_F(RemoteChannelTest, TellsAPeerThatIsNotThereFromOneThatRefuses) {
    auto lonely = elsewhere({"127.0.0.1:1"});
    Channels channels("checkout", *lonely);
    auto context = in(5s);
    const auto gone = call(channels.to("texts"), TestEndpoint::kInternal, context);
    EXPECT_EQ(gone.error().code(), Code::unavailable);
    EXPECT_EQ(gone.error().message().find("127.0.0.1"), std::string::npos) << "addresses are not for users";
    EXPECT_EQ(call(channels.to("unknown"), TestEndpoint::kInternal, context).error().code(),
              Code::unavailable);
    EXPECT_EQ(call(services->to("unknown"), TestEndpoint::kInternal, context).error().code(),
              Code::unavailable);
}

TEST_F(RemoteChannelTest, GoesOnWithTheInstanceThatIsLeft) {
    auto second = serve();
    auto both = elsewhere({address(*server), address(*second)});
    Channels channels("checkout", *both);
    auto context = in(20s);
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(call(channels.to("texts"), TestEndpoint::kRead, context));
    second->shutdown(1s);
    for (int i = 0; i < 60; ++i) EXPECT_TRUE(call(channels.to("texts"), TestEndpoint::kRead, context)) << i;
}

TEST_F(RemoteChannelTest, CarriesMessagesAsLargeAsTheContractSaysLikeALocalOne) {
    LocalChannel local("checkout", "texts", fronts);
    endpoint.unary = [](CallContext&, const Text& request, Text& response) -> Task<Result<void>> {
        response.set_value(request.value() == "much" ? std::string(7 << 20, 'x') : request.value());
        co_return {};
    };
    for (Channel* channel : {static_cast<Channel*>(&local), &remote()}) {
        auto context = in(20s);
        const std::string large(5 << 20, 'x');
        EXPECT_EQ(call(*channel, TestEndpoint::kInternal, context, large), large);
        for (const auto& [method, bytes] :
             {std::pair(TestEndpoint::kInternal, 7 << 20), std::pair(TestEndpoint::kRead, (1 << 20) + 1)}) {
            const auto refused = call(*channel, method, context, std::string(std::size_t(bytes), 'x'));
            ASSERT_FALSE(refused);
            EXPECT_EQ(refused.error().code(), Code::too_large);
            EXPECT_EQ(refused.error().reason(), "BODY_TOO_LARGE");
            EXPECT_EQ(refused.error().message(), "The request is larger than this method takes.");
        }
        const auto broken = call(*channel, TestEndpoint::kInternal, context, "much");
        ASSERT_FALSE(broken) << "a reply beyond the contract";
        EXPECT_EQ(broken.error().code(), Code::internal);
    }
}

// Takes `wanted` messages, then listens no more.
class Collector final : public MessageSink {
public:
    explicit Collector(std::size_t wanted) : wanted_(wanted) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        if (texts.size() == wanted_) co_return fail(Error(Reason{"ENOUGH", Code::cancelled}, "Enough."));
        texts.push_back(static_cast<const Text&>(message).value());
        co_return Result<void>();
    }
    std::vector<std::string> texts;

private:
    std::size_t wanted_;
};

Task<Result<void>> watch(Channel& channel, CallContext& context, MessageSink& sink) {
    const auto request = text("a");
    co_return co_await channel.stream(TestEndpoint::method(TestEndpoint::kWatch), context, request, sink);
}

TEST_F(RemoteChannelTest, StreamsInOrderAndEndsWithTheStatus) {
    endpoint.streaming = [](CallContext&, const Text&, Writer<Text>& out) -> Task<Result<void>> {
        for (int i = 0; i < 500; ++i) {
            const auto message = text(std::to_string(i));
            if (auto sent = co_await out.write(message); !sent) co_return sent;
        }
        co_return fail(Error(Reason{"ORDER_NOT_FOUND", Code::not_found}, "It is gone."));
    };
    auto context = in(10s);
    Collector sink(1000);
    const auto result = testing::run(loops, watch(remote(), context, sink));
    ASSERT_EQ(sink.texts.size(), 500U);
    EXPECT_EQ(sink.texts[499], "499");
    EXPECT_EQ(result.error().reason(), "ORDER_NOT_FOUND");
}

TEST_F(RemoteChannelTest, StopsTheStreamWhenTheListenerLeaves) {
    std::atomic<bool> stopped = false;
    endpoint.streaming = [&stopped](CallContext&, const Text&, Writer<Text>& out) -> Task<Result<void>> {
        for (;;) {
            const auto message = text(std::string(1000, 'x'));
            if (auto sent = co_await out.write(message); !sent) {
                stopped = true;
                co_return sent;
            }
        }
    };
    auto context = in(10s);
    Collector sink(3);
    EXPECT_EQ(testing::run(loops, watch(remote(), context, sink)).error().reason(), "ENOUGH");
    server->shutdown(5s);
    EXPECT_TRUE(stopped);
}

TEST_F(RemoteChannelTest, EndsAQuietStreamWhenTheCallerLeaves) {
    std::atomic<bool> stopped = false;
    endpoint.streaming = [&stopped](CallContext& inner, const Text&,
                                    Writer<Text>& out) -> Task<Result<void>> {
        const auto message = text("first");
        auto sent = co_await out.write(message);
        while (sent && !inner.expired()) co_await runtime::sleep(1ms);
        stopped = true;
        co_return fail(reason::deadline_exceeded("Too late."));
    };
    auto context = in(100ms);
    Collector sink(10);
    EXPECT_EQ(testing::run(loops, watch(remote(), context, sink)).error().code(), Code::deadline);
    EXPECT_EQ(sink.texts.size(), 1U);
    EXPECT_TRUE(server->shutdown(5s));
    EXPECT_TRUE(stopped);
}

TEST_F(RemoteChannelTest, SurvivesAListenerThatThrows) {
    endpoint.streaming = [](CallContext&, const Text&, Writer<Text>& out) -> Task<Result<void>> {
        const auto message = text("first");
        co_return co_await out.write(message);
    };
    class Thrower final : public MessageSink {
        Task<Result<void>> write(const google::protobuf::Message&) override {
            throw std::runtime_error("no");
        }
    };
    auto context = in(5s);
    Thrower sink;
    EXPECT_THROW((void)testing::run(loops, watch(remote(), context, sink)), std::runtime_error);
}

TEST_F(RemoteChannelTest, SendsNoFasterThanTheListenerTakes) {
    constexpr int kMessageBytes = 100'000;
    std::atomic<int> sent = 0;
    endpoint.streaming = [&sent](CallContext&, const Text&, Writer<Text>& out) -> Task<Result<void>> {
        const auto message = text(std::string(kMessageBytes, 'x'));
        for (;;) {
            if (auto result = co_await out.write(message); !result) co_return result;
            ++sent;
        }
    };
    // Takes one message, then waits until the sender has stopped for a while.
    class Slow final : public MessageSink {
    public:
        explicit Slow(std::atomic<int>& count) : count_(count) {}
        Task<Result<void>> write(const google::protobuf::Message&) override {
            int before = -1;
            while (std::exchange(before, count_.load()) != count_.load()) co_await runtime::sleep(100ms);
            stopped_at = before;
            co_return fail(Error(Reason{"ENOUGH", Code::cancelled}, "Enough."));
        }
        int stopped_at = 0;

    private:
        std::atomic<int>& count_;
    };
    auto context = in(20s);
    Slow sink(sent);
    EXPECT_EQ(testing::run(loops, watch(remote(), context, sink)).error().reason(), "ENOUGH");
    EXPECT_LT(sink.stopped_at, 200) << "the rest must wait at the sender";
    server->shutdown(5s);
}

TEST_F(RemoteChannelTest, TellsTheObserverWhatUsersAreNotTold) {
    class Witness final : public Observer {
    public:
        void ended(const EndedCall& call) override {
            side = call.side;
            code = call.error ? call.error->code() : Code::internal;
            detail = call.detail;
            parent = call.parent_span;
        }
        Side side = Side::server;
        Code code = Code::internal;
        std::string detail;
        std::uint64_t parent = 0;
    };
    Witness witness;
    const StaticResolver resolver({{"texts", {"127.0.0.1:1"}}});
    Network lonely(nothing, resolver, signer, {}, &witness);
    Channels channels("checkout", lonely);
    auto context = in(5s);
    context.trace = Trace::start(true);
    EXPECT_FALSE(call(channels.to("texts"), TestEndpoint::kInternal, context));
    EXPECT_EQ(witness.side, Side::client);
    EXPECT_EQ(witness.code, Code::unavailable);
    EXPECT_EQ(witness.parent, context.trace.span_id);
    EXPECT_NE(witness.detail.find("127.0.0.1:1"), std::string::npos);
}

TEST_F(RemoteChannelTest, TakesManyCallsAtOnce) {
    endpoint.unary = [](CallContext&, const Text& request, Text& response) -> Task<Result<void>> {
        co_await runtime::sleep(1ms);
        response.set_value(request.value());
        co_return Result<void>();
    };
    const auto many = [](Channel& channel, int& good) -> Task<int> {
        runtime::TaskGroup group;
        const auto one = [](Channel& to, int number, int& count) -> Task<void> {
            const auto request = text(std::to_string(number));
            Text response;
            CallContext context = in(20s);
            if (co_await to.call(TestEndpoint::method(TestEndpoint::kInternal), context, request, response)) {
                if (response.value() == request.value()) ++count;
            }
        };
        for (int i = 0; i < 300; ++i) group.start(one(channel, i, good));
        co_await group.close();
        co_return good;
    };
    int good = 0;
    EXPECT_EQ(testing::run(loops, many(remote(), good)), 300);
}

}  // namespace
}  // namespace ecommerce::rpc
