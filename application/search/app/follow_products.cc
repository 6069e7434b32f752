// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/follow_products.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

#include "framework/rpc/messages.h"

namespace ecommerce::search {

namespace {

using namespace std::chrono_literals;

// Whoever has claimed products and dies leaves them to others after this.
constexpr auto kLease = 15s;
// While the reviews cannot be asked.
constexpr auto kRatingsLater = 30s;
constexpr std::uint32_t kWalkedAtOnce = 1'000;
constexpr std::int64_t kWaitingMax = 1'000;  // of a walk: then it waits for those who look
constexpr auto kWalkEnd = std::numeric_limits<std::int64_t>::max();
constexpr int kHundredths = 100;
constexpr std::int32_t kUnknownStars = -1;

void add_path(Product& product, const CategoryTree::Nodes& nodes) {
    for (auto node = nodes.find(product.category_id); node != nodes.end();
         node = nodes.find(node->second.parent_id)) {
        auto& names = product.category_path.empty() ? product.category_names : product.parent_names;
        names.insert(names.end(), node->second.names.begin(), node->second.names.end());
        product.category_path.push_back(node->first);
    }
}

// What its buyers choose between comes first: it is what they look for.
std::vector<Attribute> attributes_of(const product::v1::IndexedProduct& found) {
    std::vector<Attribute> attributes;
    for (const auto& option : found.options()) {
        for (const auto& value : option.values()) attributes.push_back({option.name(), value});
    }
    for (const auto& attribute : found.attributes())
        attributes.push_back({attribute.name(), attribute.value()});
    return choosable(std::move(attributes));
}

Product to_product(const product::v1::IndexedProduct& found) {
    const auto& summary = found.summary();
    Product product{.id = summary.id(),
                    .shop_id = summary.shop_id(),
                    .category_id = summary.category_id(),
                    .name = summary.name(),
                    .brand = summary.brand(),
                    .tags = {summary.tags().begin(), summary.tags().end()},
                    .details = {found.subtitle()},
                    .description = found.description(),
                    .price_minor = summary.price().minor_units(),
                    .sold_count = summary.sold_count(),
                    .in_stock = summary.in_stock(),
                    .stars = kUnknownStars,
                    .published_at = rpc::to_time(found.published_at()),
                    .card = summary.SerializeAsString()};
    for (const auto& attribute : found.attributes()) {
        product.details.push_back(attribute.name());
        product.details.push_back(attribute.value());
    }
    for (const auto& option : found.options()) {
        for (const auto& value : option.values()) product.details.push_back(value);
    }
    product.attributes = attributes_of(found);
    return product;
}

// None while the reviews cannot be asked: then no rating changes either, and what is kept counts.
using Ratings = std::unordered_map<std::int64_t, review::v1::ProductRating>;

Task<std::optional<Ratings>> ask_ratings(CallContext& context, review::v1::ReviewService& reviews,
                                         const std::vector<Look>& looks) {
    review::v1::BatchGetRatingsRequest request;
    for (const auto& look : looks) request.add_product_ids(look.product_id);
    const auto response = co_await reviews.BatchGetRatings(context, request);
    if (!response) co_return std::nullopt;
    Ratings ratings;
    for (const auto& rating : response->ratings()) ratings.emplace(rating.product_id(), rating);
    co_return ratings;
}

void add_rating(Product& product, const Ratings& ratings) {
    product.stars = 0;
    const auto found = ratings.find(product.id);
    if (found == ratings.end()) return;
    product.stars = std::int32_t(std::lround(found->second.average() * kHundredths));
    product.review_count = found->second.count();
}

}  // namespace

Task<Result<std::vector<std::int64_t>>> FollowProducts::closed_among(
    CallContext& context, const product::v1::BatchGetIndexedResponse& found) const {
    std::set<std::int64_t> shops;
    for (const auto& product : found.products()) shops.insert(product.summary().shop_id());
    co_return co_await parts_.closings.closed(context, {shops.begin(), shops.end()});
}

Task<Result<FollowProducts::Seen>> FollowProducts::read(CallContext& context,
                                                        const std::vector<Look>& looks) const {
    const auto ratings = co_await ask_ratings(context, parts_.reviews, looks);
    if (!ratings && std::ranges::all_of(looks, &Look::rating_only)) co_return Seen{.changes = {}};
    product::v1::BatchGetIndexedRequest request;
    for (const auto& look : looks) request.add_ids(look.product_id);
    auto response = co_await ok(parts_.products.BatchGetIndexed(context, request));
    const auto tree = co_await ok(parts_.categories.get(context));
    const auto closed = co_await ok(closed_among(context, response));
    std::unordered_map<std::int64_t, const product::v1::IndexedProduct*> found;
    for (const auto& product : response.products()) found.emplace(product.summary().id(), &product);
    Seen seen{.changes = {}, .rated = ratings.has_value()};
    for (const auto& look : looks) {
        auto& change = seen.changes.emplace_back(
            Change{.product_id = look.product_id, .ticket = look.ticket, .found = {}});
        const auto on_sale = found.find(look.product_id);
        if (on_sale == found.end()) continue;
        auto product = to_product(*on_sale->second);
        add_path(product, *tree);
        if (ratings) add_rating(product, *ratings);
        change.found = index_product(std::move(product));
        // What nobody can buy now completes nobody's words.
        if (std::ranges::find(closed, change.found->product.shop_id) != closed.end())
            change.found->words.clear();
    }
    co_return seen;
}

Task<Result<std::int64_t>> FollowProducts::look(CallContext& context) const {
    const auto now = parts_.clock.now();
    const auto looks = co_await ok(parts_.changes.claim(context, now, now + kLease, kAtOnce));
    if (looks.empty()) co_return 0;
    const auto done = co_await look_at(context, looks);
    if (done) co_return std::ssize(looks);
    if (looks.size() == 1 || done.error().code() == Code::unavailable) co_return done.error();
    // Something is wrong with one of them: it is left until its lease is over, and holds up none of the others.
    std::int64_t looked = 0;
    for (const auto& look : looks) {
        if (co_await look_at(context, {look})) ++looked;
    }
    if (looked == 0) co_return done.error();
    co_return looked;
}

Task<Result<void>> FollowProducts::look_at(CallContext& context, std::vector<Look> looks) const {
    const auto seen = co_await ok(read(context, looks));
    if (!seen.changes.empty()) co_await ok(parts_.engine.apply(context, seen.changes));
    if (seen.rated) {
        co_await ok(parts_.changes.finish(context, looks));
    } else {
        co_await ok(parts_.changes.defer(context, looks, parts_.clock.now() + kRatingsLater));
    }
    parts_.meters.looked.add(looks.size());
    co_return {};
}

Task<Result<bool>> FollowProducts::walk(CallContext& context) const {
    const auto latest = co_await ok(parts_.walks.latest(context));
    const auto begin = [&]() -> Task<Result<bool>> {
        co_await ok(parts_.walks.begin(context));
        co_return true;
    };
    if (!latest || latest->engine != parts_.engine.name()) co_return co_await begin();
    const auto& walk = *latest;
    if (walk.finished_run >= walk.run) {
        const bool whole = walk.analyser >= kAnalyserVersion && co_await ok(parts_.engine.is_whole(context));
        if (whole) co_return false;
        co_return co_await begin();
    }
    if (!co_await ok(parts_.engine.prepare(context, walk.run)) && walk.after_id > 0)
        co_return co_await begin();
    const auto waiting = co_await ok(parts_.changes.waiting(context));
    if (walk.after_id == kWalkEnd) {
        if (waiting.bulk > 0 || co_await ok(parts_.changes.has_unseen(context))) co_return false;
        co_await ok(parts_.engine.finish(context, walk.run));
        co_await ok(parts_.walks.finish(context, walk.run, kAnalyserVersion, parts_.clock.now()));
        co_return false;
    }
    if (waiting.bulk >= kWaitingMax) co_return false;
    product::v1::ListIndexedIdsRequest request;
    request.set_after_id(walk.after_id);
    request.set_limit(kWalkedAtOnce);
    const auto response = co_await ok(parts_.products.ListIndexedIds(context, request));
    const std::vector<std::int64_t> ids(response.ids().begin(), response.ids().end());
    const auto to = std::size(ids) < kWalkedAtOnce ? kWalkEnd : ids.back();
    auto body = [&](postgres::Transaction& tx) -> Task<Result<bool>> {
        if (!co_await ok(parts_.walks.go_on(tx, walk, to, std::ssize(ids)))) co_return false;
        const auto now = parts_.clock.now();
        parts_.changes.mark(tx, ids, Hurry::after_all_others, now);
        parts_.changes.mark_others(tx, walk.after_id, to, ids, now);
        co_return true;
    };
    co_await ok(parts_.transact(context, {.repeatable = true}, std::move(body)));
    co_return true;
}

}  // namespace ecommerce::search
