// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/local_channel.h"

#include <gtest/gtest.h>

#include "framework/rpc/testing/memory_idempotency_store.h"
#include "framework/rpc/testing/run.h"
#include "framework/rpc/testing/test_endpoint.h"

namespace ecommerce::rpc {
namespace {

using testing::customer;
using testing::TestEndpoint;
using testing::Text;
using testing::text;

class LocalChannelTest : public ::testing::Test {
protected:
    LocalChannelTest() {
        fronts.add("texts", front);
        context.principal = customer(5);
        context.idempotency_key = "k";
        context.guest_token = "guest";
        context.trace = Trace::start(true);
        endpoint.unary = [this](CallContext& inner, const Text&, Text&) -> Task<Result<void>> {
            seen = inner;
            inner.reply_headers.emplace_back("location", "/x");
            co_return Result<void>();
        };
    }
    Result<void> call(Channel& channel, std::size_t method) {
        const auto request = text("a");
        Text response;
        return testing::run(loops, channel.call(TestEndpoint::method(method), context, request, response));
    }

    runtime::Loops loops{1};
    testing::MemoryIdempotencyStore store;
    TestEndpoint endpoint;
    Front front{endpoint, {.idempotency = &store}};
    Fronts fronts;
    CallContext context;
    CallContext seen;
};

TEST_F(LocalChannelTest, CallsForTheSameUserInTheServicesName) {
    LocalChannel channel("checkout", "texts", fronts);
    ASSERT_TRUE(call(channel, TestEndpoint::kInternal));
    EXPECT_EQ(seen.principal.service, "checkout");
    EXPECT_EQ(seen.principal.user_id, 5);
    EXPECT_EQ(seen.guest_token, "guest");
    EXPECT_EQ(seen.trace.trace_id, context.trace.trace_id);
    EXPECT_TRUE(seen.idempotency_key.empty());
    EXPECT_TRUE(context.reply_headers.empty());
}

TEST_F(LocalChannelTest, PassesTheEdgesCallOnAsItIs) {
    LocalChannel channel("", "texts", fronts);
    const auto before = context;
    ASSERT_TRUE(call(channel, TestEndpoint::kWrite));
    EXPECT_EQ(seen.principal.service, "");
    EXPECT_EQ(seen.idempotency_key, "k");
    EXPECT_EQ(context.reply_headers, (HeaderList{{"location", "/x"}}));
    EXPECT_EQ(context.deadline, before.deadline);
    EXPECT_EQ(context.trace.span_id, before.trace.span_id);
    EXPECT_EQ(call(channel, TestEndpoint::kInternal).error().code(), Code::forbidden);
}

TEST_F(LocalChannelTest, RefusesAServiceThatIsNotHere) {
    LocalChannel channel("checkout", "order", fronts);
    EXPECT_EQ(call(channel, TestEndpoint::kRead).error().code(), Code::unimplemented);
}

TEST(Fronts, TellServicesWithTheSameContractApart) {
    testing::MemoryIdempotencyStore store;
    TestEndpoint endpoint;
    Front first(endpoint, {.idempotency = &store});
    Front second(endpoint, {.idempotency = &store});
    Fronts fronts;
    fronts.add("order", first);
    fronts.add("payment", second);
    EXPECT_EQ(fronts.find("order", "test.v1.TextService"), &first);
    EXPECT_EQ(fronts.find("payment", "test.v1.TextService"), &second);
    EXPECT_EQ(fronts.find("", "test.v1.TextService"), &first);
    EXPECT_EQ(fronts.find("cart", "test.v1.TextService"), nullptr);
    EXPECT_TRUE(fronts.serves("payment"));
    EXPECT_FALSE(fronts.serves("cart"));
    EXPECT_THROW(fronts.add("order", second), std::invalid_argument);
}

}  // namespace
}  // namespace ecommerce::rpc
