// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/front.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "framework/call/proof.h"
#include "framework/rpc/testing/front_fixture.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {
namespace {

using namespace std::chrono_literals;
using testing::customer;
using testing::TestEndpoint;
using testing::Text;
using testing::text;

class FrontTest : public testing::FrontFixture {};

TEST_F(FrontTest, FindsMethodsByName) {
    EXPECT_EQ(front.find("Place"), TestEndpoint::kPlace);
    EXPECT_FALSE(front.find("place"));
    EXPECT_EQ(front.service(), "test.v1.TextService");
}

TEST_F(FrontTest, LetsOnlyThoseInWhomTheMethodNames) {
    Principal nobody;
    Principal service;
    service.service = "order";
    Principal seller = customer(2);
    seller.roles = RoleSet().with(Role::seller);
    Principal service_for_customer = customer(1);
    service_for_customer.service = "order";

    const auto code = [](std::size_t method, const Principal& who) -> std::optional<Code> {
        const auto allowed = check_access(TestEndpoint::method(method), who);
        return allowed ? std::nullopt : std::optional(allowed.error().code());
    };
    for (const auto& who : {nobody, service, seller, customer(1), service_for_customer}) {
        EXPECT_EQ(code(TestEndpoint::kRead, who), std::nullopt);
    }
    EXPECT_EQ(code(TestEndpoint::kWrite, nobody), Code::unauthenticated);
    EXPECT_EQ(code(TestEndpoint::kWrite, seller), Code::forbidden);
    EXPECT_EQ(code(TestEndpoint::kWrite, customer(1)), std::nullopt);
    EXPECT_EQ(code(TestEndpoint::kWrite, service), Code::unauthenticated);
    EXPECT_EQ(code(TestEndpoint::kWrite, service_for_customer), std::nullopt);
    EXPECT_EQ(code(TestEndpoint::kInternal, nobody), Code::unauthenticated);
    EXPECT_EQ(code(TestEndpoint::kInternal, customer(1)), Code::forbidden);
    EXPECT_EQ(code(TestEndpoint::kInternal, service), std::nullopt);
}

TEST_F(FrontTest, AsksForAProofWhereTheContractDoes) {
    Method method = TestEndpoint::method(TestEndpoint::kWrite);
    method.access = {.roles = RoleSet().with(Role::customer).with(kProven)};
    auto who = customer(1);
    EXPECT_EQ(check_access(method, who).error().reason(), "SECOND_FACTOR_NEEDED");
    who.roles = who.roles.with(kProven);
    EXPECT_TRUE(check_access(method, who));
    // A proof is no role.
    who.roles = RoleSet().with(kProven);
    EXPECT_EQ(check_access(method, who).error().reason(), "ROLE_REQUIRED");
    EXPECT_EQ(check_access(method, Principal{}).error().code(), Code::unauthenticated);
}

TEST_F(FrontTest, WhatEveryRoleMayDoNeedsNone) {
    Method method = TestEndpoint::method(TestEndpoint::kWrite);
    method.access = {.roles = kEveryRole};
    auto who = customer(1);
    who.roles = RoleSet();
    EXPECT_TRUE(check_access(method, who));
    EXPECT_EQ(check_access(method, Principal{}).error().code(), Code::unauthenticated);
}

TEST_F(FrontTest, DeniesAMethodThatAllowsNobody) {
    Method closed = TestEndpoint::method(TestEndpoint::kRead);
    closed.access = {};
    EXPECT_FALSE(check_access(closed, Principal{}));
    EXPECT_FALSE(check_access(closed, customer(1)));
}

TEST_F(FrontTest, NamesTheFieldsThatAreWrong) {
    const auto result = call(TestEndpoint::kRead, "bad");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), Code::invalid);
    EXPECT_EQ(result.error().reason(), "INVALID_FIELD");
    ASSERT_EQ(result.error().violations().size(), 1U);
    EXPECT_EQ(result.error().violations()[0].field, "value");
}

