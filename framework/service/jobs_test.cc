// SPDX-License-Identifier: Apache-2.0
#include "framework/service/jobs.h"

#include <mutex>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/telemetry/metrics.h"
#include "framework/telemetry/trace.h"
#include "framework/testing/run.h"

namespace ecommerce::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class Spans final : public telemetry::SpanSink {
public:
    void ended(telemetry::SpanData span) override {
        const std::lock_guard lock(mutex_);
        spans_.push_back(std::move(span));
    }
    std::vector<telemetry::SpanData> all() const {
        const std::lock_guard lock(mutex_);
        return spans_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<telemetry::SpanData> spans_;
};

class JobsTest : public ::testing::Test {
protected:
    Jobs::Needs needs() {
        return {
            .loop = loops_[1], .turns = nullptr, .metrics = metrics_, .tracer = tracer_, .sampler = sampler_};
    }
    Result<void> run(std::string_view name) { return testing::run(loops_, jobs_.run(name), 1); }
    void stop() { testing::run(loops_, jobs_.stop(), 0); }
    static Task<void> wait_for(runtime::WaitList& news, const int& count, int wanted) {
        while (count < wanted) co_await news.wait();
    }

    log::Capture log_;
    telemetry::Metrics metrics_;
    Spans spans_;
    telemetry::Tracer tracer_{&spans_};
    telemetry::Sampler sampler_{1.0};
    runtime::Loops loops_{2};
    Jobs jobs_{"cart", needs()};
};

TEST_F(JobsTest, GivesEachRunAContextOfTheService) {
    CallContext seen;
    jobs_.every("look", 1h,
                [&](CallContext& context) -> Task<Result<void>> {
                    seen = context;
                    co_return {};
                },
                {.timeout = 5s});
    EXPECT_TRUE(run("look"));
    EXPECT_EQ(seen.principal.service, "cart");
    EXPECT_TRUE(seen.trace.valid());
    EXPECT_LE(seen.deadline, deadline_in(5s));
    EXPECT_GT(seen.deadline, deadline_in(-1h));
}

TEST_F(JobsTest, GoesOnUntilNothingIsLeft) {
    int left = 25;
    std::vector<int> batches;
    jobs_.every("clean", 1h, [&](CallContext&) -> Task<Result<Left>> {
        batches.push_back(std::min(left, 10));
        left -= batches.back();
        co_return left_after(batches.back(), 10);
    });
    EXPECT_TRUE(run("clean"));
    EXPECT_EQ(batches, (std::vector{10, 10, 5}));
}

TEST_F(JobsTest, TellsOfAFailureAndEndsTheRound) {
    int runs = 0;
    jobs_.every("fail", 1h, [&](CallContext&) -> Task<Result<Left>> {
        if (++runs == 1) co_return Left::maybe_more;
        co_return Error(Code::unavailable, "DATABASE_UNAVAILABLE", "The database does not answer.");
    });
    const auto result = run("fail");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reason(), "DATABASE_UNAVAILABLE");
    EXPECT_EQ(runs, 2);
    EXPECT_THAT(log_.text(), HasSubstr("a job failed"));
    EXPECT_THAT(log_.text(), HasSubstr("DATABASE_UNAVAILABLE"));
    EXPECT_THAT(log_.text(), HasSubstr("\"fail\""));
}

TEST_F(JobsTest, TellsOfAnExceptionAndGoesOn) {
    jobs_.every("throw", 1h, [](CallContext&) -> Task<Result<void>> {
        throw std::runtime_error("a bug");
        co_return {};
    });
    EXPECT_EQ(run("throw").error().code(), Code::internal);
    EXPECT_THAT(log_.text(), HasSubstr("a bug"));
}

TEST_F(JobsTest, NamesWhatKeepsFailingUntilItWorksAgainAndComplainsOnce) {
    bool well = false;
    bool throws = false;
    jobs_.every("look", 1h, [&](CallContext&) -> Task<Result<void>> {
        if (throws) throw std::runtime_error("a bug");
        if (!well) co_return Error(Code::unavailable, "BROKEN", "It is broken.");
        co_return {};
    });
    EXPECT_FALSE(run("look"));
    EXPECT_TRUE(jobs_.failing(0s).empty()) << "one failure is no news";
    EXPECT_FALSE(run("look"));
    EXPECT_EQ(jobs_.failing(0s), std::vector<std::string>{"look"});
    EXPECT_TRUE(jobs_.failing(1h).empty());
    EXPECT_THAT(log_.lines(), ::testing::SizeIs(1)) << "a minute has not passed since the line before";
    throws = true;
    for (int i = 0; i < 2; ++i) EXPECT_FALSE(run("look"));
    EXPECT_THAT(log_.lines(), ::testing::SizeIs(2)) << "an exception is another kind of failure";
    EXPECT_EQ(jobs_.failing(0s), std::vector<std::string>{"look"});
    throws = false;
    well = true;
    EXPECT_TRUE(run("look"));
    EXPECT_TRUE(jobs_.failing(0s).empty());
}

