// SPDX-License-Identifier: Apache-2.0
// The order in which RpcHandler asks its interceptors.
#include "framework/rest/interceptor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/rest/rpc_handler.h"
#include "framework/runtime/loop.h"

#include "rest_sample/v1/sample.pb.h"

namespace ecommerce::rest {
namespace {

using rest_sample::v1::SampleRequest;
using rest_sample::v1::SampleResponse;
using testing::ElementsAre;

const google::protobuf::Message* sample_request() {
    return &SampleRequest::default_instance();
}
const google::protobuf::Message* sample_response() {
    return &SampleResponse::default_instance();
}

constexpr rpc::HttpRule kGet[] = {{"GET", "/v1/items/{item_id}", ""}};

using Steps = std::vector<std::string>;

class SampleChannel final : public rpc::Channel {
public:
    explicit SampleChannel(Steps& steps) : steps_(steps) {}
    Task<Result<void>> call(const rpc::Method&, CallContext&, const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        steps_.push_back("call " + std::to_string(static_cast<const SampleRequest&>(request).item_id()));
        static_cast<SampleResponse&>(response).mutable_seen()->CopyFrom(request);
        co_return Result<void>();
    }
    Task<Result<void>> stream(const rpc::Method&, CallContext&, const google::protobuf::Message&,
                              rpc::MessageSink&) override {
        co_return Result<void>();
    }

private:
    Steps& steps_;
};

// Writes down when it is asked; answers where the test says so.
class Noting final : public Interceptor {
public:
    Noting(std::string name, Steps& steps) : name_(std::move(name)), steps_(steps) {}

    std::optional<Task<http::Response>> early(Exchange&) override {
        note("early");
        if (answers == "early") return ready(http::Response::of(200, "text/plain", name_));
        return std::nullopt;
    }
    bool guards() override { return !refuses_.empty(); }
    std::optional<Task<std::optional<http::Response>>> admit(http::Request&,
                                                             const rpc::Method& method) override {
        note("admit " + std::string(method.name));
        return reply_to_waiting();
    }
    std::optional<Task<std::optional<http::Response>>> enter(Exchange&) override {
        note("enter");
        if (answers == "enter") return reply_to_waiting();
        return std::nullopt;
    }
    Task<std::optional<http::Response>> before(Exchange& exchange) override {
        note("before");
        exchange.keep(*this, std::string("kept by " + name_));
        if (answers == "before") co_return http::Response::of(200, "text/plain", name_);
        co_return std::nullopt;
    }
    Result<void> before_call(Exchange&, google::protobuf::Message& request) override {
        note("before_call");
        if (answers == "before_call") return fail(Error(Reason{"NO", Code::forbidden}, "No."));
        auto& sample = static_cast<SampleRequest&>(request);
        sample.set_item_id(sample.item_id() + 1);
        return {};
    }
    void after_call(Exchange&, const Result<void>& called, google::protobuf::Message&) override {
        note(called ? "after_call" : "after_call failed");
    }
    Task<void> after(Exchange& exchange, http::Response& response) override {
        note("after");
        if (const auto* kept = exchange.kept<std::string>(*this)) response.headers.add("x-kept", *kept);
        co_return;
    }
    void done(Exchange&, http::Response& response) override {
        note("done " + std::to_string(response.status));
    }

    void guard() { refuses_ = name_; }

    std::string answers;

private:
    Task<std::optional<http::Response>> reply_to_waiting() {
        co_return http::Response::of(503, "text/plain", name_);
    }
    void note(const std::string& step) { steps_.push_back(name_ + " " + step); }

    const std::string name_;
    std::string refuses_;
    Steps& steps_;
};

class InterceptorTest : public testing::Test {
protected:
    InterceptorTest() {
        method_.service = "test.Sample";
        method_.name = "Get";
        method_.path = "/test.Sample/Get";
        method_.http = kGet;
        method_.access.anonymous = true;
        method_.request = sample_request;
        method_.response = sample_response;
        handler_.add({&method_, 1}, channel_);
    }
    http::Response get(const std::string& path) {
        steps_.clear();
        auto request = http::Request::from_text("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        http::Response response;
        runtime::Loops loops(1);
        loops.run_blocking(0, handle(handler_, *request, response));
        return response;
    }
    static Task<void> handle(RpcHandler& handler, http::Request& request, http::Response& out) {
        out = co_await handler.handle(request);
    }

    Steps steps_;
    rpc::Method method_{};
    SampleChannel channel_{steps_};
    Noting outer_{"outer", steps_};
    Noting inner_{"inner", steps_};
    RpcHandler handler_{{.interceptors = {&outer_, &inner_}}};
};

TEST_F(InterceptorTest, StandAroundTheCallInTheirOrder) {
    const auto response = get("/v1/items/5");
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(steps_, ElementsAre("outer early", "inner early", "outer enter", "inner enter",
                                    "outer before", "inner before", "outer before_call", "inner before_call",
                                    "call 7", "inner after_call", "outer after_call", "inner after",
                                    "outer after", "inner done 200", "outer done 200"));
}

TEST_F(InterceptorTest, MayAnswerBeforeAnythingIsKnown) {
    inner_.answers = "early";
    EXPECT_EQ(get("/v1/items/5").body, "inner");
    EXPECT_THAT(steps_, ElementsAre("outer early", "inner early", "outer done 200"));
}

TEST_F(InterceptorTest, MayAnswerBeforeTheCallerIsKnown) {
    inner_.answers = "enter";
    EXPECT_EQ(get("/v1/items/5").body, "inner");
    EXPECT_THAT(steps_, ElementsAre("outer early", "inner early", "outer enter", "inner enter",
                                    "inner done 503", "outer done 503"));
}

TEST_F(InterceptorTest, MayGuardTheDoor) {
    auto request = *http::Request::from_text("GET /v1/items/5 HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(handler_.admit(request).has_value());
    EXPECT_THAT(steps_, ElementsAre());
    inner_.guard();
    EXPECT_TRUE(handler_.admit(request).has_value());
    EXPECT_THAT(steps_, ElementsAre("inner admit Get"));
    auto unknown = *http::Request::from_text("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_FALSE(handler_.admit(unknown).has_value());
}

TEST_F(InterceptorTest, MayAnswerInTheCallsPlace) {
    outer_.answers = "before";
    const auto response = get("/v1/items/5");
    EXPECT_EQ(response.body, "outer");
    EXPECT_EQ(response.headers.get("x-kept"), "kept by outer");
    EXPECT_THAT(steps_,
                ElementsAre("outer early", "inner early", "outer enter", "inner enter", "outer before",
                            "inner after", "outer after", "inner done 200", "outer done 200"));
}

TEST_F(InterceptorTest, MayRefuseWhatAMessageSays) {
    inner_.answers = "before_call";
    EXPECT_EQ(get("/v1/items/5").status, 403);
    EXPECT_THAT(steps_, ElementsAre("outer early", "inner early", "outer enter", "inner enter",
                                    "outer before", "inner before", "outer before_call", "inner before_call",
                                    "inner after", "outer after", "inner done 403", "outer done 403"));
}

TEST_F(InterceptorTest, SeeNoMoreOfARequestWithoutARouteThanItsReply) {
    EXPECT_EQ(get("/v1/nothing").status, 404);
    EXPECT_THAT(steps_, ElementsAre("outer early", "inner early", "inner done 404", "outer done 404"));
}

}  // namespace
}  // namespace ecommerce::rest
