// SPDX-License-Identifier: Apache-2.0
// A search from what was typed to what was found: the words themselves first, then what else they might mean.
#pragma once

#include <string>
#include <vector>

#include "application/search/app/synonym_cache.h"
#include "application/search/storage/search_engine.h"

namespace ecommerce::search {

// Any loop.
class FindProducts {
public:
    FindProducts(SearchEngine& engine, SynonymCache& synonyms) : engine_(engine), synonyms_(synonyms) {}

    struct Wanted {
        std::string_view text;  // empty: everything
        Filter filter = {};
        Sort sort = Sort::relevance;
        bool exact = false;  // never other words in the place of these
    };
    struct Found {
        Query query;
        Reading reading = Reading::words;
        std::vector<Hit> hits;
        std::optional<std::int64_t> total;  // where it came to light
        std::string meant;                  // other words
        bool corrected = false;             // `hits` are of these
    };
    // At most `limit` from the beginning.
    Task<Result<Found>> begin(CallContext& context, const Wanted& wanted, std::int64_t limit) const;
    // Behind a hit of an earlier page, which was found in the same way.
    Task<Result<Found>> go_on(CallContext& context, const Wanted& wanted, Reading reading, bool corrected,
                              const PageKey& after, std::int64_t limit) const;
    Task<Result<Counts>> count(CallContext& context, const Found& found, const Wanted& wanted,
                               bool facets) const;

private:
    Task<Result<bool>> fits_anything(CallContext& context, const Query& query, Reading reading) const;
    // The words with those replaced that no product has by some that are like them; empty when there are none.
    Task<Result<std::string>> corrected(CallContext& context, const Query& query) const;
    Task<Result<std::string>> corrected(CallContext& context, const Unit& unit) const;

    SearchEngine& engine_;
    SynonymCache& synonyms_;
};

}  // namespace ecommerce::search
