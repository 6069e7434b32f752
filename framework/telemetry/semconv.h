// SPDX-License-Identifier: Apache-2.0
// Every name that leaves this process in metrics, spans and logs, in one place: OpenTelemetry's semantic
// conventions 1.44 where they have a name, the prefix `ecommerce.` where they have none.
#pragma once

#include <array>
#include <string_view>

#include "framework/telemetry/metrics.h"

namespace ecommerce::telemetry::semconv {

inline constexpr std::string_view kVersion = "1.44.0";

// Attributes.
inline constexpr std::string_view kErrorType = "error.type";
inline constexpr std::string_view kHttpRequestMethod = "http.request.method";
inline constexpr std::string_view kHttpResponseStatusCode = "http.response.status_code";
inline constexpr std::string_view kHttpRoute = "http.route";
inline constexpr std::string_view kUrlScheme = "url.scheme";
inline constexpr std::string_view kUrlPath = "url.path";
inline constexpr std::string_view kRpcSystemName = "rpc.system.name";
inline constexpr std::string_view kRpcMethod = "rpc.method";
inline constexpr std::string_view kRpcResponseStatusCode = "rpc.response.status_code";
inline constexpr std::string_view kDbSystemName = "db.system.name";
inline constexpr std::string_view kDbNamespace = "db.namespace";
inline constexpr std::string_view kDbCollectionName = "db.collection.name";
inline constexpr std::string_view kDbOperationName = "db.operation.name";
inline constexpr std::string_view kDbQuerySummary = "db.query.summary";
inline constexpr std::string_view kDbQueryText = "db.query.text";
inline constexpr std::string_view kDbResponseStatusCode = "db.response.status_code";
inline constexpr std::string_view kDbPoolName = "db.client.connection.pool.name";
inline constexpr std::string_view kDbTransactionAttempts = "ecommerce.db.transaction.attempts";
inline constexpr std::string_view kLoopIndex = "ecommerce.loop.index";
inline constexpr std::string_view kServerAddress = "server.address";
inline constexpr std::string_view kServerPort = "server.port";
inline constexpr std::string_view kReason = "ecommerce.reason";
inline constexpr std::string_view kJobName = "ecommerce.job.name";
inline constexpr std::string_view kPoolName = "ecommerce.worker.pool.name";
inline constexpr std::string_view kOutcome = "ecommerce.outcome";
inline constexpr std::string_view kErrorReason = "ecommerce.error.reason";
inline constexpr std::string_view kRateClass = "ecommerce.rate_class";
inline constexpr std::string_view kRequestId = "ecommerce.request_id";

// Resources.
inline constexpr std::string_view kServiceName = "service.name";
inline constexpr std::string_view kServiceNamespace = "service.namespace";
inline constexpr std::string_view kServiceVersion = "service.version";
inline constexpr std::string_view kServiceInstanceId = "service.instance.id";
inline constexpr std::string_view kDeploymentEnvironmentName = "deployment.environment.name";
inline constexpr std::string_view kHostName = "host.name";
inline constexpr std::string_view kProcessPid = "process.pid";
inline constexpr std::string_view kTelemetrySdkName = "telemetry.sdk.name";
inline constexpr std::string_view kTelemetrySdkLanguage = "telemetry.sdk.language";
inline constexpr std::string_view kTelemetrySdkVersion = "telemetry.sdk.version";

// Histograms' bounds.
inline constexpr std::array kRequestSeconds{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25,
                                            0.5,   0.75, 1.0,   2.5,  5.0,   7.5, 10.0};
inline constexpr std::array kDatabaseSeconds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0};
inline constexpr std::array kLagSeconds{0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0};
inline constexpr std::array kJobSeconds{0.005, 0.025, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0};

// HTTP.
inline constexpr Instrument kHttpServerRequestDuration{"http.server.request.duration", "s",
                                                       "Duration of HTTP server requests.", kRequestSeconds};
inline constexpr Instrument kHttpServerActiveRequests{"http.server.active_requests", "{request}",
                                                      "HTTP server requests under way."};
inline constexpr Instrument kHttpClientRequestDuration{
    "http.client.request.duration", "s", "Duration of requests to the world outside, repetitions included.",
    kRequestSeconds};
inline constexpr Instrument kHttpServerConnections{"ecommerce.http.server.connections", "{connection}",
                                                   "Open connections."};
inline constexpr Instrument kHttpServerAccepted{"ecommerce.http.server.accepted", "{connection}",
                                                "Connections accepted."};
inline constexpr Instrument kHttpServerRefused{
    "ecommerce.http.server.refused", "{event}",
    "Connections and requests turned away before a handler saw them, by reason."};

// RPC.
inline constexpr Instrument kRpcServerCallDuration{"rpc.server.call.duration", "s",
                                                   "Duration of calls that are served.", kRequestSeconds};
inline constexpr Instrument kRpcClientCallDuration{"rpc.client.call.duration", "s",
                                                   "Duration of calls to other services.", kRequestSeconds};

// PostgreSQL and the key-value store.
inline constexpr Instrument kDbClientOperationDuration{
    "db.client.operation.duration", "s", "Duration of database and key-value operations.", kDatabaseSeconds};
inline constexpr Instrument kDbClientConnectionCount{"db.client.connection.count", "{connection}",
                                                     "Open connections."};
