// SPDX-License-Identifier: Apache-2.0
// Finds any of many texts in one pass (Aho and Corasick), in every form in which programs write them down.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "application/ecommerce/erasure/needles.h"

namespace ecommerce::erasure {

// Latin letters of both cases are alike. Besides the text itself it knows the text as JSON and URLs have it, and of a
// telephone number the digits alone.
//
// Where a needle begins or ends with a letter or digit of ASCII, none may stand before or after it: 13900000000 is
// not within 2139000000001. Bytes have no such limits (a length or a tag may look like a letter), so short needles
// are not looked for in them.
class Matcher {
public:
    // Shorter ones would be found everywhere.
    static constexpr std::size_t kShortest = 4;
    static constexpr std::size_t kShortestInBytes = 6;

    // Needles that are too short are left out.
    explicit Matcher(const std::vector<Needle>& needles);

    enum class Of : std::uint8_t { text, bytes };
    // Which ends of a haystack are cuts: what touches one is left to the neighbouring part.
    struct Cut {
        bool before = false;
        bool behind = false;
    };
    // The kinds of the needles in `haystack`, each once, as indexes into kinds().
    std::vector<std::size_t> find(std::string_view haystack, Of of, Cut cut = {false, false}) const;

    const std::vector<std::string>& kinds() const { return kinds_; }
    // How much of the end of one part belongs in front of the next one.
    std::size_t overlap() const { return longest_ + 1; }
    bool empty() const { return patterns_.empty(); }

private:
    struct Pattern {
        std::size_t size;
        std::size_t kind;
        bool word_before;  // begins with a letter or digit
        bool word_after;
    };
    struct Node {
        std::array<std::int32_t, 256> next;
        std::int32_t fail = 0;
        std::int32_t shorter = 0;  // the nearest node behind `fail` where a pattern ends; 0: none
        std::int32_t pattern = -1;
    };

    void add(std::string_view text, std::size_t kind);
    void link();

    std::vector<std::string> kinds_;
    std::vector<Pattern> patterns_;
    std::vector<Node> nodes_;
    std::size_t longest_ = 0;
};

}  // namespace ecommerce::erasure
