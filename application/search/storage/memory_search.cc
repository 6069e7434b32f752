// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_search.h"

#include <algorithm>
#include <limits>

#include "application/search/domain/relevance.h"
#include "application/search/storage/memory_matches.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

constexpr auto kHighest = std::numeric_limits<std::int64_t>::max();

// A document and its place in an order: the higher, the earlier.
struct Placed {
    std::int64_t value = 0;
    std::int64_t id = 0;
    const View* view = nullptr;
    std::uint32_t document = 0;

    auto place() const { return std::pair(value, id); }
};

bool is_before(const Placed& one, const Placed& other) {
    return one.place() > other.place();
}

// The first of all that are offered.
class First {
public:
    explicit First(std::size_t limit) : limit_(limit) {}

    // False when it comes too late, and everything behind it too.
    bool offer(const Placed& placed) {
        if (limit_ == 0) return false;
        if (kept_.size() < limit_) {
            kept_.push_back(placed);
            if (kept_.size() == limit_) std::ranges::make_heap(kept_, is_before);
            return true;
        }
        if (!is_before(placed, kept_.front())) return false;
        std::ranges::pop_heap(kept_, is_before);
        kept_.back() = placed;
        std::ranges::push_heap(kept_, is_before);
        return true;
    }
    // In any order.
    std::vector<Placed> take() { return std::move(kept_); }
    std::vector<Placed> take_in_order() {
        std::ranges::sort(kept_, is_before);
        return std::move(kept_);
    }

private:
    const std::size_t limit_;
    std::vector<Placed> kept_;  // when it is full a heap: what comes last is in front
};

Hit to_hit(const Placed& placed, std::int64_t value) {
    const auto& segment = *placed.view->segment;
    return {.id = segment.product_ids[placed.document],
            .value = value,
            .card = std::string(segment.card(placed.document)),
            .stars = segment.stars[placed.document],
            .review_count = segment.reviews[placed.document]};
}

// The best sellers among `found` that were chosen.
void offer_best(First& best, const View& view, const Bits& found, const Choices& choices) {
    const auto& segment = *view.segment;
    found.each([&](std::uint32_t document) {
        if (!choices.fits(document)) return true;
        return best.offer({.value = segment.sold[document],
                           .id = segment.product_ids[document],
                           .view = &view,
                           .document = document});
    });
}

void add_scores(std::vector<Placed>& ranked, First& best, const SearchRequest& request, bool strong) {
    for (auto placed : best.take()) {
        const auto& segment = *placed.view->segment;
        const auto document = placed.document;
        placed.value = score(request.query, {.name_key = segment.name_keys[document],
                                             .brand_key = segment.brand_keys[segment.brands.of[document]],
                                             .reading = request.reading,
                                             .strong = strong,
                                             .sold_count = segment.sold[document],
                                             .in_stock = segment.in_stock.has(document),
                                             .stars = segment.stars[document]});
        ranked.push_back(placed);
    }
}

Result<Hits> find_relevant(const MemorySnapshot& snapshot, const SearchRequest& request) {
    std::vector<Placed> ranked;
    std::vector<Bits> strong;
    First best(kRankedMax);
    for (const auto& view : snapshot.views) {
        strong.push_back(matches(view, request, Place::strong));
        offer_best(best, view, strong.back(), Choices(*view.segment, request.filter));
    }
    add_scores(ranked, best, request, true);
    if (std::ssize(ranked) < kRankedMax) {
        First weak(std::size_t(kRankedMax - std::ssize(ranked)));
        for (std::size_t i = 0; i < snapshot.views.size(); ++i) {
            const auto& view = snapshot.views[i];
            auto found = matches(view, request, Place::any);
            found.remove(strong[i]);
            offer_best(weak, view, found, Choices(*view.segment, request.filter));
        }
        add_scores(ranked, weak, request, false);
    }
    Hits out;
    if (std::ssize(ranked) < kRankedMax) out.total = std::ssize(ranked);
    auto from = ranked.begin();
    if (request.after.id != 0) {
        const auto value = text::to_number<std::int64_t>(request.after.value);
        if (!value) return invalid_page_token();
        const Placed after{.value = *value, .id = request.after.id};
        from = std::ranges::partition(ranked, [&](const Placed& placed) {
                   return !is_before(after, placed);
               }).begin();
    }
    const auto count = std::min<std::ptrdiff_t>(request.limit, ranked.end() - from);
    std::partial_sort(from, from + count, ranked.end(), is_before);
    for (auto it = from; it != from + count; ++it) out.hits.push_back(to_hit(*it, it->value));
    return out;
}

