// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/opensearch_index.h"

#include <algorithm>

#include "framework/call/reasons.h"
#include "framework/text/base64.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using http::Verb;
using json::Json;

// Rises with each change of what documents hold.
constexpr std::int64_t kMapping = 1;
constexpr std::int64_t kMappingNever = -1;

Json keyword() {
    return Json::object({{"type", "keyword"}});
}
// Found by, and nothing else.
Json term() {
    return Json::object(
        {{"type", "keyword"}, {"doc_values", false}, {"norms", false}, {"index_options", "docs"}});
}
// Told, and not found by.
Json told(const char* type) {
    return Json::object({{"type", type}, {"index", false}});
}
Json number(const char* type = "long") {
    return Json::object({{"type", type}});
}

// One shard: then counts are exact, and some millions of products fit. Terms come from this service's own analyser, so
// OpenSearch parts no text. `dynamic` off: a newer program may write more than this index knows.
Json definition(int replicas, std::chrono::milliseconds refresh) {
    Json index;
    index["settings"] = Json::object({{"number_of_shards", 1},
                                      {"auto_expand_replicas", "0-" + std::to_string(replicas)},
                                      {"refresh_interval", std::to_string(refresh.count()) + "ms"}});
    auto& mappings = index["mappings"];
    mappings["_meta"] = Json::object({{"mapping", kMapping}});
    mappings["dynamic"] = false;
    mappings["_source"] = Json::object({{"includes", Json::list({"card", "name", "stars", "reviews"})}});
    mappings["properties"] = Json::object({{"id", number()},
                                           {"on_sale", Json::object({{"type", "boolean"}})},
                                           {"shop", number()},
                                           {"category", number()},
                                           {"price", number()},
                                           {"sold", number()},
                                           {"published", number()},
                                           {"stars", number("integer")},
                                           {"in_stock", Json::object({{"type", "boolean"}})},
                                           {"brand", keyword()},
                                           {"tags", keyword()},
                                           {"attributes", keyword()},
                                           {"attribute_names", keyword()},
                                           {"name_key", keyword()},
                                           {"brand_key", told("keyword")},
                                           {"terms", term()}});
    return index;
}

// Without those that only PostgreSQL goes by: attributes and categories have fields of their own.
Json terms_of(const Tokens& terms) {
    std::vector<Json> list;
    for (const auto& each : terms) {
        if (std::string_view("sadpi").contains(each.front())) list.emplace_back(each);
    }
    return Json::list(std::move(list));
}

template <typename Texts>
Json texts(const Texts& all) {
    std::vector<Json> list;
    for (const auto& text : all) list.emplace_back(text);
    return Json::list(std::move(list));
}

void put_attributes(Json& document, const std::vector<Attribute>& attributes) {
    std::vector<Json> pairs;
    std::vector<Json> names;
    const std::string* last = nullptr;
    for (const auto& attribute : attributes) {
        if (!last || *last != attribute.name) names.emplace_back(attribute.name);
        last = &attribute.name;
        pairs.emplace_back(to_text(attribute));
    }
    document["attributes"] = Json::list(std::move(pairs));
    document["attribute_names"] = Json::list(std::move(names));
}

Json document_of(const Change& change, const KeptRatings& ratings) {
    Json document = Json::object({{"id", change.product_id}, {"on_sale", change.found.has_value()}});
    if (!change.found) return document;
    const auto& product = change.found->product;
    auto stars = product.stars;
    auto reviews = product.review_count;
    if (stars < 0) {
        const auto kept = ratings.find(change.product_id);
        stars = kept == ratings.end() ? 0 : kept->second.stars;
        reviews = kept == ratings.end() ? 0 : kept->second.review_count;
    }
    document["shop"] = product.shop_id;
    document["category"] = product.category_id;
    document["price"] = product.price_minor;
    document["sold"] = product.sold_count;
    document["published"] =
        std::chrono::duration_cast<std::chrono::microseconds>(product.published_at.time_since_epoch())
            .count();
    document["stars"] = stars;
    document["reviews"] = reviews;
    document["in_stock"] = product.in_stock;
    if (!product.brand.empty()) document["brand"] = product.brand;
    document["tags"] = texts(product.tags);
    put_attributes(document, product.attributes);
    document["name"] = product.name;
    document["name_key"] = change.found->name_key;
    document["brand_key"] = change.found->brand_key;
    document["terms"] = terms_of(change.found->terms);
    document["card"] = text::to_base64(product.card);
    return document;
}

