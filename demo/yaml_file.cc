// SPDX-License-Identifier: Apache-2.0
#include "demo/yaml_file.h"

#include <stdexcept>

#include <fmt/format.h>

namespace ecommerce::demo_data {

YamlFile::YamlFile(std::filesystem::path path) : path_(std::move(path)) {
    try {
        root_ = YAML::LoadFile(path_.string());
    } catch (const YAML::BadFile&) {
        throw std::runtime_error(fmt::format(
            "The demo data's file {} cannot be read: -data names the folder that has it.", path_.string()));
    } catch (const YAML::Exception& problem) {
        throw std::runtime_error(fmt::format("{}: {}.", path_.string(), problem.what()));
    }
}

std::string YamlFile::text(const YAML::Node& node, const char* key) const {
    if (!node[key] || !node[key].IsScalar()) wrong(node, fmt::format("lacks `{}`", key));
    return node[key].Scalar();
}

std::string YamlFile::text_or_nothing(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].Scalar() : std::string();
}

std::vector<std::string> YamlFile::texts(const YAML::Node& node, const char* key) const {
    if (!node[key] || !node[key].IsSequence()) wrong(node, fmt::format("lacks the list `{}`", key));
    std::vector<std::string> texts;
    for (const auto& one : node[key]) texts.push_back(one.Scalar());
    return texts;
}

void YamlFile::wrong(const YAML::Node& node, std::string_view what) const {
    throw std::runtime_error(
        fmt::format("{}: the entry in line {} {}.", path_.string(), node.Mark().line + 1, what));
}

}  // namespace ecommerce::demo_data
