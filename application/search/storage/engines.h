// SPDX-License-Identifier: Apache-2.0
// The engines there are, by name.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "application/search/storage/memory_follower.h"
#include "application/search/storage/opensearch_client.h"
#include "application/search/storage/search_engine.h"
#include "framework/postgres/database.h"
#include "framework/runtime/loop.h"
#include "framework/state/names.h"

namespace ecommerce::search {

// The setting `search.engine`.
enum class EngineKind : std::uint8_t { postgres, memory, opensearch };
constexpr auto names_of(EngineKind) {
    return std::to_array<Name<EngineKind>>({{EngineKind::postgres, "postgres"},
                                            {EngineKind::memory, "memory"},
                                            {EngineKind::opensearch, "opensearch"}});
}
std::vector<std::string_view> engine_names();

// All outlive the engine.
struct EngineNeeds {
    EngineKind kind = EngineKind::postgres;
    postgres::Database& database;
    runtime::Loops& loops;
    FollowOptions follow = {};                       // of an index in memory
    const OpenSearchSettings* opensearch = nullptr;  // for that engine alone; copied
    http::ClientObserver* http_observer = nullptr;
};

// Throws std::runtime_error, for who starts the program, when a setting cannot be used.
std::unique_ptr<SearchEngine> make_engine(const EngineNeeds& needs);

}  // namespace ecommerce::search
