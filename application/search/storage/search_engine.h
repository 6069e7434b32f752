// SPDX-License-Identifier: Apache-2.0
// What an index of products has to do, whatever keeps it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/domain/attribute.h"
#include "application/search/domain/document.h"
#include "application/search/domain/query.h"
#include "framework/call/context.h"
#include "framework/call/page.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::search {

// An engine that looks at each product it counts may leave it at so many, and says so.
inline constexpr std::int64_t kCountedMax = 20'000;
// So many are put in the order of relevance; the list ends there.
inline constexpr std::int64_t kRankedMax = 1'000;

enum class Sort : std::uint8_t { relevance, sales, price_asc, price_desc, newest, rating };

struct Filter {
    std::optional<std::vector<std::int64_t>> category_ids;  // within these, also for the counts of categories
    std::optional<std::vector<std::int64_t>> chosen_categories;
    std::optional<std::vector<std::string>> brands;
    std::optional<std::vector<std::string>> tags;
    std::vector<ChosenAttribute> attributes;  // all of these, each by one of its values
    std::optional<std::int64_t> min_price;
    std::optional<std::int64_t> max_price;
    bool in_stock = false;
    std::int32_t min_stars = 0;  // in hundredths
    std::optional<std::int64_t> shop_id;
};

struct SearchRequest {
    const Query& query;
    Reading reading = Reading::words;  // alternatives up to this one
    Filter filter = {};
    Sort sort = Sort::relevance;
    PageKey after = {};  // {}: from the beginning
    std::int64_t limit = 0;
};

struct Hit {
    std::int64_t id = 0;
    std::int64_t value = 0;  // by which the list is sorted
    std::string card;
    std::int32_t stars = 0;
    std::int64_t review_count = 0;
};

struct Hits {
    std::vector<Hit> hits;
    // How many fit in all, where that came to light.
    std::optional<std::int64_t> total = {};
};

struct Count {
    std::string value;
    std::int64_t count = 0;
};

// The values of one attribute that most products have.
struct AttributeCounts {
    std::string name;
    std::int64_t count = 0;     // of products that have it
    std::vector<Count> values;  // at most kAttributeValues, chosen ones first, then by count and value
};
inline constexpr std::int64_t kAttributeNames = 12;
inline constexpr std::int64_t kAttributeValues = 20;
// Every one of so many products that were found has to have an attribute for it to be shown, and they differ in its
// value. One that is chosen is shown anyway.
inline constexpr std::int64_t kAttributeShare = 10;

struct Band {
    std::int64_t from = 0;  // 0: no limit
    std::int64_t to = 0;    // included; 0: no limit
    std::int64_t count = 0;
};

// Each counts what the filters of the other kinds leave; of attributes those of the other attributes too.
struct Counts {
    std::int64_t total = 0;
    bool total_capped = false;  // there are more than this
    bool capped = false;        // of the rest: only kCountedMax were looked at
    std::vector<Count> categories;
    std::vector<Count> brands;
    std::vector<Count> tags;
    std::vector<AttributeCounts>
        attributes;  // at most kAttributeNames, chosen ones first, then by count and name
    std::vector<Band> bands;
    std::vector<Count> ratings;
    std::int64_t in_stock = 0;
};

// What became of a product.
struct Change {
    std::int64_t product_id = 0;
    // Rises with each look at the product: an older one changes nothing.
    std::int64_t ticket = 0;
    std::optional<Indexed> found;  // nothing: it is not on sale
};

struct Completion {
    WordKind kind = WordKind::word;
    std::int64_t subject_id = 0;
    std::string text;
    std::int64_t documents = 0;  // that have it
};

struct NamedProduct {
    std::int64_t id = 0;
    std::string name;
};

// Of an engine that keeps an index in the process.
struct EngineFigures {
    std::size_t documents = 0;
    std::size_t bytes = 0;
    std::uint64_t merges = 0;
    std::chrono::steady_clock::duration age{};  // since it was seen to be as the tables are
};

// Any loop. What was applied is found by searches that begin afterwards.
class SearchEngine {
public:
    virtual ~SearchEngine() = default;

    // Begins work in the background, and ends it. Called once each, not on a loop; between them it may be used.
    virtual void start() {}
    virtual Task<void> stop() { co_return; }

    // In any order, and again: each product as its latest ticket says.
    virtual Task<Result<void>> apply(CallContext& context, const std::vector<Change>& changes) = 0;
    // At the start of a process, and then again and again: an engine that keeps anything in the process brings it up
    // to date. What other processes have applied, and which shops are closed, is found by searches that begin afterwards.
    virtual Task<Result<void>> refresh(CallContext&) { co_return {}; }
    // Beside all else, again and again: work that makes searches faster and changes nothing of what they find.
    virtual Task<Result<void>> tidy(CallContext&) { co_return {}; }
    // In the order asked for, then by falling ids (rising ones for the cheapest first).
    virtual Task<Result<Hits>> search(CallContext& context, const SearchRequest& request) = 0;
    // Of the request's query, reading and filter.
    virtual Task<Result<Counts>> count(CallContext& context, const SearchRequest& request, bool facets) = 0;

    // Words that begin with this key, also by their pinyin and initials; what most products have first.
    virtual Task<Result<std::vector<Completion>>> complete(CallContext& context, std::string_view key,
                                                           std::int64_t limit) = 0;
    virtual Task<Result<std::vector<NamedProduct>>> complete_names(CallContext& context, std::string_view key,
                                                                   std::int64_t limit) = 0;
    // Words that are spelt or read like this key, those likest first.
    virtual Task<Result<std::vector<Completion>>> alike(CallContext& context, std::string_view key,
                                                        std::int64_t limit) = 0;

    virtual std::optional<EngineFigures> figures() const { return std::nullopt; }
};

}  // namespace ecommerce::search
