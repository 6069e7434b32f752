// SPDX-License-Identifier: Apache-2.0
#include "demo/synonyms.h"

#include "demo/yaml_file.h"

namespace ecommerce::demo_data {

Synonyms::Synonyms(const std::filesystem::path& path) {
    const YamlFile file(path);
    for (const auto& group : file.root()["groups"]) groups.push_back(file.texts(group, "words"));
    if (groups.empty()) file.wrong(file.root(), "lacks `groups`");
}

}  // namespace ecommerce::demo_data
