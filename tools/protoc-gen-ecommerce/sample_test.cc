// SPDX-License-Identifier: Apache-2.0
// Generated interfaces, endpoints, clients and method tables at work.
#include <coroutine>
#include <optional>

#include <gmock/gmock.h>
#include <google/protobuf/message.h>

#include "generator_sample/v1/error_reason.rpc.h"
#include "generator_sample/v1/parcel.rpc.h"
#include "generator_sample/v1/sample_service.rpc.h"

namespace ecommerce::generator_sample::v1 {
namespace {

class Implementation final : public SampleService {
public:
    Task<Result<GetThingResponse>> GetThing(CallContext& context, const GetThingRequest& request) override {
        if (request.name() == "none") {
            co_return fail(reason::out_of_stock("There is none."));
        }
        context.reply_headers.emplace_back("x-seen", request.name());
        GetThingResponse response;
        response.set_name("thing " + request.name());
        co_return response;
    }
    Task<Result<CheckAllResponse>> CheckAll(CallContext&, const CheckAllRequest&) override {
        co_return CheckAllResponse();
    }
    Task<Result<void>> WatchThing(CallContext&, const WatchThingRequest& request,
                                  rpc::Writer<WatchThingResponse>& out) override {
        for (std::uint32_t i = 0; i < request.count(); ++i) {
            WatchThingResponse message;
            message.set_number(i);
            auto written = co_await out.write(message);
            if (!written) co_return fail(written.error());
        }
        co_return Result<void>{};
    }
    Task<Result<PokeResponse>> Poke(CallContext&, const PokeRequest&) override { co_return PokeResponse(); }
};

// Finds the method in the endpoint, as local channels do.
class DirectChannel final : public rpc::Channel {
public:
    explicit DirectChannel(rpc::Endpoint& endpoint) : endpoint_(endpoint) {}
    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        return endpoint_.call(index(method), context, request, response);
    }
    Task<Result<void>> stream(const rpc::Method& method, CallContext& context,
                              const google::protobuf::Message& request, rpc::MessageSink& sink) override {
        return endpoint_.stream(index(method), context, request, sink);
    }

private:
    std::size_t index(const rpc::Method& method) const {
        return std::size_t(&method - endpoint_.methods().data());
    }
    rpc::Endpoint& endpoint_;
};

class Collector final : public rpc::MessageSink {
public:
    explicit Collector(std::size_t limit) : limit_(limit) {}
    Task<Result<void>> write(const google::protobuf::Message& message) override {
        if (numbers.size() == limit_) co_return fail(Code::cancelled, "GONE", "Nobody listens.");
        numbers.push_back(static_cast<const WatchThingResponse&>(message).number());
        co_return Result<void>{};
    }
    std::vector<std::uint32_t> numbers;

private:
    std::size_t limit_;
};

// Nothing here waits, so a started task has ended when start returns.
struct Detached {
    struct promise_type {
        Detached get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { throw; }
    };
};

template <typename T>
Detached start(Task<T> task, std::optional<T>& result) {
    result.emplace(co_await std::move(task));
}

template <typename T>
T run(Task<T> task) {
    std::optional<T> result;
    start(std::move(task), result);
    return std::move(result).value();
}

class GeneratedService : public testing::Test {
protected:
    Implementation implementation_;
    SampleServiceEndpoint endpoint_{implementation_};
    DirectChannel channel_{endpoint_};
    SampleServiceClient client_{channel_};
    CallContext context_;
};

TEST_F(GeneratedService, CallsTheImplementationThroughAChannel) {
    GetThingRequest request;
    request.set_name("one");
    const auto reply = run(client_.GetThing(context_, request));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->name(), "thing one");
    EXPECT_EQ(context_.reply_headers.front().second, "one");
}

TEST_F(GeneratedService, PassesErrorsOn) {
    GetThingRequest request;
    request.set_name("none");
    const auto reply = run(client_.GetThing(context_, request));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code(), Code::precondition);
    EXPECT_EQ(reply.error().reason(), "OUT_OF_STOCK");
}

