// SPDX-License-Identifier: Apache-2.0
// The order of relevance of the products that an engine has chosen for it, page by page.
#pragma once

#include <cstdint>
#include <vector>

#include "application/search/domain/relevance.h"
#include "application/search/storage/search_engine.h"

namespace ecommerce::search {

class Ranking {
public:
    struct Ranked {
        std::int64_t id;
        std::int64_t score;
        // The best first, then by falling ids.
        auto operator<=>(const Ranked& other) const {
            return std::pair(other.score, other.id) <=> std::pair(score, id);
        }
        bool operator==(const Ranked&) const = default;
    };
    using Page = std::vector<Ranked>;

    // `request` outlives it.
    explicit Ranking(const SearchRequest& request) : request_(request) {}

    // The request's reading is what it was found by.
    void add(std::int64_t id, Fitness fitness);
    std::int64_t size() const { return std::ssize(all_); }
    // What the request asks for. Error: invalid, a page token that names no score.
    Result<Page> page();

    // In the order of the page. What has left the shelf meanwhile is left out.
    static std::vector<Hit> in_order(const Page& page, std::vector<Hit> hits);

private:
    const SearchRequest& request_;
    std::vector<Ranked> all_;
};

}  // namespace ecommerce::search
