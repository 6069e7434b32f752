// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/ranking.h"

#include <algorithm>

#include "framework/text/words.h"

namespace ecommerce::search {

void Ranking::add(std::int64_t id, Fitness fitness) {
    fitness.reading = request_.reading;
    all_.push_back({id, score(request_.query, fitness)});
}

Result<Ranking::Page> Ranking::page() {
    std::ranges::sort(all_);
    auto from = all_.begin();
    if (request_.after.id != 0) {
        const auto value = text::to_number<std::int64_t>(request_.after.value);
        if (!value) return invalid_page_token();
        from = std::ranges::upper_bound(all_, Ranked{request_.after.id, *value});
    }
    return Page(from, from + std::min<std::ptrdiff_t>(request_.limit, all_.end() - from));
}

std::vector<Hit> Ranking::in_order(const Page& page, std::vector<Hit> hits) {
    std::vector<Hit> ordered;
    for (const auto& ranked : page) {
        const auto hit = std::ranges::find(hits, ranked.id, &Hit::id);
        if (hit == hits.end()) continue;
        hit->value = ranked.score;
        ordered.push_back(std::move(*hit));
    }
    return ordered;
}

}  // namespace ecommerce::search
