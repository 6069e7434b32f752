// SPDX-License-Identifier: Apache-2.0
// A file of the demo's data, read with errors that name the file and what it lacks.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace ecommerce::demo_data {

// Throws std::runtime_error with one sentence.
class YamlFile {
public:
    explicit YamlFile(std::filesystem::path path);
    const YAML::Node& root() const { return root_; }
    std::string text(const YAML::Node& node, const char* key) const;
    // Empty where the key is missing.
    static std::string text_or_nothing(const YAML::Node& node, const char* key);
    std::vector<std::string> texts(const YAML::Node& node, const char* key) const;
    [[noreturn]] void wrong(const YAML::Node& node, std::string_view what) const;

private:
    std::filesystem::path path_;
    YAML::Node root_;
};

}  // namespace ecommerce::demo_data
