// SPDX-License-Identifier: Apache-2.0
#include "application/search/search_module.h"

#include <stdexcept>

#include "application/search/app/engine_gauges.h"
#include "application/search/search_migrations.h"
#include "application/search/search_parts.h"
#include "framework/config/configuration.h"
#include "framework/service/jobs.h"

namespace ecommerce::search {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kDeletedAtOnce = 1'000;
constexpr auto kCheckTimeout = 30s;
// Of an index of millions of products.
constexpr std::chrono::minutes kLoadTimeout{30};

struct Settings {
    std::chrono::milliseconds look_pause;
    std::chrono::milliseconds keep_misses;
    int hot_after;
    EngineKind engine;
    std::chrono::milliseconds follow_pause;
    OpenSearchSettings opensearch;
};

OpenSearchSettings read_opensearch(config::Section& section) {
    constexpr int kReplicasMax = 10;
    return {.addresses = section.list("addresses", {"http://127.0.0.1:9200"},
                                      {.help = "nodes of OpenSearch, as https://search.example:9200"}),
            .index_prefix = section.string("index_prefix", "ecommerce",
                                           {.help = "what the names of this platform's indices begin with"}),
            .account = section.string("account", "", {.help = "who OpenSearch knows this service as"}),
            .password = std::string(section.secret("password", {.help = "of that account"}).reveal()),
            .ca_bundle = section.string(
                "ca_bundle", "",
                {.help = "PEM file of the authorities that OpenSearch is trusted by; empty: the system's"}),
            .replicas = section.integer(
                "replicas", 1,
                {.help = "copies of the index beside the first, where there are nodes for them",
                 .min = 0,
                 .max = kReplicasMax}),
            .search_timeout = section.duration(
                "timeout", 2s,
                {.help = "how long one request of a search may take there", .min = 50ms, .max = 60s})};
}

Settings read(config::Section& section) {
    return {
        .look_pause = section.duration(
            "look_pause", 1s,
            {.help = "how often changed products are looked for that nobody has told this process of",
             .min = 10ms}),
        .keep_misses = section.duration(
            "keep_misses", 30 * 24h,
            {.help = "how long words without a result are kept", .min = 24h, .max = 365 * 24h}),
        .hot_after = section.integer(
            "hot_after", 3,
            {.help = "how many people or networks have to search for words before others are told of them",
             .min = 1,
             .max = 1'000'000}),
        .engine = parse<EngineKind>(
                      section.string("engine", name_of(EngineKind::memory),
                                     {.help = "what products are found with", .one_of = engine_names()}))
                      .value_or(EngineKind::memory),
        .follow_pause = section.duration(
            "follow_pause", 500ms,
            {.help = "how often an index in memory looks for what other processes have written",
             .min = 10ms}),
        .opensearch = read_opensearch(section.section("opensearch"))};
}

class SearchModule final : public service::Module {
public:
    SearchModule(service::Environment& environment, const Settings& settings)
        : categories_(environment.client<category::v1::CategoryServiceClient>()),
          products_(environment.client<product::v1::ProductIndexServiceClient>()),
          reviews_(environment.client<review::v1::ReviewServiceClient>()),
          word_filter_(environment.client<review::v1::WordFilterServiceClient>()),
          orders_(environment.client<order::v1::OrderIndexServiceClient>()),
          clock_(environment.clock),
          settings_(settings),
          parts_({.database = environment.database,
                  .redis = environment.redis,
                  .loops = environment.loops,
                  .clock = environment.clock,
                  .categories = categories_,
                  .products = products_,
                  .reviews = reviews_,
                  .word_filter = word_filter_,
                  .orders = orders_,
                  .meters = SearchMeters(environment.metrics),
                  .hot_after = settings.hot_after,
                  .engine = settings.engine,
                  .opensearch = settings.opensearch,
                  .http_observer = &environment.http_observer}),
          gauges_(parts_.engine, environment.metrics),
          loops_(environment.loops) {
        auto& jobs = environment.jobs;
        jobs.every("look-at-products", settings.look_pause,
                   [this](CallContext& context) { return look(context); });
        jobs.every("walk-catalogue", settings.look_pause,
                   [this](CallContext& context) { return walk(context); });
        jobs.every("sweep", settings.look_pause, [this](CallContext& context) { return sweep(context); });
        jobs.every("look-at-orders", settings.look_pause,
                   [this](CallContext& context) { return look_at_orders(context); });
        jobs.every("walk-orders", settings.look_pause,
                   [this](CallContext& context) { return walk_orders(context); });
        if (settings.engine == EngineKind::memory) {
            jobs.every("follow-index", settings.follow_pause,
                       [this](CallContext& context) { return parts_.engine.refresh(context); },
                       {.timeout = kLoadTimeout, .at_start = true});
            jobs.every("tidy-index", settings.follow_pause,
                       [this](CallContext& context) { return parts_.engine.tidy(context); },
                       {.timeout = kLoadTimeout});
        }
        jobs.every("forget-words", 1h, [this](CallContext& context) { return forget(context); },
                   {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&search_, &order_search_, &admin_, &index_}; }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_search_events(subscriptions, parts_.hearers);
    }

