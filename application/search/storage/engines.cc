// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/engines.h"

#include "application/search/storage/memory_engine.h"

namespace ecommerce::search {

std::vector<std::string_view> engine_names() {
    std::vector<std::string_view> names;
    for (const auto& name : names_of(EngineKind())) names.push_back(name.text);
    return names;
}

std::unique_ptr<SearchEngine> make_engine(const EngineNeeds& needs) {
    switch (needs.kind) {
    case EngineKind::memory: return std::make_unique<MemoryEngine>(needs.database, needs.loops, needs.page);
    case EngineKind::postgres: break;
    }
    return std::make_unique<PostgresEngine>(needs.database);
}

}  // namespace ecommerce::search
