// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/search_service.h"

#include <algorithm>
#include <set>

#include "application/search/app/convert.h"
#include "application/search/domain/analyser.h"
#include "application/search/domain/han.h"
#include "application/search/domain/presentable.h"
#include "framework/rpc/messages.h"
#include "framework/text/code_points.h"
#include "framework/text/words.h"

#include "search/v1/error_reason.rpc.h"

namespace ecommerce::search {

namespace {

constexpr std::int64_t kMissesKept = 10'000;
constexpr int kMissedADay = 30;  // of one person or network
constexpr std::uint32_t kSuggestions = 10;
constexpr std::uint32_t kHotWordsShown = 10;
constexpr std::uint32_t kHistoryShown = 20;
constexpr std::size_t kQueriesSuggested = 4;
constexpr std::int64_t kNamesSuggested = 4;
constexpr std::int64_t kWordsRead = 40;

Sort sort_of(v1::SortOrder order) {
    switch (order) {
    case v1::SORT_ORDER_SALES: return Sort::sales;
    case v1::SORT_ORDER_PRICE_ASC: return Sort::price_asc;
    case v1::SORT_ORDER_PRICE_DESC: return Sort::price_desc;
    case v1::SORT_ORDER_NEWEST: return Sort::newest;
    case v1::SORT_ORDER_RATING: return Sort::rating;
    default: return Sort::relevance;
    }
}

// How the page before was found, and its last hit's value: "2c-17".
struct Place {
    Reading reading = Reading::words;
    bool corrected = false;
    PageKey after;
};

std::string place_of(const FindProducts::Found& found, std::int64_t value) {
    return std::to_string(int(found.reading)) + (found.corrected ? 'c' : '.') + std::to_string(value);
}

Result<Place> read_place(const PageKey& key) {
    const auto& text = key.value;
    if (text.size() < 3 || text[0] < '0' || text[0] > '3' || (text[1] != 'c' && text[1] != '.'))
        return invalid_page_token();
    return Place{.reading = Reading(text[0] - '0'),
                 .corrected = text[1] == 'c',
                 .after = {.id = key.id, .value = text.substr(2)}};
}

// Pages of one list differ in what is asked for beside it.
Result<Page> read_list(const v1::SearchProductsRequest& request) {
    auto list = request;
    list.clear_with_facets();
    list.clear_unrecorded();
    list.clear_page_size();
    list.clear_page_token();
    return Page::read(
        "search",
        {.size = request.page_size(), .token = request.page_token(), .filters = list.SerializeAsString()});
}

std::vector<ChosenAttribute> read_attributes(const v1::SearchProductsRequest& request) {
    std::vector<Attribute> attributes;
    for (const auto& text : request.attributes()) {
        if (auto attribute = read_attribute(text)) attributes.push_back(*std::move(attribute));
    }
    return group_by_name(std::move(attributes));
}

bool begins(const std::string& word, std::string_view key) {
    const auto points = text::code_points(word);
    return word.starts_with(key) || pinyin_of(points).starts_with(key) ||
           initials_of(points).starts_with(key);
}

v1::SuggestionKind kind_of(WordKind kind) {
    switch (kind) {
    case WordKind::brand: return v1::SUGGESTION_KIND_BRAND;
    case WordKind::category: return v1::SUGGESTION_KIND_CATEGORY;
    case WordKind::word: break;
    }
    return v1::SUGGESTION_KIND_WORD;
}

// Each text once.
class Suggestions {
public:
    Suggestions(v1::SuggestResponse& response, std::uint32_t limit)
        : response_(response), limit_(int(limit == 0 ? kSuggestions : limit)) {}

