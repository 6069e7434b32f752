// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/opensearch_engine.h"

#include <algorithm>
#include <stdexcept>

#include "application/search/storage/opensearch_facets.h"
#include "application/search/storage/ranking.h"
#include "framework/call/reasons.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using json::Json;
using postgres::Read;

constexpr std::chrono::milliseconds kClosedFor{500};

constexpr Read kClosed{R"sql(
    SELECT shop_id FROM shop_closings WHERE closed ORDER BY shop_id
)sql"};

constexpr Read kKept{R"sql(
    SELECT product_id, stars, review_count FROM documents WHERE product_id = ANY($1)
)sql"};

// What PostgreSQL keeps of a change: all but what only searches ask for.
std::vector<Change> without_texts(const std::vector<Change>& changes) {
    auto kept = changes;
    for (auto& change : kept) {
        if (!change.found) continue;
        std::erase_if(change.found->terms, [](const std::string& term) { return !term.starts_with('c'); });
        change.found->product.card.clear();
    }
    return kept;
}

// What a list is sorted by; equals by the id, in the same direction.
struct Order {
    const char* field;
    const char* direction;
};

Order order_of(Sort sort) {
    switch (sort) {
    case Sort::price_asc: return {"price", "asc"};
    case Sort::price_desc: return {"price", "desc"};
    case Sort::newest: return {"published", "desc"};
    case Sort::rating: return {"stars", "desc"};
    case Sort::relevance:
    case Sort::sales: break;
    }
    return {"sold", "desc"};
}

Json by(const char* field, const char* direction) {
    return Json::object({{field, direction}});
}

Hit hit_of(std::int64_t id, const Json& source) {
    return {.id = id,
            .card = text::from_base64(source.at("card").string()).value_or(""),
            .stars = std::int32_t(source.at("stars").integer().value_or(0)),
            .review_count = source.at("reviews").integer().value_or(0)};
}

std::int64_t total_in(const Json& reply) {
    return reply.at("hits").at("total").at("value").integer().value_or(0);
}

// Where that many are not counted for a list.
std::optional<std::int64_t> exact_total_in(const Json& reply) {
    if (reply.at("hits").at("total").at("relation").string() != "eq") return std::nullopt;
    return total_in(reply);
}

// The best-selling ones, first of those that fit in the name, brand, tags and categories: these score 1, others 0.
Json candidates(const SearchRequest& request, const ClosedShops& closed) {
    auto filters = matching(request, Place::any, closed);
    filters.push_back(with_all(chosen_in(request.filter)));
    Json strong;
    strong["constant_score"] =
        Json::object({{"filter", all_of(matching(request, Place::strong, {}))}, {"boost", 1}});
    Json body;
    body["size"] = kRankedMax;
    body["track_total_hits"] = request.after.id == 0 ? Json(kCountedMax) : Json(false);
    body["_source"] = false;
    body["docvalue_fields"] = Json::list({"name_key", "brand_key", "in_stock", "stars"});
    body["query"] = all_of(std::move(filters));
    body["query"]["bool"]["should"] = std::move(strong);
    body["sort"] = Json::list({by("_score", "desc"), by("sold", "desc"), by("id", "desc")});
    return body;
}

void take_candidates(Ranking& ranking, const Json& reply) {
    for (const auto& hit : reply.at("hits").at("hits").items()) {
        const auto& sorted = hit.at("sort");
        const auto& fields = hit.at("fields");
        ranking.add(sorted.at(2).integer().value_or(0),
                    {.name_key = fields.at("name_key").at(0).string(),
                     .brand_key = fields.at("brand_key").at(0).string(),
                     .strong = sorted.at(0).integer().value_or(0) > 0,
                     .sold_count = sorted.at(1).integer().value_or(0),
                     .in_stock = fields.at("in_stock").at(0).boolean().value_or(false),
                     .stars = std::int32_t(fields.at("stars").at(0).integer().value_or(0))});
    }
}

