// SPDX-License-Identifier: Apache-2.0
// Several parts of the index in memory as one.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "application/search/storage/memory_segment.h"

namespace ecommerce::search {

namespace {

constexpr auto kGone = std::numeric_limits<std::uint32_t>::max();

struct Source {
    std::uint32_t part = 0;
    std::uint32_t document = 0;
};

// Texts of several tables as those of one; what is used of each part says `use`.
class TextMerge {
public:
    void use(std::string_view text) { used_.try_emplace(text, 0); }
    Texts finish() {
        std::vector<std::string_view> order;
        order.reserve(used_.size());
        for (const auto& [text, _] : used_) order.push_back(text);
        std::ranges::sort(order);
        Texts texts;
        for (const auto text : order) {
            used_[text] = texts.size();
            texts.add(text);
        }
        return texts;
    }
    // The new number of each of a part's; kGone of those that are not used.
    std::vector<std::uint32_t> numbers(const Texts& texts) const {
        std::vector<std::uint32_t> numbers(texts.size(), kGone);
        for (std::uint32_t i = 0; i < texts.size(); ++i) {
            if (const auto found = used_.find(texts[i]); found != used_.end()) numbers[i] = found->second;
        }
        return numbers;
    }

private:
    std::unordered_map<std::string_view, std::uint32_t> used_;
};

}  // namespace

class Segment::Merge {
public:
    Merge(Segment& out, const std::vector<Part>& parts) : out_(out), parts_(parts) {}

    void run() {
        order();
        out_.in_stock = Bits(std::uint32_t(order_.size()));
        out_.postings = Postings(std::uint32_t(order_.size()));
        copy_columns();
        copy_choices();
        copy_lists(&Segment::tags, &Segment::tag_texts);
        copy_lists(&Segment::attributes, &Segment::attribute_texts);
        copy_terms();
        out_.finish();
    }

private:
    const Segment& of(const Source& source) const { return *parts_[source.part].segment; }

    // Each part is in the order of the whole, so a document's new number rises with the old one.
    void order() {
        for (std::uint32_t part = 0; part < parts_.size(); ++part) {
            numbers_.emplace_back(parts_[part].segment->size(), kGone);
            parts_[part].live->each([&](std::uint32_t document) {
                order_.push_back({.part = part, .document = document});
                return true;
            });
        }
        std::ranges::sort(order_, [this](const Source& one, const Source& other) {
            const auto place = [this](const Source& source) {
                return std::pair(of(source).sold[source.document], of(source).product_ids[source.document]);
            };
            return place(one) > place(other);
        });
        for (std::uint32_t document = 0; document < order_.size(); ++document)
            numbers_[order_[document].part][order_[document].document] = document;
    }

    template <typename T>
    void copy(std::vector<T> Segment::* column) {
        auto& out = out_.*column;
        out.reserve(order_.size());
        for (const auto& source : order_) out.push_back((of(source).*column)[source.document]);
    }

    // Of the largest columns there are not two copies while they grow.
    void reserve(Texts Segment::* texts) {
        std::size_t bytes = 0;
        for (const auto& source : order_) bytes += (of(source).*texts)[source.document].size();
        (out_.*texts).reserve(order_.size(), bytes);
    }

    void copy_columns() {
        copy(&Segment::product_ids);
        copy(&Segment::tickets);
        copy(&Segment::prices);
        copy(&Segment::sold);
        copy(&Segment::reviews);
        copy(&Segment::published);
        copy(&Segment::stars);
        copy(&Segment::price_steps);
        reserve(&Segment::name_keys);
        reserve(&Segment::records_);
        for (std::uint32_t document = 0; document < order_.size(); ++document) {
            const auto& source = order_[document];
            const auto& from = of(source);
            if (from.in_stock.has(source.document)) out_.in_stock.add(document);
            const auto words = from.words.of(source.document);
            out_.words.all.insert(out_.words.all.end(), words.begin(), words.end());
            out_.words.end();
            out_.name_keys.add(from.name_keys[source.document]);
            out_.records_.add(from.records_[source.document]);
        }
    }

