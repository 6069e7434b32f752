// SPDX-License-Identifier: Apache-2.0
// The indices of products in OpenSearch. An alias says which one is searched. A walk through the catalogue fills
// another one, which a second alias names; when that is whole, the first alias moves there in one step. Until then what
// changes is written to both.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "application/search/storage/opensearch_client.h"
#include "application/search/storage/search_engine.h"

namespace ecommerce::search {

// What a product's rating was before this look could not ask for it.
struct KeptRating {
    std::int64_t product_id = 0;
    std::int32_t stars = 0;
    std::int64_t review_count = 0;
};
using KeptRatings = std::map<std::int64_t, KeptRating>;

// Stateless; any loop. What there is is asked for each time, so several processes may do all of this at once.
class OpenSearchIndex {
public:
    OpenSearchIndex(OpenSearchClient& client, const OpenSearchSettings& settings);

    // The alias, for searches.
    const std::string& served() const { return served_; }

    // Makes an empty index where nothing is served.
    Task<Result<void>> make_first(CallContext& context);
    // Whether what is served came of a whole walk, with all that this program writes. Drops what was served before.
    Task<Result<bool>> is_whole(CallContext& context);
    // See SearchEngine::prepare and ::finish.
    Task<Result<bool>> prepare(CallContext& context, std::int64_t run);
    Task<Result<void>> finish(CallContext& context, std::int64_t run);

    // Each change by its ticket: an older one changes nothing. While nothing is being built searches find it then.
    Task<Result<void>> write(CallContext& context, const std::vector<Change>& changes,
                             const KeptRatings& ratings);

private:
    struct Found {
        std::int64_t run = 0;
        bool current = false;  // made by this version of the mapping
        bool served = false;
        bool next = false;
    };
    using Indices = std::map<std::string, Found>;

    Task<Result<Indices>> look(CallContext& context);
    // Whether it was this call that made it.
    Task<Result<bool>> make(CallContext& context, const std::string& name);
    Task<Result<void>> move(CallContext& context, json::Json actions);
    std::string name_of_run(std::int64_t run) const;

    OpenSearchClient& client_;
    const int replicas_;
    const std::chrono::milliseconds refresh_;
    const std::string served_;
    const std::string next_;
};

}  // namespace ecommerce::search