TEST_F(JobsTest, MeasuresAndTracesEachRun) {
    bool well = true;
    jobs_.every("look", 1h, [&](CallContext&) -> Task<Result<void>> {
        if (!well) co_return Error(Code::internal, "BROKEN", "It is broken.");
        co_return {};
    });
    EXPECT_TRUE(run("look"));
    well = false;
    EXPECT_FALSE(run("look"));
    const auto text = metrics_.expose();
    for (const char* outcome : {"done", "failed"}) {
        EXPECT_THAT(text, HasSubstr("ecommerce_job_duration_seconds_count{ecommerce_job_name=\"look\","
                                    "ecommerce_outcome=\"" +
                                    std::string(outcome) + "\",service_name=\"cart\"} 1"));
    }
    const auto spans = spans_.all();
    ASSERT_EQ(spans.size(), 2U);
    EXPECT_EQ(spans[0].name, "job look");
    EXPECT_EQ(spans[0].service, "cart");
    EXPECT_FALSE(spans[0].failed);
    EXPECT_EQ(spans[1].failure, "It is broken.");
}

TEST_F(JobsTest, RunsAgainAndAgainAlsoAfterFailures) {
    runtime::WaitList news;
    int runs = 0;
    bool on_its_loop = true;
    jobs_.every("look", 1ms, [&](CallContext&) -> Task<Result<void>> {
        on_its_loop = on_its_loop && &runtime::Loop::current() == &loops_[1];
        ++runs;
        news.notify_all();
        if (runs % 2 == 0) co_return Error(Code::unavailable, "BROKEN", "It is broken.");
        co_return {};
    });
    jobs_.start();
    testing::run(loops_, wait_for(news, runs, 5), 1);
    stop();
    EXPECT_TRUE(on_its_loop);
    EXPECT_GE(runs, 5);
}

TEST_F(JobsTest, BeginsAtOnceOnlyWhatIsAskedTo) {
    runtime::WaitList news;
    int early = 0;
    int late = 0;
    const auto count = [&news](int& runs) {
        return [&](CallContext&) -> Task<Result<void>> {
            ++runs;
            news.notify_all();
            co_return {};
        };
    };
    jobs_.every("late", 1h, count(late));
    jobs_.every("early", 1h, count(early), {.at_start = true});
    jobs_.start();
    testing::run(loops_, wait_for(news, early, 1), 1);
    stop();
    EXPECT_EQ(early, 1);
    EXPECT_EQ(late, 0);
}

TEST_F(JobsTest, LetsWhatRunsComeToItsEndButCatchesUpNoMoreWhenStopped) {
    runtime::WaitList news;
    runtime::WaitList go_on;
    int begun = 0;
    int ended = 0;
    jobs_.every("long", 1h,
                [&](CallContext&) -> Task<Result<Left>> {
                    ++begun;
                    news.notify_all();
                    co_await go_on.wait();
                    ++ended;
                    co_return Left::maybe_more;
                },
                {.at_start = true});
    jobs_.start();
    testing::run(loops_, wait_for(news, begun, 1), 1);
    auto stopping = [&]() -> Task<void> {
        runtime::TaskGroup other;
        auto release = [&]() -> Task<void> {
            co_await runtime::Loop::current().hop();  // stop() is under way by then
            go_on.notify_all();
        };
        other.start(release());
        co_await jobs_.stop();
        co_await other.close();
    };
    testing::run(loops_, stopping(), 1);
    EXPECT_EQ(begun, 1);
    EXPECT_EQ(ended, 1);
}

TEST_F(JobsTest, RefusesANameTwiceAndARunLongerThanItsTurn) {
    const auto nothing = [](CallContext&) -> Task<Result<void>> { co_return {}; };
    jobs_.every("look", 1h, nothing);
    EXPECT_THROW(jobs_.every("look", 1h, nothing), std::logic_error);
    EXPECT_THROW(jobs_.every("often", 1min, nothing, {.timeout = 1min, .one_replica = true}),
                 std::logic_error);
    jobs_.every("seldom", 1h, nothing, {.timeout = 1min, .one_replica = true});
    EXPECT_TRUE(run("seldom"));
    EXPECT_THAT(log_.text(), Not(HasSubstr("failed")));
}

}  // namespace
}  // namespace ecommerce::service
