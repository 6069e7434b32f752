// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/idempotent_call.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "framework/rpc/testing/front_fixture.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rpc {
namespace {

using namespace std::chrono_literals;
using testing::customer;
using testing::TestEndpoint;
using testing::Text;
using testing::text;

class IdempotencyTest : public testing::FrontFixture {
protected:
    IdempotencyTest() {
        context.principal = customer(1);
        context.idempotency_key = "key-1";
        endpoint.unary = [this](CallContext& inner, const Text& request,
                                Text& response) -> Task<Result<void>> {
            ++effects;
            if (failing)
                co_return fail(Error(Reason{"OUT_OF_STOCK", Code::precondition}, "It is out of stock."));
            inner.reply_headers.emplace_back("location", "/x");
            response.set_value(request.value() + std::to_string(effects));
            co_return Result<void>();
        };
    }
    CallContext another(std::int64_t user) {
        CallContext other;
        other.principal = customer(user);
        other.idempotency_key = "key-1";
        return other;
    }

    int effects = 0;
    bool failing = false;
};

TEST_F(IdempotencyTest, AnswersARepetitionWithTheSameReply) {
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").value(), "a1");
    EXPECT_EQ(context.reply_headers, (HeaderList{{"location", "/x"}}));
    auto again = another(1);
    EXPECT_EQ(call(TestEndpoint::kPlace, again, "a").value(), "a1");
    EXPECT_EQ(again.reply_headers, (HeaderList{{"location", "/x"}, {"idempotent-replayed", "true"}}));
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, TakesRequestsForEqualThatAreAlikeWhenCleaned) {
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").value(), "a1");
    auto again = another(1);
    EXPECT_EQ(call(TestEndpoint::kPlace, again, " a").value(), "a1");
}

TEST_F(IdempotencyTest, RefusesAnotherRequestUnderTheSameKey) {
    ASSERT_TRUE(call(TestEndpoint::kPlace, "a"));
    const auto other = call(TestEndpoint::kPlace, "b");
    EXPECT_EQ(other.error().code(), Code::key_reused);
    EXPECT_EQ(other.error().reason(), "IDEMPOTENCY_KEY_REUSED");
}

TEST_F(IdempotencyTest, KeepsCallersAndMethodsApart) {
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").value(), "a1");
    auto other = another(2);
    EXPECT_EQ(call(TestEndpoint::kPlace, other, "b").value(), "b2");
    EXPECT_EQ(call(TestEndpoint::kWrite, "c").value(), "c3");
}

TEST_F(IdempotencyTest, KeepsStrangersApart) {
    const auto name = [](const std::string& guest, const std::string& address) {
        CallContext who;
        who.guest_token = guest;
        who.client_address = address;
        who.idempotency_key = "key-1";
        const auto id = KeptCall(TestEndpoint::method(TestEndpoint::kPlace), who, text("a")).id();
        return id.scope + id.key;
    };
    EXPECT_NE(name("", "203.0.113.1"), name("", "203.0.113.2"));
    EXPECT_NE(name("a", "203.0.113.1"), name("b", "203.0.113.1"));
    EXPECT_EQ(name("a", "203.0.113.1"), name("a", "203.0.113.2")) << "a guest may move";
    EXPECT_EQ(name("token", "").find("token"), std::string::npos) << "the token is a secret";
    EXPECT_EQ(name("", "203.0.113.1").find("203.0.113.1"), std::string::npos) << "an address is a person's";
}

TEST_F(IdempotencyTest, KeepsNothingThatCanBeRead) {
    const std::string secret = "to Li Lei, 1 Wensan Road";
    context.idempotency_key = "for-li.lei@example.com";
    ASSERT_TRUE(call(TestEndpoint::kPlace, secret));
    for (const auto& text : store.texts()) {
        EXPECT_EQ(text.find("li.lei"), std::string::npos);
        EXPECT_EQ(text.find("Wensan"), std::string::npos);
    }
}

TEST_F(IdempotencyTest, SaysThatAReplyWasErased) {
    ASSERT_TRUE(call(TestEndpoint::kPlace, "a"));
    store.erase_replies();
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").error().reason(), "IDEMPOTENCY_REPLY_LOST");
    EXPECT_EQ(effects, 1) << "it is not carried out again";
}

TEST_F(IdempotencyTest, LetsTheClientRetryAfterARefusal) {
    failing = true;
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").error().code(), Code::precondition);
    failing = false;
    EXPECT_EQ(call(TestEndpoint::kPlace, "changed").value(), "changed2");
}

TEST_F(IdempotencyTest, RunsTheSameRequestAgainAfterTheMethodThrew) {
    endpoint.unary = [](CallContext&, const Text&, Text&) -> Task<Result<void>> {
        throw std::runtime_error("broken");
        co_return Result<void>();
    };
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").error().code(), Code::internal);
    endpoint.unary = [](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
        response.set_value("fine");
        co_return Result<void>();
    };
    EXPECT_EQ(call(TestEndpoint::kPlace, "b").error().reason(), "IDEMPOTENCY_KEY_REUSED")
        << "the first request may have had its effect";
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").value(), "fine");
}

TEST_F(IdempotencyTest, KeepsTheKeyForItsRequestWhileTheOutcomeIsUnclear) {
    for (const auto code : {Code::unavailable, Code::deadline, Code::exhausted, Code::conflict}) {
        context.idempotency_key = "key-" + std::to_string(int(code));
        endpoint.unary = [code](CallContext&, const Text&, Text&) -> Task<Result<void>> {
            co_return Error(code, "OUTCOME_UNKNOWN", "Something was lost.");
        };
        EXPECT_EQ(call(TestEndpoint::kPlace, "a").error().code(), code);
        EXPECT_EQ(call(TestEndpoint::kPlace, "b").error().reason(), "IDEMPOTENCY_KEY_REUSED");
        endpoint.unary = [](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
            response.set_value("fine");
            co_return Result<void>();
        };
        EXPECT_EQ(call(TestEndpoint::kPlace, "a").value(), "fine");
    }
}

TEST_F(IdempotencyTest, RunsNothingAgainWhoseEffectIsRecorded) {
    endpoint.unary = [this](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
        ++effects;
        EXPECT_TRUE(inner.key_claim && store.record(*inner.key_claim));
        co_return Error(Code::unavailable, "OUTCOME_UNKNOWN", "The connection was lost.");
    };
    EXPECT_EQ(call(TestEndpoint::kPlace, "a").error().code(), Code::unavailable);
    EXPECT_FALSE(context.key_claim) << "a claim is for one call";
    const auto again = call(TestEndpoint::kPlace, "a");
    EXPECT_EQ(again.error().reason(), "IDEMPOTENCY_REPLY_LOST");
    EXPECT_EQ(again.error().code(), Code::conflict);
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, RefusesBadAndMissingKeys) {
    for (const std::string& key :
         {std::string("a b"), std::string("\n"), std::string("\x80"), std::string(256, 'x')}) {
        context.idempotency_key = key;
        EXPECT_EQ(call(TestEndpoint::kPlace).error().code(), Code::invalid) << key;
    }
    context.idempotency_key = "";
    EXPECT_EQ(call(TestEndpoint::kPlace).error().reason(), "IDEMPOTENCY_KEY_REQUIRED");
    EXPECT_TRUE(call(TestEndpoint::kWrite));
    context.idempotency_key = std::string(255, 'x');
    EXPECT_TRUE(call(TestEndpoint::kPlace));
}

TEST_F(IdempotencyTest, MakesADuplicateWaitForTheFirst) {
    runtime::Waiter gate;
    endpoint.unary = [this, &gate](CallContext&, const Text&, Text& response) -> Task<Result<void>> {
        ++effects;
        co_await gate.wait();
        response.set_value("once");
        co_return Result<void>();
    };
    const auto scenario = [](Front& to, runtime::Waiter& open, CallContext one,
                             CallContext two) -> Task<std::string> {
        const auto request = text("a");
        Text first, second;
        runtime::TaskGroup group;
        const auto ignore = [](Task<Result<void>> task) -> Task<void> { co_await std::move(task); };
        group.start(ignore(to.call(TestEndpoint::kWrite, one, request, first)));
        group.start(ignore(to.call(TestEndpoint::kWrite, two, request, second)));
        while (to.running() < 2) co_await runtime::sleep(1ms);
        open.notify();
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
        co_return first.value() + "," + second.value();
    };
    EXPECT_EQ(testing::run(loops, scenario(front, gate, another(1), another(1))), "once,once");
    EXPECT_EQ(effects, 1);
}

TEST_F(IdempotencyTest, ToldADuplicateThatTheFirstStillRunsWhenItsTimeIsUp) {
    const auto claimed = [](testing::MemoryIdempotencyStore& keys, CallContext& who) -> Task<int> {
        const KeptCall kept(TestEndpoint::method(TestEndpoint::kPlace), who, text("a"));
        (void)co_await keys.claim(who, kept.id(), kept.request_hash(), 30s);
        co_return 0;
    };
    testing::run(loops, claimed(store, context));
    context.deadline = deadline_in(40ms);
    const auto result = call(TestEndpoint::kPlace, "a");
    EXPECT_EQ(result.error().code(), Code::conflict);
    EXPECT_EQ(result.error().reason(), "IDEMPOTENCY_KEY_IN_PROGRESS");
    EXPECT_EQ(result.error().retry_after_seconds(), 1);

    store.now = 31s;
    context.deadline = Deadline::max();
    EXPECT_TRUE(call(TestEndpoint::kPlace, "a")) << "the claim of a process that died must expire";
}

// A service that lets nobody in when its sale is over.
class AdmissionTest : public IdempotencyTest {
protected:
    AdmissionTest() {
        admissions.before<Text>([this](CallContext&, const Text&) -> Task<Result<void>> {
            ++asked;
            if (over) co_return Error(Reason{"SALE_OVER", Code::precondition}, "The sale is over.");
            co_return {};
        });
        guarded.emplace(endpoint, FrontOptions{.idempotency = &store, .admissions = &admissions});
    }
    Result<std::string> ask(std::size_t method, CallContext who, const std::string& value = "a") {
        const auto request = text(value);
        Text response;
        auto result = testing::run(loops, guarded->call(method, who, request, response));
        if (!result) return fail(result.error());
        return response.value();
    }
    CallContext keyless() {
        auto who = another(1);
        who.idempotency_key.clear();
        return who;
    }

