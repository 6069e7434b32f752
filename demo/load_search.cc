// SPDX-License-Identifier: Apache-2.0
// What the administrator keeps for those who search.
#include "demo/loader.h"

namespace ecommerce::demo_data {

namespace {

Task<void> fill_synonyms(Stage& stage) {
    auto look = Stage::as(stage.admin);
    const auto there = must(co_await stage.search_admin.ListSynonyms(look, {}), "the synonyms");
    for (auto i = std::size_t(there.groups_size()); i < stage.data.synonyms.groups.size(); ++i) {
        search::v1::PutSynonymsRequest request;
        for (const auto& word : stage.data.synonyms.groups[i]) request.add_words(word);
        auto context = Stage::as(stage.admin, auth::random_id());
        must(co_await stage.search_admin.PutSynonyms(context, request), "synonyms");
    }
}

}  // namespace

void load_synonyms(Stage& stage) {
    stage.host.loops().run_blocking(0, fill_synonyms(stage));
}

}  // namespace ecommerce::demo_data
