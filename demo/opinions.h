// SPDX-License-Identifier: Apache-2.0
// What people of the demo data say about goods.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ecommerce::demo_data {

// Does not change once read; any thread.
struct Opinions {
    // Throws std::runtime_error with one sentence that names the file.
    explicit Opinions(const std::filesystem::path& file);

    using Texts = std::vector<std::string>;
    struct Question {
        std::string text;
        std::string of_shop;
        std::string of_buyer;
    };
    struct Tag {
        std::string name;
        Texts phrases;
    };

    // By how many stars there are.
    const Texts& sentences(std::uint32_t stars) const { return stars > 3 ? good : stars == 3 ? fair : bad; }

    Texts good, fair, bad;
    Texts follow_ups;
    Texts thanks, apologies;
    std::vector<Question> questions;
    std::vector<Tag> tags;
    Texts words;
};

}  // namespace ecommerce::demo_data