    void prepare() override {
        Result<void> checked;
        auto check = [](SearchParts& parts, Result<void>& out) -> Task<void> {
            auto context = CallContext::background("search", deadline_in(kCheckTimeout));
            out = co_await parts.engine.check(context);
        };
        loops_.run_blocking(0, check(parts_, checked));
        if (!checked) throw std::runtime_error(checked.error().message());
    }
    void start() override {
        parts_.engine.start();
        parts_.look_out.start();
        parts_.order_look_out.start();
    }
    Task<void> stop() override {
        co_await parts_.look_out.stop();
        co_await parts_.order_look_out.stop();
        co_await parts_.engine.stop();
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        co_await ok(parts_.checks.run(context, response));
        co_await ok(parts_.compare(context, response));
        co_return co_await parts_.compare_orders(context, response);
    }

private:
    Task<Result<service::Left>> look(CallContext& context) const {
        const auto looked = co_await ok(parts_.follow.look(context));
        co_return service::left_after(looked, FollowProducts::kAtOnce);
    }

    Task<Result<service::Left>> walk(CallContext& context) const {
        const bool more = co_await ok(parts_.follow.walk(context));
        if (more) parts_.hearers.marked();
        co_return more ? service::Left::maybe_more : service::Left::nothing;
    }

    Task<Result<service::Left>> sweep(CallContext& context) const {
        const bool more = co_await ok(parts_.sweeper.step(context));
        if (more) {
            parts_.hearers.marked();
            parts_.hearers.orders_marked();
        }
        co_return more ? service::Left::maybe_more : service::Left::nothing;
    }

    Task<Result<service::Left>> look_at_orders(CallContext& context) const {
        const auto looked = co_await ok(parts_.follow_orders.look(context));
        co_return service::left_after(looked, FollowOrders::kAtOnce);
    }

    Task<Result<service::Left>> walk_orders(CallContext& context) const {
        const bool more = co_await ok(parts_.follow_orders.walk(context));
        co_return more ? service::Left::maybe_more : service::Left::nothing;
    }

    Task<Result<service::Left>> forget(CallContext& context) const {
        const auto now = clock_.now();
        co_await ok(parts_.history.forget_late(context, now - 24h));
        co_await ok(parts_.orders.forget_late(context, now - 24h));
        const auto dropped =
            co_await ok(parts_.history.drop_misses(context, now - settings_.keep_misses, kDeletedAtOnce));
        co_return service::left_after(dropped, kDeletedAtOnce);
    }

    category::v1::CategoryServiceClient categories_;
    product::v1::ProductIndexServiceClient products_;
    review::v1::ReviewServiceClient reviews_;
    review::v1::WordFilterServiceClient word_filter_;
    order::v1::OrderIndexServiceClient orders_;
    const runtime::Clock& clock_;
    const Settings settings_;
    SearchParts parts_;
    const EngineGauges gauges_;
    runtime::Loops& loops_;
    v1::SearchServiceEndpoint search_{parts_.service};
    v1::OrderSearchServiceEndpoint order_search_{parts_.order_search};
    v1::SearchAdminServiceEndpoint admin_{parts_.admin};
    v1::SearchIndexServiceEndpoint index_{parts_.index};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<SearchModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "search",
    .needs = {Need::database, Need::events, Need::key_value},
    .apis = {v1::SearchService::methods, v1::OrderSearchService::methods, v1::SearchAdminService::methods,
             v1::SearchIndexService::methods},
    .subscribes = {"ecommerce.category.v1.CategoryTreeChanged", "ecommerce.order.v1.OrderCancelled",
                   "ecommerce.order.v1.OrderCompleted", "ecommerce.order.v1.OrderCreated",
                   "ecommerce.order.v1.OrderPaid", "ecommerce.order.v1.OrderRefunded",
                   "ecommerce.order.v1.OrderRefunding", "ecommerce.order.v1.OrderShipped",
                   "ecommerce.product.v1.ProductChanged", "ecommerce.product.v1.ProductOffersChanged",
                   "ecommerce.product.v1.ProductPublished", "ecommerce.product.v1.ProductTakenOffShelf",
                   "ecommerce.review.v1.ProductRatingChanged", "ecommerce.review.v1.ReviewPublished",
                   "ecommerce.review.v1.ReviewWithdrawn", "ecommerce.user.v1.ShopClosed",
                   "ecommerce.user.v1.ShopReopened", "ecommerce.user.v1.UserDeleted"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::search
