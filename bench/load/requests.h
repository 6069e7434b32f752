// SPDX-License-Identifier: Apache-2.0
// What a load generator asks: a file of requests, in classes of which each has its weight.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::bench {

std::vector<std::string> split(std::string_view text, char by);

class Requests {
public:
    // A line of `file`: CLASS, VERB, PATH, HEADER|HEADER and BODY with tabs between them; the last two may be missing.
    // `weights` is CLASS=NUMBER,…; a class that is not named weighs 1. Ends the program when nothing can be read.
    Requests(const std::string& file, const std::string& host, std::string_view weights);

    struct Choice {
        std::uint8_t kind = 0;
        std::size_t number = 0;
    };
    Choice choose(std::mt19937_64& engine) const;
    // With "{key}" replaced by `key`.
    std::string text(Choice choice, std::string_view key) const;
    std::vector<std::string> classes() const;

private:
    struct Class {
        std::string name;
        double weight = 1;
        std::vector<std::string> requests = {};
    };
    std::vector<Class> classes_;
    double weights_ = 0;
};

}  // namespace ecommerce::bench