TEST_F(GeneratedService, StreamsUntilNobodyListens) {
    WatchThingRequest request;
    request.set_count(5);
    Collector all(10);
    rpc::Writer<WatchThingResponse> writer(all);
    EXPECT_TRUE(run(client_.WatchThing(context_, request, writer)));
    EXPECT_THAT(all.numbers, testing::ElementsAre(0, 1, 2, 3, 4));

    Collector two(2);
    rpc::Writer<WatchThingResponse> leaving(two);
    const auto ended = run(client_.WatchThing(context_, request, leaving));
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code(), Code::cancelled);
}

TEST_F(GeneratedService, TellsNamesAndHttpRules) {
    const auto methods = SampleService::methods();
    ASSERT_EQ(methods.size(), 4U);
    EXPECT_EQ(methods[0].service, SampleService::kFullName);
    EXPECT_EQ(SampleServiceClient::kServedBy, "generator_sample");
    EXPECT_EQ(methods[0].path, "/ecommerce.generator_sample.v1.SampleService/GetThing");
    ASSERT_EQ(methods[0].http.size(), 2U);
    EXPECT_EQ(methods[0].http[1].path, "/v1/old-things/{name}");
    EXPECT_EQ(methods[1].http[0].verb, "POST");
    EXPECT_EQ(methods[1].http[0].body, "*");
    EXPECT_TRUE(methods[3].http.empty());
    EXPECT_EQ(methods[0].request()->GetTypeName(), "ecommerce.generator_sample.v1.GetThingRequest");
    EXPECT_EQ(methods[2].response()->GetTypeName(), "ecommerce.generator_sample.v1.WatchThingResponse");
}

TEST_F(GeneratedService, TellsAccessAndPolicy) {
    const auto methods = SampleService::methods();
    EXPECT_TRUE(methods[0].access.anonymous);
    EXPECT_FALSE(methods[0].access.internal);
    EXPECT_EQ(methods[0].timeout, std::chrono::milliseconds(800));
    EXPECT_EQ(methods[0].cache, std::chrono::seconds(5));
    EXPECT_EQ(methods[0].request_bytes_max, rpc::kRequestBytesMax);
    EXPECT_EQ(methods[0].reply_bytes_max, 9'000'000U);
    EXPECT_EQ(methods[0].retry, rpc::Retry::no_side_effects);
    EXPECT_EQ(methods[0].rate_class, "read");
    EXPECT_TRUE(methods[1].access.internal);
    EXPECT_EQ(methods[1].access.roles, RoleSet().with(Role::customer).with(Role::admin));
    EXPECT_EQ(methods[1].idempotency_key, rpc::KeyUse::required);
    EXPECT_EQ(methods[1].rate_class, "checkout");
    EXPECT_EQ(methods[1].retry, rpc::Retry::idempotent);
    EXPECT_EQ(methods[1].timeout, std::chrono::seconds(5));
    EXPECT_TRUE(methods[2].server_streaming);
    EXPECT_EQ(methods[2].timeout, std::chrono::minutes(5));
    EXPECT_EQ(methods[3].rate_class, "write");
}

TEST_F(GeneratedService, ValidatesRequestsThroughTheTable) {
    validation::Violations violations;
    SampleService::methods()[1].validate(CheckAllRequest(), violations);
    EXPECT_THAT(violations, testing::SizeIs(2));  // name and inner
    SampleService::methods()[0].validate(GetThingRequest(), violations);
    EXPECT_THAT(violations, testing::SizeIs(2));
}

TEST_F(GeneratedService, NamesReasons) {
    EXPECT_EQ(reason::kOutOfStock, "OUT_OF_STOCK");
    EXPECT_EQ(reason::kV2Only, "V2_ONLY");
}

TEST_F(GeneratedService, MakesErrorsOfReasons) {
    const auto none = reason::out_of_stock("None is left.");
    EXPECT_TRUE(none.declared());
    EXPECT_EQ(none.code(), Code::precondition);
    EXPECT_EQ(none.reason(), reason::kOutOfStock);
    EXPECT_EQ(none.message(), "None is left.");
    EXPECT_EQ(none.http_status(), 0);
    EXPECT_EQ(reason::v2_only("Too old.").http_status(), 415);
}

}  // namespace
}  // namespace ecommerce::generator_sample::v1
