// SPDX-License-Identifier: Apache-2.0
// Jobs of several replicas, which share the key-value store.
#include "framework/service/jobs.h"

#include <gtest/gtest.h>

#include "framework/telemetry/metrics.h"
#include "framework/telemetry/trace.h"
#include "framework/testing/redis_fixture.h"

namespace ecommerce::service {
namespace {

using namespace std::chrono_literals;

class ReplicasTest : public testing::RedisFixture {
protected:
    // One process' jobs, of which one is for one replica; `first` runs of the other jobs wake who waits.
    struct Replica {
        Replica(ReplicasTest& test, redis::Client* turns, const std::string& service)
            : jobs(service, {.loop = test.loops()[0],
                             .turns = turns,
                             .metrics = test.metrics_,
                             .tracer = test.tracer_,
                             .sampler = test.sampler_}) {
            jobs.every("shared", 1h,
                       [this, &test](CallContext&) -> Task<Result<void>> {
                           ++shared;
                           test.news_.notify_all();
                           co_return {};
                       },
                       {.at_start = true, .one_replica = true});
        }
        Jobs jobs;
        int shared = 0;
    };

    // Until `count` runs were seen or refused: a turn that was refused leaves no trace but this.
    Task<void> wait_for(const int& count) {
        while (count == 0) co_await news_.wait();
    }
    std::string turn_of(const std::string& service) const { return "job:" + service + ":shared"; }

    telemetry::Metrics metrics_;
    telemetry::Tracer tracer_{nullptr};
    telemetry::Sampler sampler_{0};
    runtime::WaitList news_;
};

TEST_F(ReplicasTest, RunAJobOfOneReplicaOnlyWhereTheTurnWasTaken) {
    const auto service = key("cart");
    Replica first(*this, &client(), service);
    Replica second(*this, &client(), service);
    first.jobs.start();
    run(wait_for(first.shared));
    EXPECT_TRUE(run(client().get(context, turn_of(service))).value());
    second.jobs.start();
    run(second.jobs.stop());  // which lets the question for the turn come to its end
    run(first.jobs.stop());
    EXPECT_EQ(first.shared, 1);
    EXPECT_EQ(second.shared, 0);
}

TEST_F(ReplicasTest, TakeATurnThatHasEnded) {
    const auto service = key("cart");
    Replica first(*this, &client(), service);
    first.jobs.start();
    run(wait_for(first.shared));
    run(first.jobs.stop());
    ASSERT_TRUE(run(client().del(context, turn_of(service))).value());
    Replica second(*this, &client(), service);
    second.jobs.start();
    run(wait_for(second.shared));
    run(second.jobs.stop());
    EXPECT_EQ(second.shared, 1);
}

TEST_F(ReplicasTest, AllRunTheJobWithoutTheStore) {
    auto options = this->options();
    options.address = "127.0.0.1:1";
    redis::Client nowhere(loops(), options, nullptr);
    Replica first(*this, &nowhere, key("cart"));
    Replica second(*this, &nowhere, key("cart"));
    for (auto* replica : {&first, &second}) {
        replica->jobs.start();
        run(wait_for(replica->shared));
        run(replica->jobs.stop());
        EXPECT_EQ(replica->shared, 1);
    }
    nowhere.close();
}

}  // namespace
}  // namespace ecommerce::service
