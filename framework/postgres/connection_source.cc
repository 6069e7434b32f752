// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/connection_source.h"

#include <algorithm>
#include <vector>

#include <libpq-fe.h>

namespace ecommerce::postgres::detail {

void Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

ConnectionSource::ConnectionSource(const std::string& source) : keywords_(parse_source(source)) {
    set("client_encoding", "UTF8");
    set_default("gssencmode", "disable");  // would look for Kerberos files first
    set_default("keepalives_idle", "30");
    set_default("keepalives_interval", "10");
    set_default("keepalives_count", "3");
    set_default("tcp_user_timeout", "30000");
}

void ConnectionSource::add_setting(const std::string& name, const std::string& value) {
    auto& options = keywords_["options"];
    options += (options.empty() ? "-c " : " -c ") + name + "=";
    for (const char c : value) {
        if (c == ' ' || c == '\\') options += '\\';
        options += c;
    }
}

void ConnectionSource::set_timeout(std::chrono::milliseconds timeout) {
    // libpq takes whole seconds, two at least.
    const auto seconds = std::max<long>(2, long(std::chrono::ceil<std::chrono::seconds>(timeout).count()));
    set_default("connect_timeout", std::to_string(seconds));
}

ConnectionHandle ConnectionSource::connect() const {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : keywords_) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    ConnectionHandle connection(PQconnectdbParams(names.data(), values.data(), 0));
    if (!connection) throw std::bad_alloc();
    PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
    return connection;
}

}  // namespace ecommerce::postgres::detail