struct Refusals {
    bool index_is_gone = false;
    std::optional<Error> worst = {};
};

// Each item has an answer of its own, and what has none was refused.
Refusals refusals_in(const Json& reply, std::size_t sent) {
    Refusals found;
    const auto items = reply.at("items").items();
    if (items.size() != sent)
        found.worst = reason::unavailable("OpenSearch answered for " + std::to_string(items.size()) + " of " +
                                          std::to_string(sent) + " documents.");
    constexpr int kConflict = 409;  // what is kept is as new or newer
    for (const auto& item : items) {
        const auto& result = item.at("index");
        const auto status = int(result.at("status").integer().value_or(0));
        if (status / 100 == 2 || status == kConflict) continue;
        if (result.at("error").at("type").string() == "index_not_found_exception") found.index_is_gone = true;
        auto error = OpenSearchClient::refusal(status, result.at("error"));
        if (!found.worst || error.code() == Code::unavailable) found.worst = std::move(error);
    }
    return found;
}

}  // namespace

OpenSearchIndex::OpenSearchIndex(OpenSearchClient& client, const OpenSearchSettings& settings)
    : client_(client),
      replicas_(settings.replicas),
      refresh_(settings.refresh),
      served_(settings.index_prefix + "-products"),
      next_(served_ + "-next") {}

std::string OpenSearchIndex::name_of_run(std::int64_t run) const {
    return served_ + "-r" + std::to_string(run);
}

Task<Result<OpenSearchIndex::Indices>> OpenSearchIndex::look(CallContext& context) {
    const auto reply = co_await ok(client_.send(
        context, {.verb = Verb::get, .path = '/' + served_ + "-r*?filter_path=*.aliases,*.mappings._meta"}));
    Indices indices;
    const auto prefix = name_of_run(0).substr(0, served_.size() + 2);
    for (const auto& [name, index] : reply.members()) {
        const auto run = name.starts_with(prefix)
                             ? text::to_number<std::int64_t>(std::string_view(name).substr(prefix.size()))
                             : std::nullopt;
        if (!run) continue;  // somebody else's
        const auto mapping = index.at("mappings").at("_meta").at("mapping").integer().value_or(kMappingNever);
        indices.emplace(name, Found{.run = *run,
                                    .current = mapping == kMapping,
                                    .served = index.at("aliases").find(served_) != nullptr,
                                    .next = index.at("aliases").find(next_) != nullptr});
    }
    co_return indices;
}

Task<Result<bool>> OpenSearchIndex::make(CallContext& context, const std::string& name) {
    const auto reply = co_await ok(client_.ask(context, {.verb = Verb::put,
                                                         .path = '/' + name,
                                                         .body = definition(replicas_, refresh_).text(),
                                                         .timeout = std::chrono::seconds(30)}));
    if (reply.status == 200) co_return true;
    if (reply.type() == "resource_already_exists_exception") co_return false;
    co_return fail(OpenSearchClient::refusal(reply.status, reply.body.at("error")));
}

Task<Result<void>> OpenSearchIndex::move(CallContext& context, Json actions) {
    Json body;
    body["actions"] = std::move(actions);
    co_await ok(client_.send(
        context, {.path = "/_aliases", .body = body.text(), .timeout = std::chrono::seconds(30)}));
    co_return {};
}

namespace {

Json alias_action(const char* what, const std::string& index, const std::string& alias) {
    return Json::object({{what, Json::object({{"index", index}, {"alias", alias}})}});
}

}  // namespace

