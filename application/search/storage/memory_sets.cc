// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_sets.h"

#include <algorithm>

namespace ecommerce::search {

void Bits::fill() {
    std::ranges::fill(words_, ~std::uint64_t(0));
    if (size_ % 64 != 0) words_.back() = (std::uint64_t(1) << (size_ % 64)) - 1;
}

void Bits::add(const Bits& others) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= others.words_[i];
}

void Bits::keep(const Bits& others) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= others.words_[i];
}

void Bits::remove(const Bits& others) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~others.words_[i];
}

std::uint32_t Bits::count() const {
    std::uint32_t count = 0;
    for (const auto word : words_) count += std::uint32_t(std::popcount(word));
    return count;
}

std::optional<std::uint32_t> Texts::find(std::string_view text) const {
    std::uint32_t begin = 0;
    std::uint32_t end = size();
    while (begin < end) {
        const auto middle = begin + (end - begin) / 2;
        if ((*this)[middle] < text) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    if (begin == size() || (*this)[begin] != text) return std::nullopt;
    return begin;
}

void Postings::write_number(std::uint32_t number) {
    for (; number >= 0x80; number >>= 7) sparse_.push_back(std::uint8_t(number | 0x80));
    sparse_.push_back(std::uint8_t(number));
}

void Postings::add(const std::vector<std::uint32_t>& documents) {
    const auto begin = sparse_.size();
    write_number(std::uint32_t(documents.size()));
    std::uint32_t before = 0;
    for (const auto document : documents) {
        write_number(document - before);
        before = document;
    }
    if (sparse_.size() - begin <= sizeof(Bits) + documents_ / 8) {
        places_.push_back(begin);
        return;
    }
    sparse_.resize(begin);
    auto& bits = dense_.emplace_back(documents_);
    for (const auto document : documents) bits.add(document);
    places_.push_back((dense_.size() - 1) | kDense);
}

void Postings::add_to(Bits& found, std::uint32_t term) const {
    if (const auto place = places_[term]; (place & kDense) != 0) {
        found.add(dense_[place & ~kDense]);
        return;
    }
    each(term, [&](std::uint32_t document) { found.add(document); });
}

void Postings::shrink() {
    places_.shrink_to_fit();
    sparse_.shrink_to_fit();
    dense_.shrink_to_fit();
}

std::size_t Postings::bytes() const {
    auto bytes =
        places_.capacity() * sizeof(std::uint64_t) + sparse_.capacity() + dense_.capacity() * sizeof(Bits);
    for (const auto& bits : dense_) bytes += bits.bytes();
    return bytes;
}

}  // namespace ecommerce::search
