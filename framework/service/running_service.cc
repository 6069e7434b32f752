// SPDX-License-Identifier: Apache-2.0
#include "framework/service/running_service.h"

#include <algorithm>
#include <stdexcept>

#include "framework/events/housekeeping.h"
#include "framework/postgres/bootstrap.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;

postgres::DatabaseOptions database_options(std::string_view service, const DatabaseSettings& settings) {
    auto account = postgres::service_account(service, settings.role_secret.reveal());
    postgres::DatabaseOptions options;
    options.name = service;
    options.source = settings.source;
    options.user = std::move(account.role);
    options.password = std::move(account.password);
    options.schema = std::move(account.schema);
    options.shared_connections = settings.shared_per_loop;
    options.exclusive_connections = settings.exclusive_per_loop;
    return options;
}

}  // namespace

RunningService::RunningService(const Definition& definition, config::Section& section, SharedParts shared,
                               std::size_t loop)
    : name_(definition.name),
      database_(shared.loops, shared.connections, database_options(definition.name, shared.settings.database),
                shared.database_observer),
      idempotency_(database_, shared.clock),
      channels_(name_, shared.network),
      events_(name_, shared.loops[loop], database_, shared.clock, shared.subscribers, channels_, {},
              shared.events_observer),
      jobs_(name_, {.loop = shared.loops[loop],
                    .turns = &shared.redis,
                    .metrics = shared.metrics,
                    .tracer = shared.tracer,
                    .sampler = shared.sampler}),
      environment_{.loops = shared.loops,
                   .clock = shared.clock,
                   .config = section,
                   .database = database_,
                   .redis = shared.redis,
                   .channels = channels_,
                   .events = events_.publisher(),
                   .passwords = shared.passwords,
                   .blocking = shared.blocking,
                   .http = shared.http,
                   .metrics = shared.metrics,
                   .jobs = jobs_},
      module_(definition.make(environment_)),
      platform_endpoints_(*module_, events_) {
    module_->subscribe(events_.subscriptions());
    check_subscriptions(definition);
    keep_house(shared.clock);
    for (auto* endpoint : module_->endpoints()) add_front(*endpoint, shared);
    for (auto* endpoint : platform_endpoints_.endpoints()) add_front(*endpoint, shared);
}

// Of the tables that every service has.
void RunningService::keep_house(const runtime::Clock& clock) {
    const events::Housekeeping housekeeping(database_, clock);
    constexpr auto kBatch = events::Housekeeping::kBatch;
    jobs_.every("forget-taken-events", 1h, [housekeeping](CallContext& context) -> Task<Result<Left>> {
        co_return left_after(co_await ok(housekeeping.forget_taken_events(context)), kBatch);
    });
    jobs_.every("forget-idempotency-keys", 1h, [housekeeping](CallContext& context) -> Task<Result<Left>> {
        co_return left_after(co_await ok(housekeeping.forget_idempotency_keys(context)), kBatch);
    });
}

// What is declared is delivered, what has a handler is taken: a difference would be silence or dead letters.
void RunningService::check_subscriptions(const Definition& definition) {
    std::vector<std::string_view> declared(definition.subscribes.begin(), definition.subscribes.end());
    auto handled = events_.subscriptions().types();
    std::ranges::sort(declared);
    std::ranges::sort(handled);
    if (declared != handled) {
        throw std::logic_error("The service " + name_ +
                               " does not handle exactly the events it subscribes to.");
    }
}

void RunningService::add_front(rpc::Endpoint& endpoint, SharedParts& shared) {
    rpc::FrontOptions options;
    options.calls_max = 2048;
    options.idempotency = &idempotency_;
    options.observer = shared.rpc_observer;
    fronts_.push_back(std::make_unique<rpc::Front>(endpoint, options));
    shared.fronts.add(name_, *fronts_.back());
}

void RunningService::start() {
    module_->start();
    events_.start();
    jobs_.start();
}

Task<void> RunningService::stop() {
    co_await jobs_.stop();
    co_await events_.stop();
    co_await module_->stop();
}

}  // namespace ecommerce::service
