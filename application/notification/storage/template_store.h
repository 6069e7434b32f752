// SPDX-License-Identifier: Apache-2.0
// Words that administrators wrote, version by version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "application/notification/domain/words.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::notification {

struct TemplateRow {
    Type type{};
    Channel channel{};
    WordsLanguage language{};
    std::int32_t version = 0;
    std::string title;  // with the body empty: the program's own words
    std::string body;
    std::int64_t author_id = 0;
    Timestamp created_at;
};

// Stateless; any loop.
class TemplateStore {
public:
    explicit TemplateStore(postgres::Database& database) : database_(database) {}

    // The latest version of each.
    Task<Result<std::vector<TemplateRow>>> latest(CallContext& context) const;
    // The latest first, versions below `before`.
    Task<Result<std::vector<TemplateRow>>> versions(CallContext& context, const WordsKey& key,
                                                    std::int64_t before, int limit) const;
    Task<Result<std::optional<TemplateRow>>> find(CallContext& context, const WordsKey& key,
                                                  std::int32_t version) const;
    // False when its version is not the one after the latest.
    Task<Result<bool>> add(CallContext& context, const TemplateRow& row) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::notification
