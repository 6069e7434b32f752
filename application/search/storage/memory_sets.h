// SPDX-License-Identifier: Apache-2.0
// What an index in memory is made of: sets of its documents, which have numbers from 0, and tables of texts.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::search {

// A set of documents, a bit for each that there is. Two that meet are of one segment.
class Bits {
public:
    Bits() = default;
    explicit Bits(std::uint32_t size, bool all = false) : size_(size), words_((size + 63) / 64, 0) {
        if (all) fill();
    }

    std::uint32_t size() const { return size_; }
    bool has(std::uint32_t document) const { return (words_[document / 64] >> (document % 64) & 1) != 0; }
    void add(std::uint32_t document) { words_[document / 64] |= std::uint64_t(1) << (document % 64); }
    void remove(std::uint32_t document) { words_[document / 64] &= ~(std::uint64_t(1) << (document % 64)); }
    void add(const Bits& others);
    void keep(const Bits& others);
    void remove(const Bits& others);
    std::uint32_t count() const;

    // Calls `use` with each, rising, until it gives false.
    template <typename Use>
    void each(Use use) const {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            for (auto word = words_[at]; word != 0; word &= word - 1) {
                if (!use(std::uint32_t(at * 64) + std::uint32_t(std::countr_zero(word)))) return;
            }
        }
    }

    std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

private:
    friend class Postings;
    void fill();

    std::uint32_t size_ = 0;
    std::vector<std::uint64_t> words_;
};

// Texts in one piece of memory, by number.
class Texts {
public:
    void reserve(std::size_t texts, std::size_t bytes) {
        ends_.reserve(texts);
        all_.reserve(bytes);
    }
    void add(std::string_view text) {
        all_ += text;
        ends_.push_back(std::uint32_t(all_.size()));
    }
    std::uint32_t size() const { return std::uint32_t(ends_.size()); }
    std::string_view operator[](std::uint32_t number) const {
        const auto begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(all_).substr(begin, ends_[number] - begin);
    }
    // Of texts that were added in rising order.
    std::optional<std::uint32_t> find(std::string_view text) const;
    void shrink() {
        all_.shrink_to_fit();
        ends_.shrink_to_fit();
    }
    std::size_t bytes() const { return all_.capacity() + ends_.capacity() * sizeof(std::uint32_t); }

private:
    std::string all_;
    std::vector<std::uint32_t> ends_;
};

// For each of several terms the documents that have it. A rare one's are the differences between their numbers, a byte
// or two each; a frequent one's a bit for each document, when that is shorter.
class Postings {
public:
    explicit Postings(std::uint32_t documents) : documents_(documents) {}

    // The next term's, rising, each once.
    void add(const std::vector<std::uint32_t>& documents);
    void add_to(Bits& found, std::uint32_t term) const;
    // Calls `use` with each document of a term, rising.
    template <typename Use>
    void each(std::uint32_t term, Use use) const {
        const auto place = places_[term];
        if ((place & kDense) != 0) {
            dense_[place & ~kDense].each([&](std::uint32_t document) {
                use(document);
                return true;
            });
            return;
        }
        const auto* at = sparse_.data() + place;
        std::uint32_t document = 0;
        for (auto left = read_number(at); left > 0; --left) {
            document += read_number(at);
            use(document);
        }
    }
    void shrink();
    std::size_t bytes() const;

private:
    static constexpr std::uint64_t kDense = std::uint64_t(1) << 63;
    void write_number(std::uint32_t number);
    static std::uint32_t read_number(const std::uint8_t*& at) {
        std::uint32_t number = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = *at++;
            number |= std::uint32_t(byte & 0x7f) << shift;
            if (byte < 0x80) return number;
        }
    }

    std::uint32_t documents_;
    std::vector<std::uint64_t> places_;  // of each term: in `sparse_`, or with kDense in `dense_`
    std::vector<std::uint8_t> sparse_;
    std::vector<Bits> dense_;
};

}  // namespace ecommerce::search
