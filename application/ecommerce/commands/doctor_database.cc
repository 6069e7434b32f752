// SPDX-License-Identifier: Apache-2.0
// `ecommerce doctor --database`: how the PostgreSQL server is, from its own statistics. docs/operations.md.
#include <iostream>
#include <stdexcept>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "framework/json/json.h"
#include "framework/postgres/health.h"
#include "framework/service/database_login.h"

namespace ecommerce {

namespace {

using postgres::HealthReport;
using postgres::Severity;

void print(const HealthReport& report) {
    for (const auto& figure : report.figures) std::cout << figure.name << ": " << figure.value << "\n";
    for (const auto& finding : report.findings) {
        std::cout << (finding.severity == Severity::wrong ? "wrong: " : "advice: ") << finding.text << " "
                  << finding.remedy << "\n";
    }
    for (const auto& unseen : report.unseen) std::cout << "not seen: " << unseen << "\n";
    std::size_t wrong = 0;
    for (const auto& finding : report.findings) wrong += finding.severity == Severity::wrong ? 1 : 0;
    std::cout << wrong << " wrong, " << report.findings.size() - wrong << " to improve.\n";
}

using Member = std::pair<std::string_view, std::string_view>;

std::string object_of(std::initializer_list<Member> members) {
    std::string out = "{";
    for (const auto& [name, value] : members) {
        if (out.size() > 1) out += ",";
        json::append_json_string(out, name);
        out += ":";
        json::append_json_string(out, value);
    }
    return out + "}";
}

template <typename Range, typename Text>
std::string list_of(const Range& range, Text text) {
    std::string out = "[";
    for (const auto& each : range) {
        if (out.size() > 1) out += ",";
        out += text(each);
    }
    return out + "]";
}

void print_json(const HealthReport& report) {
    const auto findings = list_of(report.findings, [](const auto& finding) {
        return object_of({{"check", finding.check},
                          {"severity", finding.severity == Severity::wrong ? "wrong" : "advice"},
                          {"text", finding.text},
                          {"remedy", finding.remedy}});
    });
    const auto figures = list_of(report.figures, [](const auto& figure) {
        return object_of({{"name", figure.name}, {"value", figure.value}});
    });
    const auto unseen = list_of(report.unseen, [](const auto& text) {
        std::string out;
        json::append_json_string(out, text);
        return out;
    });
    std::cout << R"({"findings":)" << findings << R"(,"figures":)" << figures << R"(,"unseen":)" << unseen
              << "}\n";
}

}  // namespace

int report_database(const CommandLine& line) {
    line.allow_flags({"--database", "--json"});
    auto configuration = load_configuration(line);
    const auto source = service::read_owner(configuration);
    if (source.empty()) configuration.check();
    const auto report = postgres::examine_health(source, {});
    if (!report) throw std::runtime_error(report.error().message());
    if (line.flags.contains("--json")) {
        print_json(*report);
    } else {
        print(*report);
    }
    return report->wrong() ? 1 : 0;
}

}  // namespace ecommerce
