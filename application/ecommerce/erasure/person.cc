// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/person.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <stdexcept>

namespace ecommerce::erasure {

namespace {

using postgres::ScannedTable;
using postgres::TextScan;
using Kind = postgres::ScannedColumn::Kind;

// A column that names whose a row is, one that then holds the person's words, and what those are.
struct Personal {
    std::string_view owner;
    std::string_view column;
    std::string_view kind;
};

constexpr std::array kPersonal{
    Personal{"user_id", "nickname", "name"},
    Personal{"user_id", "recipient", "name"},
    Personal{"user_id", "holder", "name"},
    Personal{"user_id", "phone", "phone"},
    Personal{"user_id", "street", "street"},
    Personal{"user_id", "ip_address", "network address"},
    Personal{"user_id", "user_agent", "device"},
    Personal{"user_id", "note", "note"},
    Personal{"user_id", "text", "review"},
    Personal{"actor_user_id", "reason", "reason"},
    Personal{"owner_user_id", "name", "shop"},
    Personal{"owner_user_id", "description", "shop"},
    Personal{"owner_user_id", "logo_url", "logo"},
    Personal{"owner_user_id", "pending_name", "shop"},
    Personal{"owner_user_id", "pending_logo_url", "logo"},
    Personal{"owner_user_id", "contact_name", "name"},
    Personal{"owner_user_id", "contact_phone", "phone"},
    // The account itself is the row with its number.
    Personal{"id", "email", "email"},
    Personal{"id", "nickname", "name"},
    Personal{"id", "phone", "phone"},
};

template <typename T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error("The database cannot be searched: " + result.error().message());
    return *std::move(result);
}

// Where `id` is an account's number.
bool has_accounts(const ScannedTable& table) {
    return table.has("id", Kind::number) && table.has("email", Kind::text);
}

bool fits(const Personal& personal, const ScannedTable& table) {
    return table.has(personal.owner, Kind::number) && table.has(personal.column, Kind::text) &&
           (personal.owner != "id" || has_accounts(table));
}

std::int64_t find_account(TextScan& database, const std::vector<ScannedTable>& tables,
                          const std::string& email) {
    std::set<std::int64_t> found;
    for (const auto& table : tables) {
        if (!has_accounts(table)) continue;
        for (const auto id : must(database.numbers_of(table, "id", "email", email))) found.insert(id);
    }
    if (found.empty()) throw std::runtime_error("There is no account " + email + ".");
    if (found.size() > 1) throw std::runtime_error("There is more than one account " + email + ".");
    return *found.begin();
}

}  // namespace

Person collect(TextScan& database, const std::vector<ScannedTable>& tables, const std::string& email) {
    const auto id = find_account(database, tables, email);
    // Each kind of place that may hold what is personal.
    const auto everywhere = [&](auto look) {
        for (const auto& table : tables) {
            for (const auto& personal : kPersonal) {
                if (fits(personal, table)) look(table, personal);
            }
        }
    };
    std::set<Needle> mine;
    everywhere([&](const ScannedTable& table, const Personal& personal) {
        for (auto& value : must(database.values_of(table, personal.column, personal.owner, id))) {
            mine.insert({std::string(personal.kind), std::move(value)});
        }
    });
    std::vector<std::string> values;
    for (const auto& needle : mine) values.push_back(needle.value);
    std::set<std::string> others;
    everywhere([&](const ScannedTable& table, const Personal& personal) {
        for (auto& value :
             must(database.values_of_others(table, personal.column, values, personal.owner, id))) {
            others.insert(std::move(value));
        }
    });
    Person person;
    for (const auto& needle : mine) {
        if (others.contains(needle.value)) {
            person.shared.push_back(needle.kind);
        } else {
            person.needles.push_back(needle);
        }
    }
    return person;
}

}  // namespace ecommerce::erasure
