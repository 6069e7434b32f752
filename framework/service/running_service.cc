// SPDX-License-Identifier: Apache-2.0
#include "framework/service/running_service.h"

#include <algorithm>
#include <stdexcept>

#include "framework/config/configuration.h"
#include "framework/events/housekeeping.h"
#include "framework/service/database_watch.h"

namespace ecommerce::service {

namespace {

using namespace std::chrono_literals;

postgres::DatabaseOptions database_options(std::string_view service, const DatabaseLogin& login,
                                           const DatabaseSettings& settings) {
    postgres::DatabaseOptions options;
    options.name = service;
    options.source = login.source;
    options.schema = login.account.schema;
    options.shared_connections = settings.shared_per_loop;
    options.exclusive_connections = settings.exclusive_per_loop;
    options.list_connections = settings.lists_per_loop;
    options.max_lists_waiting = settings.lists_waiting_max;
    options.connect_timeout = settings.connect_timeout;
    options.list_timeout = settings.list_timeout;
    return options;
}

template <Need need, typename T>
Part<T, need> given(Needs needs, T* part) {
    return Part<T, need>(needs.has(need) ? part : nullptr);
}

}  // namespace

RunningService::RunningService(const Definition& definition, config::Configuration& configuration,
                               SharedParts shared, std::size_t loop)
    : definition_(definition),
      name_(definition.name),
      channels_(definition.needs.has(Need::edge) ? "" : name_, shared.network),
      jobs_(name_, {.loop = shared.loops[loop],
                    .turns = &shared.redis,
                    .metrics = shared.metrics,
                    .tracer = shared.tracer,
                    .sampler = shared.sampler}) {
    const auto needs = definition.needs;
    if (needs.has(Need::database)) {
        login_ = read_login(configuration, name_);
        database_.emplace(shared.loops, shared.connections,
                          database_options(name_, *login_, shared.settings.database),
                          shared.database_observer);
        idempotency_.emplace(*database_, shared.clock);
    }
    if (needs.has(Need::events)) {
        if (!database_) throw std::logic_error("The service " + name_ + " has events but no database.");
        events_.emplace(name_, shared.loops[loop], *database_, shared.clock, shared.subscribers, channels_,
                        events::ServiceEventsOptions{}, shared.events_observer);
    }
    environment_.emplace(Environment{
        .loops = shared.loops,
        .clock = shared.clock,
        .currencies = shared.settings.currencies,
        .config = configuration.section(name_),
        .metrics = shared.metrics,
        .http_observer = shared.http_observer,
        .jobs = jobs_,
        .channels = channels_,
        .ports = shared.ports(definition),
        .edge_ports = shared.edge_ports,
        .database = Part<postgres::Database, Need::database>(database()),
        .events = Part<events::Publisher, Need::events>(events_ ? &events_->publisher() : nullptr),
        .redis = given<Need::key_value>(needs, &shared.redis),
        .passwords = given<Need::passwords>(needs, shared.passwords),
        .blocking = given<Need::files>(needs, &shared.blocking),
        .http = given<Need::http>(needs, shared.http),
        .edge = given<Need::edge>(needs, &shared.edge)});
    module_ = definition.make(*environment_);
    if (events_) module_->subscribe(events_->subscriptions());
    check_subscriptions();
    check_apis();
    if (database_) keep_house(shared.clock, shared.metrics);
    module_->admit(admissions_);
    for (auto* endpoint : module_->endpoints()) add_front(*endpoint, shared);
    admissions_.require_used();
    if (needs.has(Need::edge)) return;
    platform_endpoints_.emplace(*module_, events());
    for (auto* endpoint : platform_endpoints_->endpoints()) add_front(*endpoint, shared);
}

// Of the tables that every service with a database has.
void RunningService::keep_house(const runtime::Clock& clock, telemetry::Metrics& metrics) {
    const events::Housekeeping housekeeping(*database_, clock);
    constexpr auto kBatch = events::Housekeeping::kBatch;
    jobs_.every("forget-taken-events", 1h, [housekeeping](CallContext& context) -> Task<Result<Left>> {
        co_return left_after(co_await ok(housekeeping.forget_taken_events(context)), kBatch);
    });
    jobs_.every("forget-idempotency-keys", 1h, [housekeeping](CallContext& context) -> Task<Result<Left>> {
        co_return left_after(co_await ok(housekeeping.forget_idempotency_keys(context)), kBatch);
    });
    jobs_.every("watch-database", 1min,
                [watch = DatabaseWatch(*database_, metrics, name_)](CallContext& context) {
                    return watch.look(context);
                },
                {.timeout = 20s, .at_start = true});
}

// What is declared is delivered, what has a handler is taken: a difference would be silence or dead letters.
void RunningService::check_subscriptions() {
    auto declared = definition_.subscribes;
    std::vector<std::string_view> handled;
    if (events_) handled = events_->subscriptions().types();
    std::ranges::sort(declared);
    std::ranges::sort(handled);
    if (declared != handled) {
        throw std::logic_error("The service " + name_ +
                               " does not handle exactly the events it subscribes to.");
    }
}

// The gateway routes what is declared; an endpoint behind no declaration would be reached by nobody.
void RunningService::check_apis() {
    std::vector<const rpc::Method*> declared;
    for (const auto api : definition_.apis) declared.push_back(api().data());
    std::vector<const rpc::Method*> served;
    for (auto* endpoint : module_->endpoints()) served.push_back(endpoint->methods().data());
    std::ranges::sort(declared);
    std::ranges::sort(served);
    if (declared != served) {
        throw std::logic_error("The service " + name_ + " does not serve exactly the APIs it declares.");
    }
}

void RunningService::add_front(rpc::Endpoint& endpoint, SharedParts& shared) {
    rpc::FrontOptions options;
    options.calls_max = 2048;
    options.streams_max = 512;  // fewer than one connection between services carries
    options.idempotency = idempotency_ ? &*idempotency_ : nullptr;
    options.observer = shared.rpc_observer;
    options.admissions = &admissions_;
    fronts_.push_back(std::make_unique<rpc::Front>(endpoint, options));
    shared.fronts.add(name_, *fronts_.back());
}

std::vector<std::string> RunningService::failing(std::chrono::steady_clock::duration time) const {
    auto names = jobs_.failing(time);
    if (events_ && events_->failing(time)) names.emplace_back("outbox");
    for (auto& name : names) name = name_ + "/" + name;
    return names;
}

void RunningService::start() {
    module_->start();
    if (events_) events_->start();
    jobs_.start();
}

Task<void> RunningService::stop() {
    co_await jobs_.stop();
    if (events_) co_await events_->stop();
    co_await module_->stop();
}

}  // namespace ecommerce::service
