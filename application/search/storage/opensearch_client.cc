// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/opensearch_client.h"

#include "framework/call/reasons.h"
#include "framework/text/base64.h"

namespace ecommerce::search {

namespace {

constexpr int kTooMany = 429;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;

http::ClientOptions client_options(const OpenSearchSettings& settings, http::ClientObserver* observer) {
    http::ClientOptions options;
    options.ca_bundle = settings.ca_bundle;
    options.connect_timeout = std::chrono::seconds(1);
    options.reply_bytes = std::size_t(16) << 20;
    options.observer = observer;
    return options;
}

std::string authorization_of(const OpenSearchSettings& settings) {
    if (settings.account.empty()) return {};
    return "Basic " + text::to_base64(settings.account + ':' + settings.password);
}

// The node is in trouble; another one may not be.
bool is_passing(int status) {
    return status == 502 || status == 503 || status == 504;
}

bool is_blocked(const json::Json& error) {
    return error.at("type").string() == "cluster_block_exception";
}

}  // namespace

std::string OpenSearchReply::type() const {
    return std::string(body.at("error").at("type").string());
}

OpenSearchClient::OpenSearchClient(runtime::Loops& loops, const OpenSearchSettings& settings,
                                   http::ClientObserver* observer)
    : http_(loops, client_options(settings, observer)),
      addresses_(settings.addresses),
      account_(settings.account),
      authorization_(authorization_of(settings)) {}

Task<Result<OpenSearchReply>> OpenSearchClient::ask(CallContext& context, const OpenSearchRequest& request) {
    CallContext call = context;
    call.deadline = std::min(context.deadline, deadline_in(request.timeout));
    const auto first = next_.fetch_add(1, std::memory_order_relaxed);
    Result<http::ClientReply> reply = fail(reason::unavailable("No address of OpenSearch is known."));
    for (std::size_t i = 0; i < addresses_.size(); ++i) {
        http::ClientRequest sent{.verb = request.verb,
                                 .url = addresses_[(first + i) % addresses_.size()] + request.path,
                                 .content_type = request.body.empty() ? "" : request.content_type,
                                 .body = request.body,
                                 .repeatable = true};
        if (!authorization_.empty()) sent.headers.add("authorization", authorization_);
        reply = co_await http_.send(call, std::move(sent));
        if (reply && !is_passing(reply->status)) break;
        if (call.expired() || call.cancelled()) break;
    }
    if (!reply) {
        // Its own time is over, and the caller's is not.
        if (reply.error().code() == Code::deadline && !context.expired())
            co_return fail(reason::unavailable("OpenSearch did not answer in time.").retry_after(1));
        co_return fail(std::move(reply).error());
    }
    OpenSearchReply out{.status = reply->status, .body = {}};
    if (auto read = json::Json::parse(reply->body)) {
        out.body = *std::move(read);
    } else if (out.status / 100 == 2) {
        co_return fail(reason::unavailable("What answers at OpenSearch's address is no OpenSearch."));
    }
    if (is_passing(out.status) || out.status == kTooMany)
        co_return fail(refusal(out.status, out.body.at("error")));
    co_return out;
}

Task<Result<json::Json>> OpenSearchClient::send(CallContext& context, const OpenSearchRequest& request) {
    auto reply = co_await ok(ask(context, request));
    if (reply.status / 100 != 2) co_return fail(refusal(reply.status, reply.body.at("error")));
    co_return std::move(reply.body);
}

Error OpenSearchClient::refusal(int status, const json::Json& error) {
    const auto said = std::string(error.at("type").string()) + ' ' + std::string(error.at("reason").string());
    const auto sentence = "OpenSearch answered " + std::to_string(status) + ": " + said + '.';
    const bool passing = is_passing(status) || status == kTooMany || status == kUnauthorized ||
                         status == kForbidden || status == kNotFound || is_blocked(error);
    if (passing) return reason::unavailable(sentence).retry_after(1);
    return reason::internal(sentence);
}

Task<Result<void>> OpenSearchClient::check(CallContext& context) {
    const auto first = addresses_.empty() ? std::string() : addresses_.front();
    const auto reply = co_await ask(context, {.verb = http::Verb::get, .path = "/"});
    if (!reply) {
        co_return fail(
            reason::unavailable("OpenSearch at " + first +
                                " cannot be used (search.opensearch.addresses): " + reply.error().message()));
    }
    if (reply->status == kUnauthorized || reply->status == kForbidden) {
        co_return fail(reason::unavailable(
            account_.empty() ? "OpenSearch at " + first + " wants an account (search.opensearch.account)."
                             : "OpenSearch at " + first + " does not let the account " + account_ +
                                   " in (search.opensearch.account, search.opensearch.password)."));
    }
    if (reply->status != 200 || reply->body.at("version").at("number").string().empty())
        co_return fail(reason::unavailable("What answers at " + first +
                                           " is no OpenSearch (search.opensearch.addresses)."));
    co_return {};
}

}  // namespace ecommerce::search
