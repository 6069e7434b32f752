// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>
#include <random>
#include <stdexcept>

#include <curl/curl.h>

#include "framework/call/reasons.h"
#include "framework/http/client_loop.h"
#include "framework/http/client_transfer.h"

namespace ecommerce::http {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t kHostsMax = 1024;

std::uint64_t random_bits() {
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return generator();
}

// What says that the host is in trouble, not the request.
bool counts_as_failure(const Result<ClientReply>& reply) {
    if (!reply) return reply.error().code() == Code::unavailable || reply.error().code() == Code::deadline;
    return reply->status >= 500 && reply->status != 501;
}

// Answers of somebody on the way, or of a host that will be back.
bool is_passing(const ClientReply& reply) {
    return reply.status == 502 || reply.status == 503 || reply.status == 504;
}

std::chrono::seconds retry_after(const ClientReply& reply) {
    const auto text = reply.headers.get("retry-after");
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 86'400));
}

Error closed_to(const Url& url, steady_clock::duration opens_in) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(opens_in).count();
    return reason::unavailable(url.authority() + " has failed too often; it is left alone for a while.")
        .retry_after(int(std::max<std::int64_t>(seconds, 1)));
}

}  // namespace

// What is known of the hosts: any loop, a short lock around each decision.
class Client::Hosts {
public:
    struct Attempt {
        std::string host;
        std::uint64_t ticket;
    };

    explicit Hosts(const ClientOptions& options) : options_(options) {}

    void call_began(const Url& url) {
        const std::lock_guard lock(mutex_);
        host(url.authority()).budget.call_began();
    }
    Result<Attempt> begin(const Url& url) {
        const auto now = steady_clock::now();
        const std::lock_guard lock(mutex_);
        auto& breaker = host(url.authority()).breaker;
        if (!breaker.ready(now)) return fail(closed_to(url, breaker.opens_until() - now));
        return Attempt{url.authority(), breaker.begin(now)};
    }
    void end(const Attempt& attempt, bool failed) {
        const std::lock_guard lock(mutex_);
        host(attempt.host).breaker.end(attempt.ticket, failed, steady_clock::now());
    }
    bool take_retry(const Url& url) {
        const std::lock_guard lock(mutex_);
        return host(url.authority()).budget.take();
    }

private:
    struct Host {
        explicit Host(const ClientOptions& options) : breaker(options.breaker), budget(options.retry) {}
        Breaker breaker;
        RetryBudget budget;
    };
    Host& host(const std::string& authority) {
        const auto found = hosts_.find(authority);
        if (found != hosts_.end()) return found->second;
        if (hosts_.size() >= kHostsMax) hosts_.clear();  // they are few, unless somebody makes them up
        return hosts_.emplace(authority, options_).first->second;
    }

    const ClientOptions& options_;
    std::mutex mutex_;
    std::map<std::string, Host> hosts_;
};

Client::Client(runtime::Loops& loops, ClientOptions options)
    : loops_(loops), options_(std::move(options)), hosts_(std::make_unique<Hosts>(options_)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!options_.ca_bundle.empty() && ::access(options_.ca_bundle.c_str(), R_OK) != 0) {
        throw std::runtime_error("The file of trusted certificates, " + options_.ca_bundle +
                                 ", cannot be read.");
    }
    auto make = [this](runtime::Loop& loop) { return std::make_unique<ClientLoop>(loop, options_); };
    per_loop_ = std::make_unique<runtime::PerLoop<ClientLoop>>(loops, make);
}

Client::~Client() {
    for (std::size_t i = 0; i < per_loop_->size(); ++i) loops_.run_blocking(i, per_loop_->at(i).close());
}

Task<Result<ClientReply>> Client::send(CallContext& context, ClientRequest request) {
    const auto url = co_await ok(Url::parse(request.url));
    const ClientLoop::Call running(per_loop_->local());
    const auto began = steady_clock::now();
    CallContext call = context;
    call.trace = context.trace.valid() ? context.trace.child() : Trace::start(context.trace.sampled);
    call.deadline = std::min(context.deadline, began + options_.timeout);
    std::size_t made = 0;
    auto reply = co_await attempts(request, url, call, made);
    if (options_.observer) {
        options_.observer->ended({.context = call,
                                  .parent_span = context.trace.span_id,
                                  .verb = request.verb,
                                  .url = url,
                                  .status = reply ? reply->status : 0,
                                  .error = reply ? nullptr : &reply.error(),
                                  .attempts = made,
                                  .duration = steady_clock::now() - began});
    }
    co_return reply;
}

Task<Result<ClientReply>> Client::attempts(const ClientRequest& request, const Url& url,
                                           const CallContext& call, std::size_t& made) {
    auto& loop = per_loop_->local();
    hosts_->call_began(url);
    for (;;) {
        const auto attempt = co_await ok(hosts_->begin(url));
        ++made;
        ClientTransfer transfer(loop, options_, request, url, call.trace.traceparent(), call.deadline);
        auto reply = co_await transfer.run();
        hosts_->end(attempt, counts_as_failure(reply));

        const bool passing = transfer.worth_repeating(reply.has_value() && is_passing(*reply));
        if (!passing || !is_repeatable(request) || made >= options_.retry.attempts_max) co_return reply;
        auto pause = retry_pause(options_.retry, made - 1, random_bits());
        if (reply) pause = std::max<std::chrono::nanoseconds>(pause, retry_after(*reply));
        const bool in_time = steady_clock::now() + pause < call.deadline && pause <= options_.retry.pause_max;
        if (!in_time || !hosts_->take_retry(url)) co_return reply;
        if (!co_await runtime::sleep(pause, loop.stop_signal())) co_return reply;
    }
}

}  // namespace ecommerce::http
