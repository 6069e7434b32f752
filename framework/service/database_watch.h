// SPDX-License-Identifier: Apache-2.0
// How the database is, as metrics: what any account can read at the cost of a few rows of statistics. The whole report
// is `ecommerce doctor --database`.
#pragma once

#include <string>

#include "framework/postgres/database.h"

namespace ecommerce::telemetry {
class Metrics;
}

namespace ecommerce::service {

// The numbers are asked of the database by a job; scrapes read what was found last.
class DatabaseWatch {
public:
    // Both outlive it. `service` tells apart what is of its schema alone.
    DatabaseWatch(postgres::Database& database, telemetry::Metrics& metrics, std::string service)
        : database_(database), metrics_(metrics), service_(std::move(service)) {}

    Task<Result<void>> look(CallContext& context) const;

private:
    postgres::Database& database_;
    telemetry::Metrics& metrics_;
    std::string service_;
};

}  // namespace ecommerce::service
