// SPDX-License-Identifier: Apache-2.0
// How to connect: libpq's keywords and values, and the blocking call. Internal to framework/postgres.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "framework/postgres/source.h"

struct pg_conn;

namespace ecommerce::postgres::detail {

struct Finish {
    void operator()(pg_conn* connection) const;
};
using ConnectionHandle = std::unique_ptr<pg_conn, Finish>;

class ConnectionSource {
public:
    // `source` is libpq's URI or key=value form; throws std::invalid_argument when it is neither.
    explicit ConnectionSource(const std::string& source);

    void set(const std::string& keyword, std::string value) { keywords_[keyword] = std::move(value); }
    void set_default(const std::string& keyword, std::string value) {
        keywords_.try_emplace(keyword, std::move(value));
    }
    // A server setting for each session, as `-c name=value`.
    void add_setting(const std::string& name, const std::string& value);
    void set_timeout(std::chrono::milliseconds timeout);

    // Blocks. Check PQstatus() of what comes back.
    ConnectionHandle connect() const;

private:
    Keywords keywords_;
};

}  // namespace ecommerce::postgres::detail
