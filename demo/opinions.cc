// SPDX-License-Identifier: Apache-2.0
#include "demo/opinions.h"

#include "demo/yaml_file.h"

namespace ecommerce::demo_data {

Opinions::Opinions(const std::filesystem::path& path) {
    const YamlFile file(path);
    const auto& root = file.root();
    good = file.texts(root["sentences"], "good");
    fair = file.texts(root["sentences"], "fair");
    bad = file.texts(root["sentences"], "bad");
    follow_ups = file.texts(root, "follow_ups");
    thanks = file.texts(root["replies"], "good");
    apologies = file.texts(root["replies"], "other");
    for (const auto& question : root["questions"]) {
        questions.push_back(
            {file.text(question, "text"), file.text(question, "shop"), file.text(question, "buyer")});
    }
    for (const auto& tag : root["tags"]) tags.push_back({file.text(tag, "name"), file.texts(tag, "phrases")});
    words = file.texts(root, "words");
    for (const auto* list : {&good, &fair, &bad, &follow_ups, &thanks, &apologies}) {
        if (list->empty()) file.wrong(root, "lacks sentences of a kind");
    }
    if (questions.empty()) file.wrong(root, "lacks `questions`");
}

}  // namespace ecommerce::demo_data