std::int64_t value_of(const Segment& segment, std::uint32_t document, Sort sort) {
    switch (sort) {
    case Sort::price_asc: return -segment.prices[document];
    case Sort::price_desc: return segment.prices[document];
    case Sort::newest: return segment.published[document];
    case Sort::rating: return segment.stars[document];
    case Sort::relevance:
    case Sort::sales: break;
    }
    return segment.sold[document];
}

// The cheapest come first, and of these the oldest: both are turned round.
Result<Hits> find_sorted(const MemorySnapshot& snapshot, const SearchRequest& request) {
    const bool rising = request.sort == Sort::price_asc;
    const bool by_sales = request.sort == Sort::sales || request.sort == Sort::relevance;
    Placed after{.value = kHighest, .id = kHighest};
    if (request.after.id != 0) {
        const auto value = text::to_number<std::int64_t>(request.after.value);
        if (!value) return invalid_page_token();
        after.value = rising ? -std::max(*value, -kHighest) : *value;
        after.id = rising ? -request.after.id : request.after.id;
    }
    First first(std::size_t(std::max<std::int64_t>(request.limit, 0)));
    for (const auto& view : snapshot.views) {
        const auto& segment = *view.segment;
        const Choices choices(segment, request.filter);
        matches(view, request, Place::any).each([&](std::uint32_t document) {
            const auto id = segment.product_ids[document];
            const Placed placed{.value = value_of(segment, document, request.sort),
                                .id = rising ? -id : id,
                                .view = &view,
                                .document = document};
            if (!is_before(after, placed) || !choices.fits(document)) return true;
            return first.offer(placed) || !by_sales;
        });
    }
    Hits out;
    for (const auto& placed : first.take_in_order())
        out.hits.push_back(to_hit(placed, rising ? -placed.value : placed.value));
    return out;
}

}  // namespace

Result<Hits> find(const MemorySnapshot& snapshot, const SearchRequest& request) {
    if (request.sort == Sort::relevance && !request.query.units.empty())
        return find_relevant(snapshot, request);
    return find_sorted(snapshot, request);
}

Counts count(const MemorySnapshot& snapshot, const SearchRequest& request) {
    Counts counts;
    for (const auto& view : snapshot.views) {
        const Choices choices(*view.segment, request.filter);
        const auto found = matches(view, request, Place::any);
        if (choices.none()) {
            counts.total += found.count();
            continue;
        }
        found.each([&](std::uint32_t document) {
            if (choices.fits(document)) ++counts.total;
            return true;
        });
    }
    return counts;
}

std::vector<NamedProduct> find_names(const MemorySnapshot& snapshot, std::string_view key,
                                     std::int64_t limit) {
    First best(std::size_t(std::max<std::int64_t>(limit, 0)));
    for (const auto& view : snapshot.views) {
        const auto& segment = *view.segment;
        const auto [begin, end] = segment.named(key);
        for (auto place = begin; place < end; ++place) {
            const auto document = segment.by_name[place];
            if (!view.visible->has(document)) continue;
            best.offer({.value = segment.sold[document],
                        .id = segment.product_ids[document],
                        .view = &view,
                        .document = document});
        }
    }
    std::vector<NamedProduct> found;
    for (const auto& placed : best.take_in_order())
        found.push_back({.id = placed.id, .name = std::string(placed.view->segment->name(placed.document))});
    return found;
}

}  // namespace ecommerce::search
