// SPDX-License-Identifier: Apache-2.0
#include "framework/service/jobs.h"

#include <algorithm>
#include <cassert>
#include <random>
#include <stdexcept>

#include "framework/call/reasons.h"
#include "framework/redis/client.h"
#include "framework/runtime/failure_streak.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/semconv.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;
namespace semconv = telemetry::semconv;

constexpr auto kTurnTimeout = 1s;
constexpr auto kComplaintsEvery = 1min;

std::chrono::milliseconds turn_of(std::chrono::milliseconds pause) {
    return pause * 9 / 10;
}

std::chrono::milliseconds jittered(std::chrono::milliseconds pause) {
    thread_local std::minstd_rand draw{std::random_device{}()};
    std::uniform_real_distribution<double> factor(0.9, 1.1);
    return std::chrono::milliseconds(std::int64_t(double(pause.count()) * factor(draw)));
}

}  // namespace

struct Jobs::Job {
    std::string name;
    std::chrono::milliseconds pause;
    Work work;
    JobOptions options;
    telemetry::Histogram done;
    telemetry::Histogram failed;
    log::Throttle complaints{kComplaintsEvery};
    log::Throttle bugs{kComplaintsEvery};
    runtime::FailureStreak failures;
};

Jobs::Jobs(std::string service, const Needs& needs)
    : service_(std::move(service)), needs_(needs), log_(service_) {}

Jobs::~Jobs() = default;

void Jobs::add(std::string name, std::chrono::milliseconds pause, Work work, JobOptions options) {
    if (std::ranges::any_of(jobs_, [&](const auto& job) { return job->name == name; }))
        throw std::logic_error("The job " + name + " is there twice.");
    if (options.one_replica && options.timeout > turn_of(pause))
        throw std::logic_error("A run of the job " + name + " may outlast its turn.");
    const auto measured = [&](std::string_view outcome) {
        return needs_.metrics.histogram(semconv::kJobDuration,
                                        {{std::string(semconv::kServiceName), service_},
                                         {std::string(semconv::kJobName), name},
                                         {std::string(semconv::kOutcome), std::string(outcome)}});
    };
    auto done = measured("done");
    auto failed = measured("failed");
    jobs_.push_back(std::make_unique<Job>(std::move(name), pause, std::move(work), options, done, failed));
}

void Jobs::start() {
    needs_.loop.post([this] {
        for (auto& job : jobs_) running_.start(repeat(*job));
    });
}

Task<void> Jobs::stop() {
    auto& home = runtime::Loop::current();
    co_await needs_.loop.hop();
    co_await running_.close();
    co_await home.hop();
}

std::vector<std::string> Jobs::failing(std::chrono::steady_clock::duration time) const {
    std::vector<std::string> names;
    for (const auto& job : jobs_) {
        if (job->failures.lasts(time)) names.push_back(job->name);
    }
    return names;
}

Task<Result<void>> Jobs::run(std::string_view name) {
    const auto job =
        std::ranges::find(jobs_, name, [](const auto& each) { return std::string_view(each->name); });
    assert(job != jobs_.end() && "a job that was registered");
    return catch_up(**job);
}

Task<void> Jobs::repeat(Job& job) {
    auto& stop = running_.stop_signal();
    if (!job.options.at_start && !co_await runtime::sleep(jittered(job.pause), stop)) co_return;
    do {
        if (co_await take_turn(job)) (void)co_await catch_up(job);  // run_once() has told of a failure
    } while (co_await runtime::sleep(jittered(job.pause), stop));
}

Task<bool> Jobs::take_turn(const Job& job) {
    if (!job.options.one_replica || needs_.turns == nullptr) co_return true;
    auto context = CallContext::background(service_, deadline_in(kTurnTimeout));
    const auto taken = co_await needs_.turns->set_if_absent(context, "job:" + service_ + ":" + job.name,
                                                            "taken", turn_of(job.pause));
    co_return !taken || *taken;
}

Task<Result<void>> Jobs::catch_up(Job& job) {
    const auto turn_ends = deadline_in(turn_of(job.pause));
    for (;;) {
        const auto left = co_await ok(run_once(job));
        if (left == Left::nothing || running_.stop_signal().requested()) co_return {};
        if (job.options.one_replica && deadline_in(job.options.timeout) > turn_ends) co_return {};
    }
}

Task<Result<Left>> Jobs::run_once(Job& job) {
    auto context = CallContext::background(service_, deadline_in(job.options.timeout));
    context.trace.sampled = needs_.sampler.sample();
    const auto began = std::chrono::system_clock::now();
    const auto start = std::chrono::steady_clock::now();

    Result<Left> left;
    std::string bug;
    try {
        left = co_await job.work(context);
    } catch (...) {
        bug = log::describe(std::current_exception());
        left = fail(reason::internal("The job threw an exception."));
    }

    (left ? job.done : job.failed).record(std::chrono::steady_clock::now() - start);
    if (needs_.tracer.records(context.trace)) {
        needs_.tracer.record({.trace = context.trace,
                              .service = service_,
                              .name = "job " + job.name,
                              .began = began,
                              .ended = std::chrono::system_clock::now(),
                              .failed = !left,
                              .failure = left ? std::string() : left.error().message()});
    }
    job.failures.note(left.has_value());
    std::uint64_t kept_back = 0;
    if (left || !(bug.empty() ? job.complaints : job.bugs).pass(kept_back)) co_return left;
    if (!bug.empty()) {
        log_.error(context, "a job threw an exception",
                   {{"job", job.name}, {"exception", bug}, {"kept_back", kept_back}});
    } else {
        log_.warning(context, "a job failed; it runs again after its pause",
                     {{"job", job.name},
                      {"reason", left.error().reason()},
                      {"error", left.error().message()},
                      {"kept_back", kept_back}});
    }
    co_return left;
}

}  // namespace ecommerce::service
