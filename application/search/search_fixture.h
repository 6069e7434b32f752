// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: the service's parts on a real database and key-value store, over a catalogue, ratings
// and categories that the test sets.
#pragma once

#include <unistd.h>

#include <map>
#include <memory>
#include <set>

#include "application/search/search_migrations.h"
#include "application/search/search_parts.h"
#include "framework/call/reasons.h"
#include "framework/postgres/migrations.h"
#include "framework/rpc/messages.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/opensearch_node.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"
#include "framework/testing/redis_fixture.h"
#include "framework/testing/servers.h"

#include "product/v1/events.pb.h"
#include "search/v1/error_reason.rpc.h"

namespace ecommerce::search {

// Each test runs with each engine.
class SearchFixture : public testing::PostgresFixture, public ::testing::WithParamInterface<EngineKind> {
protected:
    std::string template_name() const override { return "search"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        answer_as_neighbours();
        redis::ClientOptions options;
        options.address = testing::server_addresses().redis_address;
        options.password = testing::server_addresses().redis_password;
        redis_ = std::make_unique<redis::Client>(loops(), options);
        ASSERT_TRUE(run(testing::wait_until_connected(*redis_)));
        if (GetParam() == EngineKind::opensearch) point_at_opensearch();
        parts_ = std::make_unique<SearchParts>(SearchParts::Needs{.database = database(),
                                                                  .redis = *redis_,
                                                                  .loops = loops(),
                                                                  .clock = clock,
                                                                  .categories = categories_client_,
                                                                  .products = products_client_,
                                                                  .reviews = reviews_client_,
                                                                  .word_filter = word_filter_client_,
                                                                  .orders = orders_client_,
                                                                  .hot_after = 2,
                                                                  .looks_again = 2,
                                                                  .engine = GetParam(),
                                                                  .opensearch = opensearch_});
        const auto checked = run(parts_->engine.check(context));
        ASSERT_TRUE(checked) << checked.error().message();
        parts_->engine.start();
        ASSERT_TRUE(run(parts_->engine.refresh(context)));
        parts_->hearers.marked = [] {};  // the tests look by themselves
        parts_->hearers.orders_marked = [] {};
        subscribe_search_events(subscriptions, parts_->hearers);
    }
    void TearDown() override {
        // What SetUp failed at has been said.
        if (!parts_) return testing::PostgresFixture::TearDown();
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(parts_->checks.run(context, response)));
        EXPECT_EQ(response.ShortDebugString(), "");
        run(parts_->engine.stop());
        parts_.reset();
        redis_.reset();
        if (GetParam() == EngineKind::opensearch) clear_opensearch();
        testing::PostgresFixture::TearDown();
    }

    // All tests share it, but for those that harm it.
    virtual std::string opensearch_address() { return testing::opensearch_address(); }

