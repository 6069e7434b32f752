// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/health.h"

#include <algorithm>
#include <charconv>

#include "framework/postgres/health_checks.h"

namespace ecommerce::postgres {

using detail::AdminSession;
using detail::HealthCheck;

namespace {

constexpr auto kAccess = R"sql(
    SELECT CURRENT_SETTING('server_version_num'), PG_HAS_ROLE(CURRENT_USER, 'pg_read_all_stats', 'USAGE'),
           EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'), CURRENT_USER
)sql";

constexpr std::string_view kStatements = "statements";

void run(AdminSession& session, const HealthCheck& check, const HealthLimits& limits, HealthReport& report) {
    auto rows = session.run(check.sql, check.params(limits));
    if (!rows) {
        report.unseen.push_back(std::string(check.name) + ": " + rows.error().message() + ".");
        return;
    }
    for (const auto& row : *rows) check.tell(row, report);
}

HealthReport with_wrong_first(HealthReport report) {
    auto findings = std::exchange(report.findings, {});
    for (const auto severity : {Severity::wrong, Severity::advice}) {
        std::ranges::copy_if(findings, std::back_inserter(report.findings),
                             [severity](const auto& finding) { return finding.severity == severity; });
    }
    return report;
}

}  // namespace

bool HealthReport::wrong() const {
    return std::ranges::any_of(findings,
                               [](const auto& finding) { return finding.severity == Severity::wrong; });
}

Result<HealthReport> examine_health(const std::string& source, const HealthLimits& limits) {
    auto session = AdminSession::open(source, "");
    if (!session) return fail(std::move(session).error());
    auto access = session->run(kAccess);
    if (!access) return fail(std::move(access).error());
    const auto& row = access->front();
    int version = 0;
    std::from_chars(row[0].data(), row[0].data() + row[0].size(), version);
    const bool sees_all = row[1] == "t";
    const bool has_statements = row[2] == "t";
    HealthReport report;
    if (!sees_all) {
        report.unseen.push_back("what other roles do, and for how long: GRANT pg_monitor TO \"" + row[3] +
                                "\" lets this account see it.");
    }
    if (!has_statements) {
        report.unseen.emplace_back(
            "which statements take the time: it takes shared_preload_libraries = 'pg_stat_statements', a restart and "
            "CREATE EXTENSION pg_stat_statements.");
    }
    for (const auto checks : {detail::activity_checks(), detail::storage_checks()}) {
        for (const auto& check : checks) {
            if (version < check.from_version || version >= check.before_version) continue;
            if (check.name == kStatements && !has_statements) continue;
            run(*session, check, limits, report);
        }
    }
    return with_wrong_first(std::move(report));
}

}  // namespace ecommerce::postgres
