// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/store_observers.h"

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

using std::chrono::steady_clock;
using std::chrono::system_clock;

std::pair<std::string, std::string> label(std::string_view name, std::string_view value) {
    return {std::string(name), std::string(value)};
}

const void* address_of(std::string_view constant) {
    return constant.data();
}

// The span of an operation that has just ended.
SpanData span_of(const CallContext& context, std::string name, steady_clock::duration took,
                 const Error* failure) {
    const auto now = system_clock::now();
    SpanData span{.trace = context.trace.child(),
                  .parent_span = context.trace.span_id,
                  .name = std::move(name),
                  .kind = SpanKind::client,
                  .began = now - std::chrono::duration_cast<system_clock::duration>(took),
                  .ended = now};
    if (failure != nullptr) {
        span.failed = true;
        span.failure = failure->message();
        span.attributes.push_back({semconv::kErrorType, failure->reason()});
    }
    return span;
}

}  // namespace

Labels PostgresObserver::labels_of(std::string_view database, const StatementSummary& summary,
                                   const Error* failure) const {
    Labels labels{label(semconv::kDbSystemName, "postgresql"), label(semconv::kDbNamespace, database),
                  label(semconv::kDbOperationName, summary.operation)};
    if (!summary.collection.empty()) labels.push_back(label(semconv::kDbCollectionName, summary.collection));
    if (failure != nullptr) labels.push_back(label(semconv::kErrorType, failure->reason()));
    return labels;
}

PostgresObserver::Known PostgresObserver::know(std::string_view database, std::string_view sql) {
    return statements_.get(Key{address_of(sql), address_of(database)}, [&] {
        const auto summary = std::make_shared<const StatementSummary>(summarise(sql));
        return Known{
            summary,
            metrics_.histogram(semconv::kDbClientOperationDuration, labels_of(database, *summary, nullptr)),
            std::make_shared<log::Throttle>(kSlowEvery)};
    });
}

void PostgresObserver::statement_ended(const CallContext& context, std::string_view database,
                                       std::string_view sql, const postgres::StatementTime& time,
                                       const Error* failure) {
    const auto took = time.waited + time.ran;
    const auto known = know(database, sql);
    const auto& duration = failure == nullptr
                               ? known.duration
                               : metrics_.histogram(semconv::kDbClientOperationDuration,
                                                    labels_of(database, *known.summary, failure));
    duration.record(took);
    std::uint64_t kept_back = 0;
    if (time.ran >= slow_ && known.slowness->pass(kept_back)) {
        log::write(log::Level::warning, database, &context, "slow statement",
                   {{"sql", sql},
                    {"duration_ms", time.ran},
                    {"waited_ms", time.waited},
                    {"more_since_the_last_line", kept_back}});
    }
    if (!tracer_.records(context.trace)) return;
    auto span = span_of(context, known.summary->text(), took, failure);
    span.service = database;
    span.attributes.push_back({semconv::kDbSystemName, std::string("postgresql")});
    span.attributes.push_back({semconv::kDbNamespace, std::string(database)});
    span.attributes.push_back({semconv::kDbOperationName, known.summary->operation});
    if (!known.summary->collection.empty()) {
        span.attributes.push_back({semconv::kDbCollectionName, known.summary->collection});
    }
    span.attributes.push_back({semconv::kDbQuerySummary, span.name});
    span.attributes.push_back({semconv::kDbQueryText, std::string(sql)});
    if (failure != nullptr) {
        const auto sqlstate = failure->metadata().find("sqlstate");
        if (sqlstate != failure->metadata().end()) {
            span.attributes.push_back({semconv::kDbResponseStatusCode, sqlstate->second});
        }
    }
    tracer_.record(std::move(span));
}

void PostgresObserver::transaction_ended(const CallContext& context, std::string_view database, int attempts,
                                         steady_clock::duration took, const Error* failure) {
    const auto labels = [&] {
        return Labels{label(semconv::kDbSystemName, "postgresql"), label(semconv::kDbNamespace, database)};
    };
    const auto known = transactions_.get(database.data(), [&] {
        return Transactions{metrics_.histogram(semconv::kDbTransactionDuration, labels()),
                            metrics_.counter(semconv::kDbTransactionRetries, labels())};
    });
    if (failure == nullptr) {
        known.duration.record(took);
    } else {
        auto failed = labels();
        failed.push_back(label(semconv::kErrorType, failure->reason()));
        metrics_.histogram(semconv::kDbTransactionDuration, std::move(failed)).record(took);
    }
    if (attempts > 1) known.retries.add(std::uint64_t(attempts - 1));
    if (!tracer_.records(context.trace)) return;
    auto span = span_of(context, "TRANSACTION " + std::string(database), took, failure);
    span.service = database;
    span.attributes.push_back({semconv::kDbSystemName, std::string("postgresql")});
    span.attributes.push_back({semconv::kDbNamespace, std::string(database)});
    span.attributes.push_back({semconv::kDbTransactionAttempts, std::int64_t{attempts}});
    tracer_.record(std::move(span));
}

void RedisObserver::command_ended(const CallContext& context, std::string_view command,
                                  steady_clock::duration took, const Error* failure) {
    const auto labels = [&] {
        return Labels{label(semconv::kDbSystemName, "redis"), label(semconv::kDbOperationName, command)};
    };
    if (failure == nullptr) {
        durations_
            .get(std::string(command),
                 [&] { return metrics_.histogram(semconv::kDbClientOperationDuration, labels()); })
            .record(took);
    } else {
        auto failed = labels();
        failed.push_back(label(semconv::kErrorType, failure->reason()));
        metrics_.histogram(semconv::kDbClientOperationDuration, std::move(failed)).record(took);
        std::uint64_t kept_back = 0;
        if (complaints_.pass(kept_back)) {
            log::warning(context, "the key-value store failed; what depends on it degrades",
                         {{"command", command},
                          {"reason", failure->reason()},
                          {"error", failure->message()},
                          {"more_since_the_last_line", kept_back}});
        }
    }
    if (!tracer_.records(context.trace)) return;
    auto span = span_of(context, std::string(command), took, failure);
    span.service = context.principal.service;
    span.attributes.push_back({semconv::kDbSystemName, std::string("redis")});
    span.attributes.push_back({semconv::kDbOperationName, std::string(command)});
    tracer_.record(std::move(span));
}

}  // namespace ecommerce::telemetry