bool is_name(std::string_view prefix) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !prefix.empty() && is_letter(prefix.front()) && std::ranges::all_of(prefix, [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

const OpenSearchSettings& usable(const OpenSearchSettings& settings) {
    if (settings.addresses.empty())
        throw std::runtime_error("The setting search.opensearch.addresses names no address.");
    for (const auto& address : settings.addresses) {
        if (!http::Url::parse(address) || address.ends_with('/'))
            throw std::runtime_error("In search.opensearch.addresses, " + address +
                                     " is no address such as https://search.example:9200.");
    }
    if (!is_name(settings.index_prefix))
        throw std::runtime_error(
            "The setting search.opensearch.index_prefix has to be of small letters, digits, - and _, "
            "and begin with a letter.");
    return settings;
}

}  // namespace

OpenSearchEngine::OpenSearchEngine(postgres::Database& database, runtime::Loops& loops,
                                   const OpenSearchSettings& settings, http::ClientObserver* observer)
    : database_(database),
      timeout_(settings.search_timeout),
      words_(database),
      documents_(words_),
      client_(loops, usable(settings), observer),
      index_(client_, settings),
      closed_(loops, {.ttl = kClosedFor, .max = 1, .stale_on_error = true}) {}

Task<Result<void>> OpenSearchEngine::check(CallContext& context) {
    co_await ok(client_.check(context));
    co_return co_await index_.make_first(context);
}

Task<Result<void>> OpenSearchEngine::refresh(CallContext&) {
    closed_.clear();
    co_return {};
}

Task<Result<OpenSearchEngine::Closed>> OpenSearchEngine::closed(CallContext& context) {
    return closed_.get({}, context.deadline, [this, &context]() -> Task<Result<Closed>> {
        const auto rows = co_await ok(database_.query(context, kClosed));
        co_return std::make_shared<const ClosedShops>(rows.to<std::int64_t>());
    });
}

Task<Result<KeptRatings>> OpenSearchEngine::kept_ratings(CallContext& context,
                                                         const std::vector<Change>& changes) const {
    std::vector<std::int64_t> ids;
    for (const auto& change : changes) {
        if (change.found && change.found->product.stars < 0) ids.push_back(change.product_id);
    }
    KeptRatings kept;
    if (ids.empty()) co_return kept;
    const auto rows = co_await ok(database_.query(context, kKept, ids));
    for (const auto& row : rows.to<KeptRating>()) kept.emplace(row.product_id, row);
    co_return kept;
}

// OpenSearch first: what PostgreSQL knows of a product is then to be found there.
Task<Result<void>> OpenSearchEngine::apply(CallContext& context, const std::vector<Change>& changes) {
    const auto ratings = co_await ok(kept_ratings(context, changes));
    co_await ok(index_.write(context, changes, ratings));
    const auto kept = without_texts(changes);
    auto body = [&](postgres::Transaction& tx) { return documents_.apply(tx, kept); };
    co_return co_await database_.transaction(context, {.repeatable = true}, std::move(body));
}

// Replies that lack a part of what fits are none.
Task<Result<Json>> OpenSearchEngine::ask(CallContext& context, std::string_view what, const Json& body) {
    auto limited = body;
    if (what == "_search") limited["timeout"] = std::to_string(timeout_.count()) + "ms";
    const auto options = what == "_search"
                             ? "?allow_partial_search_results=false&filter_path=timed_out,aggregations,"
                               "hits.total,hits.hits._source,hits.hits.fields,hits.hits.sort"
                             : "?realtime=false&filter_path=docs._id,docs._source";
    auto reply =
        co_await ok(client_.send(context, {.path = '/' + index_.served() + '/' + std::string(what) + options,
                                           .body = limited.text(),
                                           .timeout = timeout_}));
    if (reply.at("timed_out").boolean().value_or(false))
        co_return fail(reason::unavailable("OpenSearch did not find everything in time.").retry_after(1));
    co_return reply;
}

Task<Result<Hits>> OpenSearchEngine::search(CallContext& context, const SearchRequest& request) {
    if (request.sort == Sort::relevance && !request.query.units.empty())
        co_return co_await relevant(context, request);
    const auto shops = co_await ok(closed(context));
    auto filters = matching(request, Place::any, *shops);
    filters.push_back(with_all(chosen_in(request.filter)));
    const auto [field, direction] = order_of(request.sort);
    Json body;
    body["size"] = request.limit;
    body["query"] = all_of(std::move(filters));
    body["sort"] = Json::list({by(field, direction), by("id", direction)});
    const bool first = request.after.id == 0;
    body["track_total_hits"] = first ? Json(kCountedMax) : Json(false);
    if (!first) {
        const auto value = text::to_number<std::int64_t>(request.after.value);
        if (!value) co_return invalid_page_token();
        body["search_after"] = Json::list({*value, request.after.id});
    }
    const auto reply = co_await ok(ask(context, "_search", body));
    Hits out;
    for (const auto& found : reply.at("hits").at("hits").items()) {
        const auto& sorted = found.at("sort");
        auto& hit = out.hits.emplace_back(hit_of(sorted.at(1).integer().value_or(0), found.at("_source")));
        hit.value = sorted.at(0).integer().value_or(0);
    }
    if (first) out.total = exact_total_in(reply);
    co_return out;
}

Task<Result<Hits>> OpenSearchEngine::relevant(CallContext& context, const SearchRequest& request) {
    const auto shops = co_await ok(closed(context));
    const auto reply = co_await ok(ask(context, "_search", candidates(request, *shops)));
    Ranking ranking(request);
    take_candidates(ranking, reply);
    const auto page = co_await ok(ranking.page());
    std::vector<std::int64_t> ids;
    for (const auto& ranked : page) ids.push_back(ranked.id);
    Hits out;
    if (request.after.id == 0) out.total = exact_total_in(reply);
    if (!ids.empty()) out.hits = Ranking::in_order(page, co_await ok(cards(context, ids)));
    co_return out;
}

Task<Result<std::vector<Hit>>> OpenSearchEngine::cards(CallContext& context,
                                                       const std::vector<std::int64_t>& ids) {
    auto names = Json::list();
    for (const auto id : ids) names.push(std::to_string(id));
    const auto reply = co_await ok(ask(context, "_mget", Json::object({{"ids", std::move(names)}})));
    std::vector<Hit> hits;
    for (const auto& document : reply.at("docs").items()) {
        const auto id = text::to_number<std::int64_t>(document.at("_id").string());
        const auto& source = document.at("_source");
        if (id && source.find("card")) hits.push_back(hit_of(*id, source));
    }
    co_return hits;
}

Task<Result<Counts>> OpenSearchEngine::count(CallContext& context, const SearchRequest& request,
                                             bool facets) {
    const auto shops = co_await ok(closed(context));
    if (!facets) {
        auto filters = matching(request, Place::any, *shops);
        filters.push_back(with_all(chosen_in(request.filter)));
        Json body = Json::object({{"size", 0}, {"track_total_hits", true}});
        body["query"] = all_of(std::move(filters));
        co_return Counts{.total = total_in(co_await ok(ask(context, "_search", body)))};
    }
    OpenSearchFacets counted(request, *shops);
    const auto first = co_await ok(ask(context, "_search", counted.first()));
    counted.take_first(first.at("aggregations"));
    const auto more = counted.second();
    if (more.empty()) co_return counted.finish({});
    const auto second = co_await ok(ask(context, "_search", more));
    co_return counted.finish(second.at("aggregations"));
}

Task<Result<std::vector<NamedProduct>>> OpenSearchEngine::complete_names(CallContext& context,
                                                                         std::string_view key,
                                                                         std::int64_t limit) {
    const auto shops = co_await ok(closed(context));
    const Query everything;
    auto filters = matching({.query = everything}, Place::any, *shops);
    filters.push_back(Json::object({{"prefix", Json::object({{"name_key", key}})}}));
    Json body;
    body["size"] = limit;
    body["track_total_hits"] = false;
    body["_source"] = "name";
    body["query"] = all_of(std::move(filters));
    body["sort"] = Json::list({by("sold", "desc"), by("id", "desc")});
    const auto reply = co_await ok(ask(context, "_search", body));
    std::vector<NamedProduct> names;
    for (const auto& found : reply.at("hits").at("hits").items()) {
        names.push_back({.id = found.at("sort").at(1).integer().value_or(0),
                         .name = std::string(found.at("_source").at("name").string())});
    }
    co_return names;
}

}  // namespace ecommerce::search