Task<Result<void>> OpenSearchIndex::make_first(CallContext& context) {
    const auto indices = co_await ok(look(context));
    if (std::ranges::any_of(indices, [](const auto& each) { return each.second.served; })) co_return {};
    const auto name = name_of_run(0);
    co_await ok(make(context, name));
    co_return co_await move(context, Json::list({alias_action("add", name, served_)}));
}

Task<Result<bool>> OpenSearchIndex::is_whole(CallContext& context) {
    const auto indices = co_await ok(look(context));
    const auto served = std::ranges::find_if(indices, [](const auto& each) { return each.second.served; });
    if (served == indices.end() || served->second.run == 0 || !served->second.current) co_return false;
    for (const auto& [name, found] : indices) {
        if (found.run < served->second.run)
            co_await ok(client_.ask(context, {.verb = Verb::del, .path = '/' + name}));
    }
    co_return true;
}

Task<Result<bool>> OpenSearchIndex::prepare(CallContext& context, std::int64_t run) {
    const auto indices = co_await ok(look(context));
    const auto name = name_of_run(run);
    const auto known = indices.find(name);
    if (known != indices.end() && (known->second.served || known->second.next)) co_return true;
    const bool made = co_await ok(make(context, name));
    const bool none_served =
        std::ranges::none_of(indices, [](const auto& each) { return each.second.served; });
    auto actions = Json::list({alias_action("add", name, none_served ? served_ : next_)});
    for (const auto& [other, found] : indices) {
        if (found.next && other != name)
            actions.push(Json::object({{"remove_index", Json::object({{"index", other}})}}));
    }
    co_await ok(move(context, std::move(actions)));
    co_return !made;
}

Task<Result<void>> OpenSearchIndex::finish(CallContext& context, std::int64_t run) {
    const auto indices = co_await ok(look(context));
    const auto name = name_of_run(run);
    const auto built = indices.find(name);
    if (built == indices.end()) co_return fail(reason::unavailable("The index that was built is gone."));
    co_await ok(client_.send(context, {.path = '/' + name + "/_refresh"}));
    if (built->second.served) co_return {};
    auto actions = Json::list({alias_action("add", name, served_), alias_action("remove", name, next_)});
    for (const auto& [other, found] : indices) {
        if (found.served) actions.push(alias_action("remove", other, served_));
    }
    co_return co_await move(context, std::move(actions));
}

Task<Result<void>> OpenSearchIndex::write(CallContext& context, const std::vector<Change>& changes,
                                          const KeptRatings& ratings) {
    if (changes.empty()) co_return {};
    // Once more when the alias moved meanwhile.
    for (int tries = 2;; --tries) {
        const auto indices = co_await ok(look(context));
        const bool building = std::ranges::any_of(indices, [](const auto& each) { return each.second.next; });
        std::vector<std::string> targets{served_};
        if (building) targets.push_back(next_);
        std::string body;
        for (const auto& change : changes) {
            const auto document = document_of(change, ratings).text();
            for (const auto& target : targets) {
                Json action;
                action["index"] = Json::object({{"_index", target},
                                                {"_id", std::to_string(change.product_id)},
                                                {"version", change.ticket},
                                                {"version_type", "external"},
                                                {"require_alias", true}});
                action.append_to(body);
                body += '\n';
                body += document;
                body += '\n';
            }
        }
        const auto reply = co_await ok(client_.send(
            context, {.path = std::string("/_bulk?refresh=") + (building ? "false" : "wait_for") +
                              "&filter_path=items.*.status,items.*.error.type,items.*.error.reason",
                      .body = std::move(body),
                      .content_type = "application/x-ndjson",
                      .timeout = std::chrono::seconds(30)}));
        auto refusals = refusals_in(reply, changes.size() * targets.size());
        if (!refusals.worst) co_return {};
        if (!refusals.index_is_gone || tries == 1) co_return fail(*std::move(refusals.worst));
    }
}

}  // namespace ecommerce::search
