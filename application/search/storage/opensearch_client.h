// SPDX-License-Identifier: Apache-2.0
// OpenSearch over REST: one cluster, JSON in and out. Elasticsearch speaks the same where this service needs it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/call/context.h"
#include "framework/http/client.h"
#include "framework/json/tree.h"

namespace ecommerce::search {

struct OpenSearchSettings {
    std::vector<std::string> addresses;  // of its nodes: "https://search-0.example:9200"
    std::string index_prefix;            // what the names of indices begin with
    std::string account;                 // empty: none
    std::string password;
    std::string ca_bundle;  // PEM file of the authorities to trust, and no others; empty: the system's
    int replicas = 1;       // copies of the index beside the first, where there are nodes for them
    std::chrono::milliseconds refresh{200};          // how long what was written stays unseen
    std::chrono::milliseconds search_timeout{2000};  // of one request that reads
};

struct OpenSearchRequest {
    http::Verb verb = http::Verb::post;
    std::string path;  // with its query
    std::string body = {};
    std::string content_type = "application/json";
    std::chrono::milliseconds timeout{10'000};
};

struct OpenSearchReply {
    int status = 0;
    json::Json body;
    std::string type() const;  // of the error: "index_not_found_exception"
};

// Any loop.
class OpenSearchClient {
public:
    // `loops` and the observer outlive it. Throws std::runtime_error when the bundle cannot be read.
    OpenSearchClient(runtime::Loops& loops, const OpenSearchSettings& settings,
                     http::ClientObserver* observer);

    // For requests that may be repeated, as all here may. A node that does not answer is passed over. Errors:
    // unavailable (nobody answers, or asks to be left alone), and those of the context's deadline. Any other status is
    // a reply.
    Task<Result<OpenSearchReply>> ask(CallContext& context, const OpenSearchRequest& request);
    // The same, where only 2xx will do. A missing index is unavailable, what else is refused internal.
    Task<Result<json::Json>> send(CallContext& context, const OpenSearchRequest& request);

    // Whether there is a cluster that knows the account. The error's message is for who starts the program.
    Task<Result<void>> check(CallContext& context);

    // What a refusal says to those who run the platform.
    static Error refusal(int status, const json::Json& error);

private:
    http::Client http_;
    const std::vector<std::string> addresses_;
    const std::string account_;
    const std::string authorization_;  // empty: none
    std::atomic<std::size_t> next_ = 0;
};

}  // namespace ecommerce::search
