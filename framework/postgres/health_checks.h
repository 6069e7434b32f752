// SPDX-License-Identifier: Apache-2.0
// The checks of health.h as data. Internal to framework/postgres.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "framework/postgres/admin_session.h"
#include "framework/postgres/health.h"

namespace ecommerce::postgres::detail {

struct HealthCheck {
    const char* name;
    const char* sql;
    // The statement's parameters, and what one of its rows says.
    std::vector<std::string> (*params)(const HealthLimits&);
    void (*tell)(const AdminSession::Row& row, HealthReport& report);
    // The versions of PostgreSQL, 150000 for 15, from and before which the statement is for.
    int from_version = 0;
    int before_version = 1'000'000;
};

inline std::vector<std::string> no_params(const HealthLimits&) {
    return {};
}

inline void find(HealthReport& report, const char* check, Severity severity, std::string text,
                 std::string remedy) {
    report.findings.push_back({check, severity, std::move(text), std::move(remedy)});
}

// Who is doing what, and what the server is told to do.
std::span<const HealthCheck> activity_checks();
// What lies on disk.
std::span<const HealthCheck> storage_checks();

}  // namespace ecommerce::postgres::detail
