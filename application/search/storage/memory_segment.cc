// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_segment.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace ecommerce::search {

namespace {

constexpr char kAttributeTerm = 'f';

// Texts get numbers in rising order: `number` what was seen, then `texts` has each once.
class Numbering {
public:
    void see(std::string_view text) { seen_.push_back(text); }
    Texts finish() {
        std::ranges::sort(seen_);
        seen_.erase(std::ranges::unique(seen_).begin(), seen_.end());
        Texts texts;
        for (std::uint32_t number = 0; number < seen_.size(); ++number) {
            numbers_.emplace(seen_[number], number);
            texts.add(seen_[number]);
        }
        return texts;
    }
    std::uint32_t of(std::string_view text) const { return numbers_.at(text); }

private:
    std::vector<std::string_view> seen_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

void choose(Choice<std::vector<std::int64_t>>& choice,
            std::unordered_map<std::int64_t, std::uint32_t>& numbers, std::int64_t value) {
    const auto [known, is_new] = numbers.try_emplace(value, std::uint32_t(choice.values.size()));
    if (is_new) choice.values.push_back(value);
    choice.of.push_back(known->second);
}

bool is_attribute(const std::string& term) {
    return term.starts_with(kAttributeTerm);
}

template <typename... Vectors>
std::size_t bytes_of(const Vectors&... vectors) {
    return ((vectors.capacity() * sizeof(vectors[0])) + ...);
}

template <typename... Vectors>
void shrink_all(Vectors&... vectors) {
    (vectors.shrink_to_fit(), ...);
}

}  // namespace

std::uint16_t step_of(std::int64_t price) {
    if (price < 100) return std::uint16_t(std::max<std::int64_t>(price, 0));
    std::uint16_t longer = 0;
    for (; price >= 1'000; price /= 10) ++longer;
    return std::uint16_t(100 + longer * 90 + price / 10 - 10);
}

std::int64_t price_of(std::size_t step) {
    if (step < 100) return std::int64_t(step);
    auto price = std::int64_t((step - 100) % 90 + 10) * 10;
    for (auto longer = (step - 100) / 90; longer > 0; --longer) price *= 10;
    return price;
}

Segment::Segment(std::vector<MemoryDocument> documents)
    : in_stock(std::uint32_t(documents.size())), postings(std::uint32_t(documents.size())) {
    std::ranges::sort(documents, [](const MemoryDocument& one, const MemoryDocument& other) {
        return std::pair(one.sold_count, one.product_id) > std::pair(other.sold_count, other.product_id);
    });
    add_columns(documents);
    add_terms(documents);
    finish();
}

void Segment::add_columns(const std::vector<MemoryDocument>& documents) {
    Numbering brand_numbers;
    Numbering tag_numbers;
    Numbering attribute_numbers;
    std::unordered_map<std::string_view, std::string_view> keys;
    for (const auto& document : documents) {
        brand_numbers.see(document.brand);
        keys.emplace(document.brand, document.brand_key);
        for (const auto& tag : document.tags) tag_numbers.see(tag);
        for (const auto& term : document.terms) {
            if (is_attribute(term)) attribute_numbers.see(std::string_view(term).substr(1));
        }
    }
    brands.values = brand_numbers.finish();
    tag_texts = tag_numbers.finish();
    attribute_texts = attribute_numbers.finish();
    for (std::uint32_t brand = 0; brand < brands.values.size(); ++brand)
        brand_keys.add(keys.at(brands.values[brand]));

    std::unordered_map<std::int64_t, std::uint32_t> shop_numbers;
    std::unordered_map<std::int64_t, std::uint32_t> category_numbers;
    for (const auto& document : documents) {
        if (document.in_stock) in_stock.add(size());
        product_ids.push_back(document.product_id);
        tickets.push_back(document.ticket);
        prices.push_back(document.price_minor);
        price_steps.push_back(step_of(document.price_minor));
        sold.push_back(document.sold_count);
        reviews.push_back(document.review_count);
        published.push_back(document.published_at);
        stars.push_back(document.stars);
        choose(shops, shop_numbers, document.shop_id);
        choose(categories, category_numbers, document.category_id);
        brands.of.push_back(brand_numbers.of(document.brand));
        for (const auto& tag : document.tags) tags.all.push_back(tag_numbers.of(tag));
        tags.end();
        for (const auto& term : document.terms) {
            if (is_attribute(term))
                attributes.all.push_back(attribute_numbers.of(std::string_view(term).substr(1)));
        }
        std::sort(attributes.all.begin() + (attributes.ends.empty() ? 0 : attributes.ends.back()),
                  attributes.all.end());
        attributes.end();
        words.all.insert(words.all.end(), document.word_numbers.begin(), document.word_numbers.end());
        words.end();
        name_keys.add(document.name_key);
        records_.add(document.name + '\0' + document.card);
    }
}

void Segment::add_terms(const std::vector<MemoryDocument>& documents) {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> found;
    for (std::uint32_t document = 0; document < documents.size(); ++document) {
        for (const auto& term : documents[document].terms) found[term].push_back(document);
    }
    std::vector<std::string_view> order;
    order.reserve(found.size());
    for (const auto& [term, _] : found) order.push_back(term);
    std::ranges::sort(order);
    for (const auto term : order) {
        terms.add(term);
        postings.add(found[term]);
    }
}

void Segment::finish() {
    by_product.resize(size());
    std::iota(by_product.begin(), by_product.end(), 0);
    by_name = by_product;
    std::ranges::sort(by_product, {}, [this](std::uint32_t document) { return product_ids[document]; });
    std::ranges::sort(by_name, {}, [this](std::uint32_t document) { return name_keys[document]; });
    shrink_all(product_ids, tickets, prices, sold, reviews, published, stars, price_steps);
    shrink_all(shops.values, shops.of, categories.values, categories.of, brands.of);
    shrink_all(tags.ends, tags.all, attributes.ends, attributes.all, words.ends, words.all);
    for (auto* texts :
         {&brands.values, &brand_keys, &tag_texts, &attribute_texts, &name_keys, &terms, &records_})
        texts->shrink();
    postings.shrink();
}

std::optional<std::uint32_t> Segment::find(std::int64_t product_id) const {
    const auto id_of = [this](std::uint32_t document) { return product_ids[document]; };
    const auto found = std::ranges::lower_bound(by_product, product_id, {}, id_of);
    if (found == by_product.end() || id_of(*found) != product_id) return std::nullopt;
    return *found;
}

std::pair<std::uint32_t, std::uint32_t> Segment::named(std::string_view beginning) const {
    const auto start_of = [&](std::uint32_t document) {
        return name_keys[document].substr(0, beginning.size());
    };
    const auto range = std::ranges::equal_range(by_name, beginning, {}, start_of);
    return {std::uint32_t(range.begin() - by_name.begin()), std::uint32_t(range.end() - by_name.begin())};
}

std::string_view Segment::name(std::uint32_t document) const {
    const auto record = records_[document];
    return record.substr(0, record.find('\0'));
}

std::string_view Segment::card(std::uint32_t document) const {
    const auto record = records_[document];
    return record.substr(record.find('\0') + 1);
}

std::size_t Segment::bytes() const {
    auto bytes =
        bytes_of(product_ids, tickets, prices, sold, reviews, published, stars, price_steps) +
        bytes_of(shops.values, shops.of, categories.values, categories.of, brands.of, by_product, by_name) +
        in_stock.bytes() + postings.bytes();
    for (const auto* lists : {&tags, &attributes, &words}) bytes += lists->bytes();
    for (const auto* texts :
         {&brands.values, &brand_keys, &tag_texts, &attribute_texts, &name_keys, &terms, &records_})
        bytes += texts->bytes();
    return bytes;
}

}  // namespace ecommerce::search
