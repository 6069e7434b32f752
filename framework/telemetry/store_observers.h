// SPDX-License-Identifier: Apache-2.0
// PostgreSQL and the key-value store as metrics, spans and log lines.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "framework/postgres/observer.h"
#include "framework/redis/client.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/statement_summary.h"
#include "framework/telemetry/thread_cache.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

class PostgresObserver final : public postgres::Observer {
public:
    // Both outlive this. Statements that run for `slow` or longer, without their waiting, are logged as warnings, each
    // of them so often at most.
    static constexpr auto kSlowEvery = std::chrono::seconds(10);
    PostgresObserver(Metrics& metrics, const Tracer& tracer, std::chrono::milliseconds slow)
        : metrics_(metrics), tracer_(tracer), slow_(slow) {}

    void statement_ended(const CallContext& context, std::string_view database, std::string_view sql,
                         const postgres::StatementTime& time, const Error* failure) override;
    void transaction_ended(const CallContext& context, std::string_view database, int attempts,
                           std::chrono::steady_clock::duration took, const Error* failure) override;

private:
    // Statements are constants: their address tells them apart.
    struct Key {
        const void* sql;
        const void* database;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return mix(std::hash<const void*>{}(key.sql), std::hash<const void*>{}(key.database));
        }
    };
    struct Known {
        std::shared_ptr<const StatementSummary> summary;
        Histogram duration;                       // of those that worked
        std::shared_ptr<log::Throttle> slowness;  // of this thread
    };
    struct Transactions {
        Histogram duration;
        Counter retries;
    };

    Known know(std::string_view database, std::string_view sql);
    Labels labels_of(std::string_view database, const StatementSummary& summary, const Error* failure) const;

    Metrics& metrics_;
    const Tracer& tracer_;
    const std::chrono::milliseconds slow_;
    ThreadCache<Key, Known, Hash> statements_;
    ThreadCache<const char*, Transactions> transactions_;
};

class RedisObserver final : public redis::Observer {
public:
    RedisObserver(Metrics& metrics, const Tracer& tracer) : metrics_(metrics), tracer_(tracer) {}

    void command_ended(const CallContext& context, std::string_view command,
                       std::chrono::steady_clock::duration took, const Error* failure) override;

private:
    Metrics& metrics_;
    const Tracer& tracer_;
    ThreadCache<std::string, Histogram> durations_;  // of those that worked, by command
    log::Throttle complaints_{std::chrono::seconds(10)};
};

}  // namespace ecommerce::telemetry