    void copy_choices() {
        for (const auto choice : {&Segment::shops, &Segment::categories}) {
            std::unordered_map<std::int64_t, std::uint32_t> numbers;
            auto& out = out_.*choice;
            for (const auto& source : order_) {
                const auto& from = of(source).*choice;
                const auto value = from.values[from.of[source.document]];
                const auto [known, is_new] = numbers.try_emplace(value, std::uint32_t(out.values.size()));
                if (is_new) out.values.push_back(value);
                out.of.push_back(known->second);
            }
        }
        TextMerge merge;
        std::unordered_map<std::string_view, std::string_view> keys;
        for (const auto& source : order_) {
            const auto& from = of(source);
            const auto brand = from.brands.of[source.document];
            merge.use(from.brands.values[brand]);
            keys.try_emplace(from.brands.values[brand], from.brand_keys[brand]);
        }
        out_.brands.values = merge.finish();
        for (std::uint32_t brand = 0; brand < out_.brands.values.size(); ++brand)
            out_.brand_keys.add(keys.at(out_.brands.values[brand]));
        const auto numbers =
            numbers_of(merge, [](const Segment& from) -> const Texts& { return from.brands.values; });
        for (const auto& source : order_)
            out_.brands.of.push_back(numbers[source.part][of(source).brands.of[source.document]]);
    }

    template <typename TextsOf>
    std::vector<std::vector<std::uint32_t>> numbers_of(const TextMerge& merge, TextsOf texts_of) const {
        std::vector<std::vector<std::uint32_t>> numbers;
        for (const auto& part : parts_) numbers.push_back(merge.numbers(texts_of(*part.segment)));
        return numbers;
    }

    void copy_lists(Lists Segment::* lists, Texts Segment::* texts) {
        TextMerge merge;
        for (const auto& source : order_) {
            for (const auto number : (of(source).*lists).of(source.document))
                merge.use((of(source).*texts)[number]);
        }
        out_.*texts = merge.finish();
        const auto numbers =
            numbers_of(merge, [texts](const Segment& from) -> const Texts& { return from.*texts; });
        auto& out = out_.*lists;
        for (const auto& source : order_) {
            for (const auto number : (of(source).*lists).of(source.document))
                out.all.push_back(numbers[source.part][number]);
            out.end();
        }
    }

    // Through the rising terms of all parts at once.
    void copy_terms() {
        std::vector<std::uint32_t> next(parts_.size(), 0);
        std::vector<std::uint32_t> documents;
        for (;;) {
            std::optional<std::string_view> term;
            for (std::size_t part = 0; part < parts_.size(); ++part) {
                const auto& terms = parts_[part].segment->terms;
                if (next[part] < terms.size() && (!term || terms[next[part]] < *term))
                    term = terms[next[part]];
            }
            if (!term) return;
            documents.clear();
            for (std::size_t part = 0; part < parts_.size(); ++part) {
                const auto& from = *parts_[part].segment;
                if (next[part] < from.terms.size() && from.terms[next[part]] == *term)
                    gather(documents, part, next[part]++);
            }
            if (documents.empty()) continue;
            sort(documents);
            out_.terms.add(*term);
            out_.postings.add(documents);
        }
    }

    void gather(std::vector<std::uint32_t>& documents, std::size_t part, std::uint32_t term) const {
        parts_[part].segment->postings.each(term, [&](std::uint32_t document) {
            if (const auto number = numbers_[part][document]; number != kGone) documents.push_back(number);
        });
    }

    // Many are put in order by marking them.
    void sort(std::vector<std::uint32_t>& documents) const {
        constexpr std::size_t kFew = 64;
        if (documents.size() < order_.size() / kFew) {
            std::ranges::sort(documents);
            return;
        }
        Bits marked(std::uint32_t(order_.size()));
        for (const auto document : documents) marked.add(document);
        documents.clear();
        marked.each([&](std::uint32_t document) {
            documents.push_back(document);
            return true;
        });
    }

    Segment& out_;
    const std::vector<Part>& parts_;
    std::vector<Source> order_;                        // of each new document the old one
    std::vector<std::vector<std::uint32_t>> numbers_;  // of each part's documents the new number
};

Segment::Segment(const std::vector<Part>& parts) : postings(0) {
    Merge(*this, parts).run();
}

}  // namespace ecommerce::search
