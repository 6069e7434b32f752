// SPDX-License-Identifier: Apache-2.0
// Which documents of a segment fit a request.
#pragma once

#include "application/search/storage/memory_index.h"
#include "application/search/storage/term_query.h"

namespace ecommerce::search {

// Those that fit the words, the categories within which is searched and the shop.
Bits matches(const View& view, const SearchRequest& request, Place place);

// What was chosen, a kind each; of documents that fail in one kind alone the counts of that kind tell.
class Choices {
public:
    // A bit for each kind, those of attributes from here on.
    enum Kind : std::uint64_t {
        brand = 1,
        tag = 2,
        price = 4,
        stock = 8,
        rating = 16,
        category = 32,
        attribute = 64
    };

    // Both outlive it.
    Choices(const Segment& segment, const Filter& filter);

    // The kinds in which a document does not fit.
    std::uint64_t off(std::uint32_t document) const;
    bool fits(std::uint32_t document) const { return off(document) == 0; }
    // Whether there are none, so that all fit.
    bool none() const { return none_; }

private:
    const Segment& segment_;
    const Filter& filter_;
    std::vector<bool> brands_;  // by their numbers; empty: all
    std::vector<bool> tags_;
    std::vector<bool> categories_;
    std::vector<Bits>
        attributes_;  // for each attribute that was chosen, which documents have one of its values
    bool none_ = false;
};

}  // namespace ecommerce::search
