// SPDX-License-Identifier: Apache-2.0
// The search service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/search/app/compare_catalogue.h"
#include "application/search/app/look_out.h"
#include "application/search/app/search_admin_service.h"
#include "application/search/app/search_index_service.h"
#include "application/search/app/search_service.h"
#include "application/search/app/search_subscriptions.h"
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
        SearchMeters meters = {};
        int hot_after = 1;  // callers
        EngineKind engine = EngineKind::postgres;
    };
    explicit SearchParts(const Needs& needs)
        : meters(needs.meters),
          changes(needs.database),
          synonyms(needs.database),
          history(needs.database),
          checks(needs.database),
          own_engine(make_engine({.kind = needs.engine, .database = needs.database, .loops = needs.loops})),
          engine(*own_engine),
          categories(needs.loops, needs.categories),
          synonym_cache(needs.loops, synonyms),
          hot_words(needs.loops, needs.redis, needs.clock, needs.hot_after),
          find(engine, synonym_cache),
          follow({.transact = needs.database,
                  .changes = changes,
                  .engine = engine,
                  .categories = categories,
                  .products = needs.products,
                  .reviews = needs.reviews,
                  .clock = needs.clock,
                  .meters = meters}),
          look_out(needs.loops[0], follow),
          compare(changes, checks, needs.products),
          service({.find = find,
                   .engine = engine,
                   .categories = categories,
                   .hot_words = hot_words,
                   .history = history,
                   .clock = needs.clock,
                   .meters = meters}),
          admin(needs.database, synonyms, synonym_cache, history, needs.clock),
          index(changes),
          hearers({.changes = changes,
                   .closings = closings,
                   .history = history,
                   .clock = needs.clock,
                   .marked = [this] { look_out.ring(); }}) {}

    const SearchMeters meters;
    ChangeStore changes;
    SynonymStore synonyms;
    HistoryStore history;
    ShopClosings closings;
    SearchChecks checks;
    const std::unique_ptr<SearchEngine> own_engine;
    SearchEngine& engine;
    CategoryTree categories;
    SynonymCache synonym_cache;
    HotWords hot_words;
    FindProducts find;
    FollowProducts follow;
    LookOut look_out;
    CompareCatalogue compare;
    SearchService service;
    SearchAdminService admin;
    SearchIndexService index;
    Hearers hearers;
};

}  // namespace ecommerce::search
