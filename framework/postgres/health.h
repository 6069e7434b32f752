// SPDX-License-Identifier: Apache-2.0
// How a PostgreSQL server and a database in it are: locks, long transactions, connections, disk, dead rows, indexes,
// replication, settings. Each finding is a sentence for people with what to do about it. Reads the server's own
// statistics, for which any account will do; what its rights hide is told as unseen.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::postgres {

// From where on something is a finding. The defaults suit a server in production.
struct HealthLimits {
    std::chrono::seconds lock_wait{1};
    std::chrono::seconds transaction{5 * 60};
    std::chrono::seconds idle_transaction{60};
    int connections_percent = 80;  // of those that are not kept for superusers
    std::int64_t dead_rows = 10'000;
    std::int64_t unused_index_bytes = 8 << 20;
    std::int64_t bloated_index_bytes = 64 << 20;
    std::int64_t transaction_age = 500'000'000;  // of 2,000,000,000, after which nothing can be written
    std::int64_t replication_bytes = 256 << 20;
    std::int64_t slot_bytes = std::int64_t(1) << 30;
    double slow_statement_ms = 200;
};

enum class Severity : std::uint8_t {
    advice,  // better be changed some time
    wrong,   // somebody has to look now
};

struct HealthFinding {
    std::string check;  // "locks"
    Severity severity = Severity::advice;
    std::string text;    // what is so
    std::string remedy;  // what to do
};

// A figure that is neither good nor bad: the database's size, connections by role.
struct HealthFigure {
    std::string name;
    std::string value;
};

struct HealthReport {
    std::vector<HealthFinding> findings;
    std::vector<HealthFigure> figures;
    std::vector<std::string> unseen;  // a sentence for each

    bool wrong() const;
};

// `source` is a libpq source of any account; it blocks. An Error when it cannot connect.
Result<HealthReport> examine_health(const std::string& source, const HealthLimits& limits);

}  // namespace ecommerce::postgres
