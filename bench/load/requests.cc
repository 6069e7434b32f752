// SPDX-License-Identifier: Apache-2.0
#include "bench/load/requests.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

namespace ecommerce::bench {

std::vector<std::string> split(std::string_view text, char by) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(by));
        parts.emplace_back(part);
        text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
    return parts;
}

Requests::Requests(const std::string& file, const std::string& host, std::string_view weights) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        auto parts = split(line, '\t');
        if (parts.size() < 3) continue;
        parts.resize(5);
        auto known = std::ranges::find(classes_, parts[0], &Class::name);
        if (known == classes_.end()) known = classes_.insert(known, Class{.name = parts[0]});
        auto text = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", parts[1], parts[2], host);
        for (const auto& header : split(parts[3], '|')) text += header + "\r\n";
        if (!parts[4].empty()) {
            text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", parts[4].size());
        }
        known->requests.push_back(text + "\r\n" + parts[4]);
    }
    for (const auto& weight : split(weights, ',')) {
        const auto parts = split(weight, '=');
        const auto known = std::ranges::find(classes_, parts.at(0), &Class::name);
        if (known != classes_.end()) known->weight = std::stod(parts.at(1));
    }
    for (const auto& each : classes_) weights_ += each.weight;
    if (classes_.empty()) {
        std::fprintf(stderr, "There is no request in %s.\n", file.c_str());
        std::exit(2);
    }
}

Requests::Choice Requests::choose(std::mt19937_64& engine) const {
    double chosen = std::uniform_real_distribution<double>(0, weights_)(engine);
    std::uint8_t kind = 0;
    while (kind + 1U < classes_.size() && chosen >= classes_[kind].weight) chosen -= classes_[kind++].weight;
    const auto last = classes_[kind].requests.size() - 1;
    return {kind, std::uniform_int_distribution<std::size_t>(0, last)(engine)};
}

std::string Requests::text(Choice choice, std::string_view key) const {
    auto text = classes_[choice.kind].requests[choice.number];
    constexpr std::string_view kKey = "{key}";
    // A body's key would change its length; all keys stand in headers.
    if (const auto at = text.find(kKey); at != std::string::npos) text.replace(at, kKey.size(), key);
    return text;
}

std::vector<std::string> Requests::classes() const {
    std::vector<std::string> names;
    for (const auto& each : classes_) names.push_back(each.name);
    return names;
}

}  // namespace ecommerce::bench