TEST_F(FrontTest, CleansTextsBeforeItLooksAtThem) {
    EXPECT_EQ(call(TestEndpoint::kRead, " fine"), "fine");
    EXPECT_EQ(call(TestEndpoint::kRead, " bad").error().reason(), "INVALID_FIELD");
}

TEST_F(FrontTest, RefusesACallWhoseTimeIsOver) {
    context.deadline = std::chrono::steady_clock::now() - 1ms;
    EXPECT_EQ(call(TestEndpoint::kRead).error().code(), Code::deadline);
}

TEST_F(FrontTest, NarrowsTheDeadlineToTheMethodsTime) {
    Deadline seen;
    endpoint.unary = [&seen](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
        seen = inner.deadline;
        co_return Result<void>();
    };
    ASSERT_TRUE(call(TestEndpoint::kRead));
    EXPECT_LE(seen, deadline_in(20s));

    CallContext hurried;
    const auto soon = hurried.deadline = deadline_in(1s);
    ASSERT_TRUE(call(TestEndpoint::kRead, hurried, ""));
    EXPECT_EQ(seen, soon);
}

TEST_F(FrontTest, LetsOnlyWhatChangesNothingEndWithItsCaller) {
    const std::stop_source caller;
    bool may_end = false;
    endpoint.unary = [&may_end](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
        may_end = inner.cancellation.stop_possible();
        co_return Result<void>();
    };
    context.principal = testing::customer(1);
    context.cancellation = caller.get_token();
    ASSERT_TRUE(call(TestEndpoint::kRead));
    EXPECT_TRUE(may_end);
    ASSERT_TRUE(call(TestEndpoint::kWrite));
    EXPECT_FALSE(may_end);
}

TEST_F(FrontTest, MakesASpanForEachCall) {
    context.trace = Trace::start(true);
    const auto before = context.trace;
    ASSERT_TRUE(call(TestEndpoint::kRead));
    EXPECT_EQ(witness.parent, before.span_id);
    EXPECT_NE(witness.span, before.span_id);
    EXPECT_EQ(context.trace.trace_id, before.trace_id);

    CallContext untraced;
    ASSERT_TRUE(call(TestEndpoint::kRead, untraced, ""));
    EXPECT_TRUE(untraced.trace.valid());
    EXPECT_EQ(untraced.request_id, untraced.trace.trace_id_hex());
    EXPECT_EQ(witness.parent, 0U);
    EXPECT_EQ(witness.begun, 2);
    EXPECT_EQ(witness.ended_calls, 2);
}

TEST_F(FrontTest, TellsCallersNothingOfAnException) {
    endpoint.unary = [](CallContext&, const Text&, Text&) -> Task<Result<void>> {
        throw std::runtime_error("password=1234");
        co_return Result<void>();
    };
    const auto result = call(TestEndpoint::kRead);
    EXPECT_EQ(result.error().code(), Code::internal);
    EXPECT_EQ(result.error().reason(), "INTERNAL");
    EXPECT_EQ(result.error().message().find("1234"), std::string::npos);
    EXPECT_EQ(witness.thrown, 1);
    EXPECT_EQ(witness.code, Code::internal);
    EXPECT_EQ(front.running(), 0U);
}