inline constexpr Instrument kDbClientConnectionPendingRequests{
    "db.client.connection.pending_requests", "{request}", "Calls that wait for a connection."};
inline constexpr Instrument kDbClientConnectionTimeouts{"db.client.connection.timeouts", "{timeout}",
                                                        "Operations whose deadline passed."};
inline constexpr Instrument kDbTransactionDuration{"ecommerce.db.transaction.duration", "s",
                                                   "Duration of whole transactions with their retries.",
                                                   kDatabaseSeconds};
inline constexpr Instrument kDbTransactionRetries{
    "ecommerce.db.transaction.retries", "{retry}",
    "Transactions that ran again after a conflict or a lost connection."};
inline constexpr Instrument kDbConnects{"ecommerce.db.connection.opened", "{connection}",
                                        "Connections opened."};
inline constexpr Instrument kDbConnectFailures{"ecommerce.db.connection.failures", "{connection}",
                                               "Connections that could not be opened."};
inline constexpr Instrument kDbListsRunning{"ecommerce.db.lists.running", "{connection}",
                                            "Connections at work in the lane of lists."};
inline constexpr Instrument kDbListsWaiting{"ecommerce.db.lists.waiting", "{request}",
                                            "Lists that wait for a connection of their lane."};
inline constexpr Instrument kDbCancelled{"ecommerce.db.operations.cancelled", "{operation}",
                                         "Operations that ended because their caller had left."};
inline constexpr Instrument kDbRefused{"ecommerce.db.operations.refused", "{operation}",
                                       "Operations that found a queue full."};
inline constexpr Instrument kDbInFlight{"ecommerce.db.operations.active", "{operation}",
                                        "Operations without an answer yet."};

// The process and its machine.
inline constexpr Instrument kProcessCpuTime{"process.cpu.time", "s", "Processor time of this process."};
inline constexpr Instrument kProcessMemoryUsage{"process.memory.usage", "By",
                                                "Resident memory of this process."};
inline constexpr Instrument kProcessMemoryVirtual{"process.memory.virtual", "By",
                                                  "Virtual memory of this process."};
inline constexpr Instrument kProcessThreadCount{"process.thread.count", "{thread}",
                                                "Threads of this process."};
inline constexpr Instrument kProcessFileDescriptorCount{
    "process.unix.file_descriptor.count", "{file_descriptor}", "Open files and sockets of this process."};
inline constexpr Instrument kProcessUptime{"process.uptime", "s", "Time since this process started."};
inline constexpr Instrument kSystemNetworkIo{"system.network.io", "By", "Bytes over each network interface."};

// The platform's own.
inline constexpr Instrument kLoopLag{"ecommerce.loop.lag", "s",
                                     "How long ready work waits for its event loop.", kLagSeconds};
inline constexpr Instrument kWorkerQueue{"ecommerce.worker.queue", "{job}",
                                         "Jobs that wait for a worker thread."};
inline constexpr Instrument kGatewayCacheRequests{
    "ecommerce.gateway.cache.requests", "{request}",
    "Requests that a kept reply may answer, by whether there was one."};
inline constexpr Instrument kGatewayRateLimited{"ecommerce.gateway.rate_limited", "{request}",
                                                "Requests refused by a rate limit, by its class."};
inline constexpr Instrument kGatewayShed{"ecommerce.gateway.shed", "{request}",
                                         "Requests refused because there was too much to do, by reason."};
inline constexpr Instrument kGatewayCallsLimit{"ecommerce.gateway.calls.limit", "{call}",
                                               "Calls that may be under way at once, as measured."};
inline constexpr Instrument kGatewayCallsActive{"ecommerce.gateway.calls.active", "{call}",
                                                "Calls under way."};
inline constexpr Instrument kGatewayCallsWaiting{"ecommerce.gateway.calls.waiting", "{call}",
                                                 "Calls that wait for a place."};
inline constexpr Instrument kJobDuration{"ecommerce.job.duration", "s",
                                         "Duration of runs of periodic work, by outcome.", kJobSeconds};
inline constexpr Instrument kOutboxActive{"ecommerce.outbox.active", "{event}",
                                          "Events claimed and not settled yet."};
inline constexpr Instrument kOutboxFailures{"ecommerce.outbox.failures", "{attempt}",
                                            "Looks into the outbox, and writes there, that failed."};
inline constexpr Instrument kOutboxLag{"ecommerce.outbox.lag", "s",
                                       "Age of the oldest event that is due and not delivered."};
inline constexpr Instrument kEventsPublished{"ecommerce.events.published", "{event}",
                                             "Events committed with their cause."};
inline constexpr Instrument kEventsTaken{"ecommerce.events.taken", "{event}",
                                         "Events that came to a subscriber, by outcome."};
inline constexpr Instrument kEventsDelivered{"ecommerce.events.delivered", "{event}",
                                             "Events handed to subscribers, by outcome."};
inline constexpr Instrument kLogDropped{"ecommerce.log.dropped", "{line}", "Log lines lost to a full queue."};
inline constexpr Instrument kTelemetryExported{
    "ecommerce.telemetry.exported", "{item}",
    "Spans, log records and metric points that the collector took."};
inline constexpr Instrument kTelemetryLost{
    "ecommerce.telemetry.lost", "{item}",
    "Spans, log records and metric points that were dropped or refused."};

}  // namespace ecommerce::telemetry::semconv
