// SPDX-License-Identifier: Apache-2.0
#include "application/admin/storage/parameter_store.h"

#include "framework/postgres/columns.h"
#include "framework/postgres/row_structs.h"
#include "framework/postgres/statement.h"

namespace ecommerce::admin {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Piece kParameters = R"sql(
    SELECT name, kind, help, default_value, min_value, max_value, choices, value_in_force, origin, value, version
    FROM parameters
)sql";

constexpr Read kList{joined<kParameters, R"sql(ORDER BY name)sql">};

constexpr Read kFind{joined<kParameters, R"sql(WHERE name = $1)sql">};

constexpr Write kLock{joined<kParameters, R"sql(WHERE name = $1 FOR UPDATE)sql">};

constexpr Read kLatestChanges{R"sql(
    SELECT c.version, c.name, c.value, c.value_before, c.changed_by, c.reason, c.changed_at
    FROM parameters AS p
    INNER JOIN parameter_changes AS c ON p.version = c.version
)sql"};

constexpr Piece kOfChanges = R"sql(
    SELECT version, name, value, value_before, changed_by, reason, changed_at
    FROM parameter_changes
)sql";

constexpr Read kChanges{Plan::each_time, joined<kOfChanges, R"sql(
    WHERE version < $1
    ORDER BY version DESC
    LIMIT $2
)sql">};

constexpr Read kChangesOf{Plan::each_time, joined<kOfChanges, R"sql(
    WHERE name = $3 AND version < $1
    ORDER BY version DESC
    LIMIT $2
)sql">};

constexpr Read kChange{joined<kOfChanges, R"sql(WHERE name = $1 AND version = $2)sql">};

// A row without a name is the version alone.
constexpr Read kValues{R"sql(
    SELECT v.version, p.name, p.value
    FROM parameters_version AS v
    LEFT JOIN parameters AS p ON p.value IS NOT NULL AND v.version <> $1
    WHERE v.one
)sql"};

constexpr Write kNextVersion{R"sql(
    UPDATE parameters_version SET version = version + 1 WHERE one RETURNING version
)sql"};

constexpr Write kSet{R"sql(
    UPDATE parameters SET value = $2, version = $3 WHERE name = $1
)sql"};

constexpr Write kNote{R"sql(
    INSERT INTO parameter_changes (version, name, value, value_before, changed_by, reason, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql"};

// In the order of names, so that processes that declare at once wait for each other and do not meet crosswise.
constexpr Write kDeclare{R"sql(
    INSERT INTO parameters (
        name, kind, help, default_value, min_value, max_value, choices, value_in_force, origin, declared_at
    )
    SELECT name, kind, help, default_value, min_value, max_value,
        CASE WHEN choices = '' THEN '{}'::TEXT[] ELSE STRING_TO_ARRAY(choices, ',') END,
        value_in_force, origin, $1
    FROM
        UNNEST($2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::TEXT[], $8::TEXT[], $9::TEXT[], $10::TEXT[])
            AS d (name, kind, help, default_value, min_value, max_value, choices, value_in_force, origin)
    ORDER BY name
    ON CONFLICT (name) DO UPDATE SET
        kind = excluded.kind,
        help = excluded.help,
        default_value = excluded.default_value,
        min_value = excluded.min_value,
        max_value = excluded.max_value,
        choices = excluded.choices,
        value_in_force = excluded.value_in_force,
        origin = excluded.origin,
        declared_at = excluded.declared_at
)sql"};

constexpr Write kForget{R"sql(
    DELETE FROM parameters WHERE declared_at < $1 AND value IS NULL
)sql"};

struct Declared {
    std::string name;
    config::Parameter::Kind kind;
    std::string help;
    std::string default_value;
    std::string min_value;
    std::string max_value;
    std::string choices;  // with commas
    std::string value_in_force;
    std::string origin;
};

std::string with_commas(const std::vector<std::string>& choices) {
    std::string text;
    for (const auto& choice : choices) text += (text.empty() ? "" : ",") + choice;
    return text;
}

struct VersionedValue {
    std::int64_t version = 0;
    std::optional<std::string> name;
    std::optional<std::string> value;
};

}  // namespace

Task<Result<std::vector<ParameterRow>>> ParameterStore::list(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kList));
    co_return rows.to<ParameterRow>();
}

Task<Result<std::optional<ParameterRow>>> ParameterStore::find(CallContext& context,
                                                               const std::string& name) const {
    const auto rows = co_await ok(database_.query(context, kFind, name));
    co_return rows.first<ParameterRow>();
}

Task<Result<std::vector<ChangeRow>>> ParameterStore::latest_changes(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kLatestChanges));
    co_return rows.to<ChangeRow>();
}

Task<Result<std::vector<ChangeRow>>> ParameterStore::changes(CallContext& context, const std::string& name,
                                                             std::int64_t before, int limit) const {
    const auto rows = co_await ok(name.empty() ? database_.query(context, kChanges, before, limit)
                                               : database_.query(context, kChangesOf, before, limit, name));
    co_return rows.to<ChangeRow>();
}

Task<Result<Values>> ParameterStore::values(CallContext& context, std::int64_t known_version) const {
    const auto rows = co_await ok(database_.query(context, kValues, known_version));
    Values values;
    for (auto& row : rows.to<VersionedValue>()) {
        values.version = row.version;
        if (row.name && row.value) values.rows.push_back({std::move(*row.name), std::move(*row.value)});
    }
    co_return values;
}

Task<Result<std::optional<ParameterRow>>> ParameterStore::lock(postgres::Transaction& tx,
                                                               const std::string& name) const {
    const auto rows = co_await ok(tx.query(kLock, name));
    co_return rows.first<ParameterRow>();
}

Task<Result<std::optional<ChangeRow>>> ParameterStore::change(postgres::Transaction& tx,
                                                              const std::string& name,
                                                              std::int64_t version) const {
    const auto rows = co_await ok(tx.query(kChange, name, version));
    co_return rows.first<ChangeRow>();
}

Task<Result<std::int64_t>> ParameterStore::set(postgres::Transaction& tx, const ChangeRow& change) const {
    const auto rows = co_await ok(tx.query(kNextVersion));
    const auto version = rows.front().to<std::int64_t>();
    tx.queue(kSet, change.name, change.value, version);
    tx.queue(kNote, version, change.name, change.value, change.value_before, change.changed_by, change.reason,
             change.changed_at);
    co_return version;
}

void ParameterStore::declare(postgres::Transaction& tx, const std::vector<ParameterRow>& parameters,
                             Timestamp now) const {
    std::vector<Declared> rows;
    rows.reserve(parameters.size());
    for (const auto& each : parameters) {
        rows.push_back({each.name, each.kind, each.help, each.default_value, each.min_value, each.max_value,
                        with_commas(each.choices), each.value_in_force, each.origin});
    }
    tx.queue(kDeclare, now,
             postgres::columns(rows, &Declared::name, &Declared::kind, &Declared::help,
                               &Declared::default_value, &Declared::min_value, &Declared::max_value,
                               &Declared::choices, &Declared::value_in_force, &Declared::origin));
}

Task<Result<std::int64_t>> ParameterStore::forget(CallContext& context, Timestamp before) const {
    const auto rows = co_await ok(database_.query(context, kForget, before));
    co_return rows.affected();
}

}  // namespace ecommerce::admin
