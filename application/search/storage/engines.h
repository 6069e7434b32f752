// SPDX-License-Identifier: Apache-2.0
// The engines there are, by name.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "application/search/storage/search_engine.h"
#include "framework/postgres/database.h"
#include "framework/runtime/loop.h"
#include "framework/state/names.h"

namespace ecommerce::search {

// The setting `search.engine`.
enum class EngineKind : std::uint8_t { postgres, memory };
constexpr auto names_of(EngineKind) {
    return std::to_array<Name<EngineKind>>(
        {{EngineKind::postgres, "postgres"}, {EngineKind::memory, "memory"}});
}
std::vector<std::string_view> engine_names();

// All outlive the engine.
struct EngineNeeds {
    EngineKind kind = EngineKind::postgres;
    postgres::Database& database;
    runtime::Loops& loops;
    std::int64_t page = 2'000;  // rows of the table that an index in memory reads at once
};

std::unique_ptr<SearchEngine> make_engine(const EngineNeeds& needs);

}  // namespace ecommerce::search