TEST_F(FrontTest, ShedsCallsBeyondItsLimit) {
    bool open = false;
    endpoint.unary = [&open](CallContext&, const Text&, Text&) -> Task<Result<void>> {
        while (!open) co_await runtime::sleep(1ms);
        co_return Result<void>();
    };
    const auto scenario = [](Front& to, bool& gate, std::size_t& running) -> Task<Code> {
        CallContext first, second, third;
        const auto request = text("");
        Text reply;
        runtime::TaskGroup group;
        const auto ignore = [](Task<Result<void>> task) -> Task<void> { co_await std::move(task); };
        group.start(ignore(to.call(TestEndpoint::kRead, first, request, reply)));
        group.start(ignore(to.call(TestEndpoint::kRead, second, request, reply)));
        while (to.running() < 2) co_await runtime::sleep(1ms);
        const auto refused = co_await to.call(TestEndpoint::kRead, third, request, reply);
        running = to.running();
        gate = true;
        co_await group.close();
        co_return refused ? Code::internal : refused.error().code();
    };
    std::size_t running = 0;
    EXPECT_EQ(testing::run(loops, scenario(front, open, running)), Code::exhausted);
    EXPECT_EQ(running, 2U);
    EXPECT_EQ(front.running(), 0U);
}

TEST_F(FrontTest, CountsStreamsApartFromCalls) {
    class Nothing final : public MessageSink {
        Task<Result<void>> write(const google::protobuf::Message&) override { co_return {}; }
    } sink;
    Front narrow(endpoint, {.calls_max = 1, .streams_max = 1, .idempotency = &store});
    bool seen = false;
    endpoint.streaming = [&](CallContext&, const Text& given, Writer<Text>&) -> Task<Result<void>> {
        CallContext other;
        Text reply;
        EXPECT_TRUE(co_await narrow.call(TestEndpoint::kRead, other, given, reply));
        const auto second = co_await narrow.stream(TestEndpoint::kWatch, other, given, sink);
        EXPECT_EQ(second.error().code(), Code::exhausted);
        seen = true;
        co_return Result<void>();
    };
    const auto request = text("a");
    EXPECT_TRUE(testing::run(loops, narrow.stream(TestEndpoint::kWatch, context, request, sink)));
    EXPECT_TRUE(seen);
}

TEST_F(FrontTest, TellsCallersOnlyWhatTheContractDeclares) {
    context.principal = customer(3);
    endpoint.unary = [](CallContext&, const Text& request, Text&) -> Task<Result<void>> {
        if (request.value() == "declared") {
            co_return Error(Reason{"OUT_OF_STOCK", Code::precondition}, "It is out of stock.")
                .with("left", "2");
        }
        co_return Error(Code::unavailable, "DATABASE_UNAVAILABLE", "10.0.0.7 is down.")
            .with("sqlstate", "57P01");
    };
    const auto refused = call(TestEndpoint::kWrite, "declared");
    EXPECT_EQ(refused.error().reason(), "OUT_OF_STOCK");
    EXPECT_EQ(refused.error().metadata().at("left"), "2");
    const auto failed = call(TestEndpoint::kWrite, "inside");
    EXPECT_EQ(failed.error().reason(), "UNAVAILABLE");
    EXPECT_EQ(failed.error().code(), Code::unavailable);
    EXPECT_EQ(failed.error().message().find("10.0.0.7"), std::string::npos);
    EXPECT_TRUE(failed.error().metadata().empty());
    EXPECT_THAT(witness.causes, ::testing::ElementsAre("", "DATABASE_UNAVAILABLE"))
        << "the log has the whole truth";
}

TEST_F(FrontTest, CannotBeMadeWithoutAStoreWhenKeysAreUsed) {
    EXPECT_THROW(Front(endpoint, {}), std::invalid_argument);
}

TEST_F(FrontTest, HoldsMessagesToTheSizesOfTheContract) {
    context.principal.service = "order";
    EXPECT_TRUE(call(TestEndpoint::kInternal, std::string(5 << 20, 'x')));
    EXPECT_EQ(call(TestEndpoint::kInternal, std::string(7 << 20, 'x')).error().code(), Code::too_large);
    endpoint.unary = [](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
        response.set_value(std::string(7 << 20, 'x'));
        co_return {};
    };
    EXPECT_EQ(call(TestEndpoint::kInternal).error().code(), Code::internal);
    EXPECT_EQ(witness.thrown, 1) << "a reply that is too large is a bug";
}

}  // namespace
}  // namespace ecommerce::rpc