    static CallContext as_user(std::int64_t user_id) {
        auto call = testing::context_with();
        call.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer)};
        return call;
    }
    static CallContext as_visitor(const std::string& address) {
        auto call = testing::context_with();
        call.principal = {};
        call.client_address = address;
        return call;
    }

    // Puts a product on sale, or changes it; nobody is told.
    product::v1::IndexedProduct& put(std::int64_t id, const std::string& name) {
        auto& product = catalogue_[id];
        auto& summary = *product.mutable_summary();
        summary.set_id(id);
        summary.set_name(name);
        summary.set_shop_id(11);
        summary.set_category_id(3);
        summary.set_in_stock(true);
        summary.mutable_price()->set_currency_code("CNY");
        summary.mutable_price()->set_minor_units(1'000 * id);
        rpc::set_time(*product.mutable_published_at(), clock.now() + std::chrono::seconds(id));
        return product;
    }
    void take_off(std::int64_t id) { catalogue_.erase(id); }
    void rate(std::int64_t id, double average, std::int64_t count) {
        auto& rating = ratings_[id];
        rating.set_product_id(id);
        rating.set_average(average);
        rating.set_count(count);
    }
    void take(const google::protobuf::Message& event) {
        const auto taken = run(testing::deliver(subscriptions, database(), context, event));
        EXPECT_TRUE(taken) << (taken ? "" : taken.error().message());
        EXPECT_TRUE(run(parts_->engine.refresh(context)));
    }
    void changed(std::int64_t id) {
        product::v1::ProductChanged event;
        event.set_product_id(id);
        take(event);
    }
    // Until nothing is marked.
    void look() {
        for (bool more = true; more;) {
            const auto swept = run(parts_->sweeper.step(context));
            ASSERT_TRUE(swept) << swept.error().message();
            more = *swept;
        }
        for (;;) {
            const auto looked = run(parts_->follow.look(context));
            ASSERT_TRUE(looked) << looked.error().message();
            if (*looked == 0) return;
        }
    }
    // The whole catalogue, as at the first start.
    void walk() {
        for (;;) {
            const auto more = run(parts_->follow.walk(context));
            ASSERT_TRUE(more) << more.error().message();
            look();
            const auto state = run(parts_->product_walks.latest(context));
            if (!*more && *state && (*state)->finished_run == (*state)->run) return;
        }
    }

    v1::SearchProductsResponse search(const v1::SearchProductsRequest& request, CallContext call) {
        auto found = run(parts_->service.SearchProducts(call, request));
        EXPECT_TRUE(found) << (found ? "" : found.error().message());
        return found.value_or(v1::SearchProductsResponse());
    }
    v1::SearchProductsResponse search(const v1::SearchProductsRequest& request) {
        return search(request, as_visitor("192.0.2.1"));
    }
    static v1::SearchProductsRequest words(const std::string& query) {
        v1::SearchProductsRequest request;
        request.set_query(query);
        request.set_page_size(100);
        request.set_unrecorded(true);
        return request;
    }
    using Ids = std::vector<std::int64_t>;
    static Ids ids(const v1::SearchProductsResponse& response) {
        Ids found;
        for (const auto& hit : response.hits()) found.push_back(hit.product().id());
        return found;
    }
    Ids find(const std::string& query) { return ids(search(words(query))); }

    SearchParts& parts() { return *parts_; }
    // Of this test alone; for the engine that goes there.
    const OpenSearchSettings& opensearch_settings() const { return opensearch_; }
    redis::Client& store() { return *redis_; }
    product::v1::ProductIndexService& products_client() { return products_client_; }
    review::v1::ReviewService& reviews_client() { return reviews_client_; }

    testing::FakeClock clock;
    std::set<std::string> blocked;  // texts that hold a word of the filter
    std::int64_t damaged = 0;       // the product that its service cannot read
    events::Subscriptions subscriptions;
    testing::FakeChannel products;
    testing::FakeChannel reviews;
    testing::FakeChannel categories;
    testing::FakeChannel orders;

private:
    void point_at_opensearch() {
        static int tests = 0;
        const auto number = std::to_string(getpid()) + '-' + std::to_string(++tests);
        opensearch_ = {.addresses = {opensearch_address()},
                       .index_prefix = "test-" + number,
                       .replicas = 0,
                       .refresh = std::chrono::milliseconds(5)};
    }
    void clear_opensearch() {
        OpenSearchClient client(loops(), opensearch_, nullptr);
        EXPECT_TRUE(run(client.send(
            context, {.verb = http::Verb::del, .path = '/' + opensearch_.index_prefix + "-products-r*"})));
    }
    void answer_as_neighbours() {
        using product::v1::BatchGetIndexedRequest;
        using product::v1::BatchGetIndexedResponse;
        using product::v1::ListIndexedIdsRequest;
        using product::v1::ListIndexedIdsResponse;
        products.on<BatchGetIndexedRequest, BatchGetIndexedResponse>(
            "BatchGetIndexed",
            [this](const BatchGetIndexedRequest& request) -> Result<BatchGetIndexedResponse> {
                BatchGetIndexedResponse response;
                for (const auto id : request.ids()) {
                    if (id == damaged) return fail(reason::internal("A stored picture is damaged."));
                    if (catalogue_.contains(id)) *response.add_products() = catalogue_.at(id);
                }
                return response;
            });
        products.on<ListIndexedIdsRequest, ListIndexedIdsResponse>(
            "ListIndexedIds", [this](const ListIndexedIdsRequest& request) {
                ListIndexedIdsResponse response;
                for (auto it = catalogue_.upper_bound(request.after_id());
                     it != catalogue_.end() && std::uint32_t(response.ids_size()) < request.limit(); ++it)
                    response.add_ids(it->first);
                return response;
            });
        using review::v1::BatchGetRatingsRequest;
        using review::v1::BatchGetRatingsResponse;
        reviews.on<BatchGetRatingsRequest, BatchGetRatingsResponse>(
            "BatchGetRatings", [this](const BatchGetRatingsRequest& request) {
                BatchGetRatingsResponse response;
                for (const auto id : request.product_ids()) {
                    if (ratings_.contains(id)) *response.add_ratings() = ratings_.at(id);
                }
                return response;
            });
        using review::v1::BatchCheckTextsRequest;
        using review::v1::BatchCheckTextsResponse;
        reviews.on<BatchCheckTextsRequest, BatchCheckTextsResponse>(
            "BatchCheckTexts", [this](const BatchCheckTextsRequest& request) {
                BatchCheckTextsResponse response;
                for (int at = 0; at < request.texts_size(); ++at) {
                    if (!blocked.contains(request.texts(at))) response.add_allowed(std::uint32_t(at));
                }
                return response;
            });
        using category::v1::ListCategoriesRequest;
        using category::v1::ListCategoriesResponse;
        categories.on<ListCategoriesRequest, ListCategoriesResponse>(
            "ListCategories", [](const ListCategoriesRequest&) {
                ListCategoriesResponse response;
                auto& top = *response.add_categories();
                const auto name = [](category::v1::Category& category, std::int64_t id, const char* zh,
                                     const char* en) {
                    category.set_id(id);
                    category.set_name(zh);
                    category.set_name_en(en);
                };
                name(top, 1, "数码", "Digital");
                name(*top.add_children(), 2, "手机", "Mobile phones");
                name(*top.add_children(), 3, "配件", "Accessories");
                name(*response.add_categories(), 4, "服饰", "Clothing");
                return response;
            });
    }

    std::map<std::int64_t, product::v1::IndexedProduct> catalogue_;
    std::map<std::int64_t, review::v1::ProductRating> ratings_;
    product::v1::ProductIndexServiceClient products_client_{products};
    review::v1::ReviewServiceClient reviews_client_{reviews};
    review::v1::WordFilterServiceClient word_filter_client_{reviews};
    category::v1::CategoryServiceClient categories_client_{categories};
    order::v1::OrderIndexServiceClient orders_client_{orders};
    std::unique_ptr<redis::Client> redis_;
    OpenSearchSettings opensearch_;
    std::unique_ptr<SearchParts> parts_;
};

inline std::string engine_of(const ::testing::TestParamInfo<EngineKind>& info) {
    return std::string(name_of(info.param));
}
inline const auto kEngines =
    ::testing::Values(EngineKind::postgres, EngineKind::memory, EngineKind::opensearch);

}  // namespace ecommerce::search
