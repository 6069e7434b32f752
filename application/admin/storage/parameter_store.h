// SPDX-License-Identifier: Apache-2.0
// The tables of parameters, their changes and their version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/config/parameters.h"
#include "framework/postgres/database.h"

namespace ecommerce::admin {

struct ChangeRow {
    std::int64_t version = 0;
    std::string name;
    std::optional<std::string> value;  // nothing: the configuration counts
    std::optional<std::string> value_before;
    std::int64_t changed_by = 0;
    std::string reason;
    Timestamp changed_at;
};

struct ParameterRow {
    std::string name;
    config::Parameter::Kind kind = config::Parameter::Kind::integer;
    std::string help;
    std::string default_value;
    std::string min_value;
    std::string max_value;
    std::vector<std::string> choices;
    std::string value_in_force;
    std::string origin;
    std::optional<std::string> value;  // that administrators set
    std::int64_t version = 0;          // of its latest change; 0: none
};

struct ValueRow {
    std::string name;
    std::string value;
};

// What was set, as of a version.
struct Values {
    std::int64_t version = 0;
    std::vector<ValueRow> rows;  // none when the version is the one known
};

// Stateless; any loop.
class ParameterStore {
public:
    explicit ParameterStore(postgres::Database& database) : database_(database) {}

    // By name.
    Task<Result<std::vector<ParameterRow>>> list(CallContext& context) const;
    Task<Result<std::optional<ParameterRow>>> find(CallContext& context, const std::string& name) const;
    // The latest change of each parameter that has one.
    Task<Result<std::vector<ChangeRow>>> latest_changes(CallContext& context) const;
    // Versions below `before`, falling; an empty name is all parameters.
    Task<Result<std::vector<ChangeRow>>> changes(CallContext& context, const std::string& name,
                                                 std::int64_t before, int limit) const;
    Task<Result<Values>> values(CallContext& context, std::int64_t known_version) const;

    Task<Result<std::optional<ParameterRow>>> lock(postgres::Transaction& tx, const std::string& name) const;
    Task<Result<std::optional<ChangeRow>>> change(postgres::Transaction& tx, const std::string& name,
                                                  std::int64_t version) const;
    // The change's version is the one that it gets, which is given back.
    Task<Result<std::int64_t>> set(postgres::Transaction& tx, const ChangeRow& change) const;

    // What a process has. What was set stays.
    void declare(postgres::Transaction& tx, const std::vector<ParameterRow>& parameters, Timestamp now) const;
    // Those that no process has had since, and nobody set; how many.
    Task<Result<std::int64_t>> forget(CallContext& context, Timestamp before) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::admin
