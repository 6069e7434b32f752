// SPDX-License-Identifier: Apache-2.0
// The search service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/search/app/compare_catalogue.h"
#include "application/search/app/compare_orders.h"
#include "application/search/app/follow_orders.h"
#include "application/search/app/follow_products.h"
#include "application/search/app/look_out.h"
#include "application/search/app/order_search_service.h"
#include "application/search/app/search_admin_service.h"
#include "application/search/app/search_index_service.h"
#include "application/search/app/search_service.h"
#include "application/search/app/search_subscriptions.h"
#include "application/search/app/sweeper.h"
#include "application/search/storage/engines.h"

namespace ecommerce::search {

struct SearchParts {
    // All outlive it.
    struct Needs {
        postgres::Database& database;
        redis::Client& redis;
        runtime::Loops& loops;
        const runtime::Clock& clock;
        category::v1::CategoryService& categories;
        product::v1::ProductIndexService& products;
        review::v1::ReviewService& reviews;
        review::v1::WordFilterService& word_filter;
        order::v1::OrderIndexService& orders;
        SearchMeters meters = {};
        int hot_after = 1;  // callers
        int looks_again = CompareOrders::kLooksAgain;
        EngineKind engine = EngineKind::postgres;
        OpenSearchSettings opensearch = {};
        http::ClientObserver* http_observer = nullptr;
    };
    explicit SearchParts(const Needs& needs)
        : meters(needs.meters),
          changes(needs.database),
          orders(needs.database),
          synonyms(needs.database),
          closings(needs.database),
          history(needs.database),
          checks(needs.database),
          own_engine(make_engine({.kind = needs.engine,
                                  .database = needs.database,
                                  .loops = needs.loops,
                                  .opensearch = &needs.opensearch,
                                  .http_observer = needs.http_observer})),
          engine(*own_engine),
          product_walks(needs.database, Walked::products, engine.name()),
          order_walks(needs.database, Walked::orders, name_of(EngineKind::postgres)),
          categories(needs.loops, needs.categories),
          synonym_cache(needs.loops, synonyms),
          hot_words(needs.loops, needs.redis, needs.word_filter, needs.clock, needs.hot_after),
          find(engine, synonym_cache),
          follow({.transact = needs.database,
                  .changes = changes,
                  .walks = product_walks,
                  .closings = closings,
                  .engine = engine,
                  .categories = categories,
                  .products = needs.products,
                  .reviews = needs.reviews,
                  .clock = needs.clock,
                  .meters = meters}),
          follow_orders({.transact = needs.database,
                         .store = orders,
                         .walks = order_walks,
                         .orders = needs.orders,
                         .clock = needs.clock}),
          sweeper(needs.database, sweeps, changes, orders, needs.clock),
          look_out(needs.loops[0], [this](CallContext& context) { return follow.look(context); }),
          order_look_out(needs.loops[0],
                         [this](CallContext& context) { return follow_orders.look(context); }),
          compare(product_walks, checks, needs.products),
          compare_orders(order_walks, orders, needs.orders, needs.looks_again),
          find_orders(orders, synonym_cache, needs.orders),
          service({.find = find,
                   .engine = engine,
                   .categories = categories,
                   .hot_words = hot_words,
                   .history = history,
                   .clock = needs.clock,
                   .meters = meters}),
          admin(needs.database, synonyms, synonym_cache, history, needs.clock),
          index(changes, orders, product_walks, order_walks),
          order_search(find_orders),
          hearers({.changes = changes,
                   .closings = closings,
                   .history = history,
                   .sweeps = sweeps,
                   .orders = orders,
                   .clock = needs.clock,
                   .marked = [this] { look_out.ring(); },
                   .orders_marked = [this] { order_look_out.ring(); }}) {}

    const SearchMeters meters;
    ChangeStore changes;
    OrderStore orders;
    SweepStore sweeps;
    SynonymStore synonyms;
    ShopClosings closings;
    HistoryStore history;
    SearchChecks checks;
    const std::unique_ptr<SearchEngine> own_engine;
    SearchEngine& engine;
    WalkStore product_walks;
    WalkStore order_walks;
    CategoryTree categories;
    SynonymCache synonym_cache;
    HotWords hot_words;
    FindProducts find;
    FollowProducts follow;
    FollowOrders follow_orders;
    Sweeper sweeper;
    LookOut look_out;
    LookOut order_look_out;
    CompareCatalogue compare;
    CompareOrders compare_orders;
    FindOrders find_orders;
    SearchService service;
    SearchAdminService admin;
    SearchIndexService index;
    OrderSearchService order_search;
    Hearers hearers;
};

}  // namespace ecommerce::search