    v1::Suggestion* add(v1::SuggestionKind kind, const std::string& text) {
        if (response_.suggestions_size() >= limit_ || !seen_.insert(key_of(text)).second) return nullptr;
        auto* suggestion = response_.add_suggestions();
        suggestion->set_kind(kind);
        suggestion->set_text(text);
        return suggestion;
    }

private:
    v1::SuggestResponse& response_;
    const int limit_;
    std::set<std::string> seen_;
};

}  // namespace

Task<Result<Filter>> SearchService::read_filter(CallContext& context,
                                                const v1::SearchProductsRequest& request) const {
    Filter filter{.in_stock = request.in_stock(), .min_stars = std::int32_t(request.min_rating()) * 100};
    if (request.category_id() > 0) {
        const auto tree = co_await ok(parts_.categories.get(context));
        filter.category_ids = CategoryTree::subtree(*tree, request.category_id());
    }
    if (request.category_ids_size() > 0) {
        const auto tree = co_await ok(parts_.categories.get(context));
        auto& chosen = filter.chosen_categories.emplace();
        for (const auto id : request.category_ids()) {
            const auto below = CategoryTree::subtree(*tree, id);
            chosen.insert(chosen.end(), below.begin(), below.end());
        }
    }
    filter.attributes = read_attributes(request);
    if (request.brands_size() > 0) filter.brands.emplace(request.brands().begin(), request.brands().end());
    if (request.tags_size() > 0) filter.tags.emplace(request.tags().begin(), request.tags().end());
    if (request.min_price() > 0) filter.min_price = request.min_price();
    if (request.max_price() > 0) filter.max_price = request.max_price();
    if (request.shop_id() > 0) filter.shop_id = request.shop_id();
    if (filter.min_price && filter.max_price && *filter.min_price > *filter.max_price)
        co_return v1::reason::price_range_empty("The lowest price is above the highest.");
    co_return filter;
}

Task<Result<v1::SearchProductsResponse>> SearchService::SearchProducts(
    CallContext& context, const v1::SearchProductsRequest& request) {
    const auto page = co_await ok(read_list(request));
    const FindProducts::Wanted wanted{.text = request.query(),
                                      .filter = co_await ok(read_filter(context, request)),
                                      .sort = sort_of(request.sort()),
                                      .exact = request.exact()};
    v1::SearchProductsResponse response;
    FindProducts::Found found;
    if (request.page_token().empty()) {
        found = co_await ok(parts_.find.begin(context, wanted, page.limit()));
    } else {
        const auto place = co_await ok(read_place(page.after()));
        found = co_await ok(
            parts_.find.go_on(context, wanted, place.reading, place.corrected, place.after, page.limit()));
    }
    const bool first = request.page_token().empty();
    if (first || request.with_facets()) {
        auto counts = co_await ok(parts_.find.count(context, found, wanted, request.with_facets()));
        response.set_total(counts.total);
        response.set_total_capped(counts.total_capped);
        if (request.with_facets())
            fill(*response.mutable_facets(), std::move(counts), wanted.filter, request);
    }
    response.set_did_you_mean(found.meant);
    response.set_corrected(found.corrected);
    if (first && !request.query().empty()) co_await record(context, request, found);
    response.set_next_page_token(page.cut(found.hits, [&](const Hit& hit) {
        return PageKey{.id = hit.id, .value = place_of(found, hit.value)};
    }));
    for (const auto& hit : found.hits) fill(*response.add_hits(), hit, found.query);
    co_return response;
}

Task<void> SearchService::record(CallContext& context, const v1::SearchProductsRequest& request,
                                 const FindProducts::Found& found) const {
    const auto& meters = parts_.meters;
    const bool by_words = found.reading == Reading::words && !found.corrected;
    if (found.hits.empty()) {
        meters.nothing.add();
    } else {
        (by_words ? meters.found : found.corrected ? meters.corrected : meters.read_else).add();
    }
    const auto key = key_of(request.query());
    if (request.unrecorded() || key.empty()) co_return;
    const Typed typed{.query = request.query(), .key = key};
    const auto user_id = context.principal.user_id;
    if (user_id != 0) (void)co_await parts_.history.put(context, user_id, typed, parts_.clock.now());
    if (!found.hits.empty() && !found.corrected && !found.query.cut_off) {
        (void)co_await parts_.hot_words.count(context, request.query());
    } else if ((found.hits.empty() || found.corrected) && is_presentable(request.query(), key) &&
               co_await parts_.hot_words.is_first_today(context, "missed words", key, kMissedADay)) {
        (void)co_await parts_.history.miss(context, typed, kMissesKept, parts_.clock.now());
    }
}

Task<Result<v1::SuggestResponse>> SearchService::Suggest(CallContext& context,
                                                         const v1::SuggestRequest& request) {
    v1::SuggestResponse response;
    const auto key = key_of(request.prefix());
    if (key.empty()) co_return response;
    Suggestions suggestions(response, request.limit());
    std::size_t queries = 0;
    if (const auto hot = co_await parts_.hot_words.get(context)) {
        for (const auto& word : **hot) {
            if (queries == kQueriesSuggested) break;
            if (begins(word, key) && suggestions.add(v1::SUGGESTION_KIND_QUERY, word)) ++queries;
        }
    }
    for (const auto& word : co_await ok(parts_.engine.complete(context, key, kWordsRead))) {
        auto* suggestion = suggestions.add(kind_of(word.kind), word.text);
        if (suggestion && word.kind == WordKind::category) suggestion->set_category_id(word.subject_id);
    }
    if (text::code_points(key).size() < 2) co_return response;
    for (const auto& product : co_await ok(parts_.engine.complete_names(context, key, kNamesSuggested))) {
        auto* suggestion = suggestions.add(v1::SUGGESTION_KIND_PRODUCT, product.name);
        if (suggestion) suggestion->set_product_id(product.id);
    }
    co_return response;
}

Task<Result<v1::ListHotWordsResponse>> SearchService::ListHotWords(CallContext& context,
                                                                   const v1::ListHotWordsRequest& request) {
    v1::ListHotWordsResponse response;
    const auto limit = request.limit() == 0 ? kHotWordsShown : request.limit();
    // Without the store there are none, and nothing is the matter.
    const auto hot = co_await parts_.hot_words.get(context);
    if (!hot) co_return response;
    for (const auto& word : **hot) {
        if (std::uint32_t(response.hot_words_size()) == limit) break;
        response.add_hot_words()->set_text(word);
    }
    co_return response;
}

Task<Result<v1::ListSearchHistoryResponse>> SearchService::ListSearchHistory(
    CallContext& context, const v1::ListSearchHistoryRequest& request) {
    const auto limit = std::int64_t(request.limit() == 0 ? kHistoryShown : request.limit());
    v1::ListSearchHistoryResponse response;
    for (const auto& row : co_await ok(parts_.history.list(context, context.principal.user_id, limit))) {
        auto& entry = *response.add_entries();
        entry.set_text(row.query);
        rpc::set_time(*entry.mutable_searched_at(), row.searched_at);
    }
    co_return response;
}

Task<Result<v1::ClearSearchHistoryResponse>> SearchService::ClearSearchHistory(
    CallContext& context, const v1::ClearSearchHistoryRequest& request) {
    const auto user_id = context.principal.user_id;
    if (request.text().empty()) {
        co_await ok(parts_.history.clear(context, user_id));
    } else {
        co_await ok(parts_.history.remove(context, user_id, key_of(request.text())));
    }
    co_return v1::ClearSearchHistoryResponse();
}

}  // namespace ecommerce::search