    Admissions admissions;
    std::optional<Front> guarded;
    bool over = false;
    int asked = 0;
};

TEST_F(AdmissionTest, RefusesWithoutWritingARow) {
    over = true;
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1)).error().reason(), "SALE_OVER");
    EXPECT_EQ(store.rows(), 0U);
    EXPECT_EQ(ask(TestEndpoint::kWrite, keyless()).error().reason(), "SALE_OVER");
    EXPECT_EQ(effects, 0);
    over = false;
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1)), "a1") << "the same key is free";
    EXPECT_EQ(store.rows(), 1U);
}

TEST_F(AdmissionTest, DoesNotStandBetweenARepetitionAndItsReply) {
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1)), "a1");
    over = true;
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1)), "a1");
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1), "b").error().reason(), "IDEMPOTENCY_KEY_REUSED");
    EXPECT_EQ(asked, 1);
}

TEST_F(AdmissionTest, IsAskedAfterAccessAndValidation) {
    EXPECT_EQ(ask(TestEndpoint::kPlace, {}).error().code(), Code::unauthenticated);
    EXPECT_EQ(ask(TestEndpoint::kPlace, another(1), "bad").error().code(), Code::invalid);
    EXPECT_EQ(asked, 0);
}

TEST_F(AdmissionTest, IsAskedBeforeAStreamBegins) {
    class Nothing final : public MessageSink {
        Task<Result<void>> write(const google::protobuf::Message&) override { co_return {}; }
    } sink;
    over = true;
    const auto request = text("a");
    EXPECT_EQ(
        testing::run(loops, guarded->stream(TestEndpoint::kWatch, context, request, sink)).error().reason(),
        "SALE_OVER");
}

TEST(Admissions, AreForRequestsThatThereAre) {
    Admissions admissions;
    admissions.before<google::protobuf::Int64Value>(
        [](CallContext&, const google::protobuf::Int64Value&) -> Task<Result<void>> { co_return {}; });
    TestEndpoint endpoint;
    testing::MemoryIdempotencyStore store;
    const Front front(endpoint, {.idempotency = &store, .admissions = &admissions});
    EXPECT_THROW(admissions.require_used(), std::logic_error);
}

}  // namespace
}  // namespace ecommerce::rpc
