// SPDX-License-Identifier: Apache-2.0
// A part of the index in memory that never changes: its documents in columns, and for each term which have it.
//
// Documents are numbered as they sell, best first, so those that come first of a set of them are its best sellers.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "application/search/storage/memory_sets.h"

namespace ecommerce::search {

// A product on sale, as the table `documents` has it.
struct MemoryDocument {
    std::int64_t product_id = 0;
    std::int64_t ticket = 0;
    std::int64_t shop_id = 0;
    std::int64_t category_id = 0;
    std::int64_t price_minor = 0;
    std::int64_t sold_count = 0;
    std::int64_t review_count = 0;
    std::int64_t published_at = 0;  // microseconds since 1970
    std::int32_t stars = 0;
    bool in_stock = false;
    std::string brand;
    std::string name;
    std::string name_key;
    std::string brand_key;
    std::string card;
    std::vector<std::string> tags;
    std::vector<std::string> terms;
    std::vector<std::string> words;
    std::vector<std::uint32_t> word_numbers;  // of these in the dictionary
};

// Of each document some numbers.
struct Lists {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> all;

    void end() { ends.push_back(std::uint32_t(all.size())); }
    auto of(std::uint32_t document) const {
        const auto begin = document == 0 ? 0 : ends[document - 1];
        return std::span(all).subspan(begin, ends[document] - begin);
    }
    std::size_t bytes() const { return (ends.capacity() + all.capacity()) * sizeof(std::uint32_t); }
};

// Of each document one of few values, by the value's number.
template <typename Values>
struct Choice {
    Values values;
    std::vector<std::uint32_t> of;
};

class Segment;
// What of a segment has not been replaced since.
struct Part {
    std::shared_ptr<const Segment> segment;
    std::shared_ptr<const Bits> live;
    std::uint32_t documents = 0;  // that are live
};

class Segment {
public:
    explicit Segment(std::vector<MemoryDocument> documents);
    // The live documents of all parts.
    explicit Segment(const std::vector<Part>& parts);

    std::uint32_t size() const { return std::uint32_t(product_ids.size()); }
    // The number of a product.
    std::optional<std::uint32_t> find(std::int64_t product_id) const;
    // Documents whose folded name begins with this, in `by_name` from first to second.
    std::pair<std::uint32_t, std::uint32_t> named(std::string_view beginning) const;
    std::string_view name(std::uint32_t document) const;
    std::string_view card(std::uint32_t document) const;
    std::size_t bytes() const;

    // By document.
    std::vector<std::int64_t> product_ids;
    std::vector<std::int64_t> tickets;
    std::vector<std::int64_t> prices;
    std::vector<std::int64_t> sold;
    std::vector<std::int64_t> reviews;
    std::vector<std::int64_t> published;
    std::vector<std::int32_t> stars;
    std::vector<std::uint16_t> price_steps;  // step_of() these
    Bits in_stock;
    Choice<std::vector<std::int64_t>> shops;
    Choice<std::vector<std::int64_t>> categories;
    Choice<Texts> brands;  // rising
    Texts brand_keys;      // of each brand
    Lists tags;
    Texts tag_texts;  // rising
    Lists attributes;
    Texts attribute_texts;  // "name:value", rising
    Lists words;
    Texts name_keys;
    // What each is by rising product, and by rising folded name.
    std::vector<std::uint32_t> by_product;
    std::vector<std::uint32_t> by_name;
    // By term.
    Texts terms;  // rising
    Postings postings;

private:
    class Merge;
    friend class Merge;

    void add_columns(const std::vector<MemoryDocument>& documents);
    void add_terms(const std::vector<MemoryDocument>& documents);
    void finish();

    Texts records_;  // of each document its name, a zero and its card
};

// Prices by their first two digits, rising, and the lowest price of a step.
std::uint16_t step_of(std::int64_t price);
std::int64_t price_of(std::size_t step);
inline constexpr std::size_t kPriceSteps = 100 + 17 * 90;

}  // namespace ecommerce::search
