// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/trace.h"

#include <gtest/gtest.h>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

struct Collected final : SpanSink {
    void ended(SpanData span) override { spans.push_back(std::move(span)); }
    std::vector<SpanData> spans;
};

CallContext sampled_context() {
    CallContext context;
    context.principal.service = "order";
    context.trace = Trace::start(true);
    return context;
}

TEST(Span, IsAChildOfItsContext) {
    Collected sink;
    const Tracer tracer(&sink);
    const auto context = sampled_context();
    {
        Span span(tracer, context, "hash password");
        EXPECT_TRUE(span.recorded());
        EXPECT_NE(span.trace().span_id, context.trace.span_id);
        span.set("ecommerce.rounds", 3);
        span.fail("timeout", "It took too long.");
    }
    ASSERT_EQ(sink.spans.size(), 1U);
    const auto& span = sink.spans[0];
    EXPECT_EQ(span.trace.trace_id, context.trace.trace_id);
    EXPECT_EQ(span.parent_span, context.trace.span_id);
    EXPECT_EQ(span.name, "hash password");
    EXPECT_EQ(span.service, "order");
    EXPECT_TRUE(span.failed);
    EXPECT_LE(span.began, span.ended);
    ASSERT_EQ(span.attributes.size(), 2U);
    EXPECT_EQ(std::get<std::int64_t>(span.attributes[0].value), 3);
    EXPECT_EQ(span.attributes[1].key, semconv::kErrorType);
}

TEST(Span, IsNothingWhenItsTraceIsNotRecorded) {
    Collected sink;
    auto context = sampled_context();
    context.trace.sampled = false;
    const Tracer tracer(&sink);
    {
        Span span(tracer, context, "work");
        EXPECT_FALSE(span.recorded());
        EXPECT_EQ(span.trace().span_id, context.trace.span_id);
    }
    context.trace.sampled = true;
    const Tracer off(nullptr);
    { Span span(off, context, "work"); }
    EXPECT_TRUE(sink.spans.empty());
}

TEST(Sampler, TakesItsShareOfNewTraces) {
    const Sampler never(0), always(1), some(0.05);
    int taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        EXPECT_FALSE(never.sample());
        EXPECT_TRUE(always.sample());
        taken += some.sample() ? 1 : 0;
    }
    EXPECT_NEAR(taken, 1000, 200);
}

TEST(Sampler, FollowsOnlyCallersOfOurOwn) {
    const Sampler never(0);
    const std::string header = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    EXPECT_TRUE(never.begin(header, true).sampled);
    EXPECT_EQ(never.begin(header, true).span_id, 0x00f067aa0ba902b7U);
    EXPECT_FALSE(never.begin(header, false).sampled);
    EXPECT_FALSE(never.begin(header, false).valid());
    EXPECT_FALSE(never.begin("rubbish", true).valid());
    EXPECT_TRUE(Sampler(1).begin("", true).sampled);
}

}  // namespace
}  // namespace ecommerce::telemetry
