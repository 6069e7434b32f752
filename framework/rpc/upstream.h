// SPDX-License-Identifier: Apache-2.0
// The instances of one remote service, their connections and their state; shared by all channels of the
// process that lead there.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "framework/call/retry.h"
#include "framework/rpc/balancer.h"
#include "framework/rpc/resolver.h"
#include "framework/runtime/result.h"

namespace ecommerce::rpc {

struct UpstreamOptions {
    BalancerOptions balancer;
    RetryOptions retry;
};

// Any thread: a short lock around each decision. `resolver` outlives it.
class Upstream {
public:
    struct Connection;  // gRPC's channel and stub, in upstream_connection.h

    // One attempt of a call; must be given back to end().
    struct Attempt {
        Balancer::Call call;
        std::shared_ptr<Connection> connection;
    };

    Upstream(std::string service, const Resolver& resolver, UpstreamOptions options);
    ~Upstream();

    const std::string& service() const { return service_; }
    const UpstreamOptions& options() const { return options_; }

    void call_began();  // earns its part of the retry budget
    // `unavailable` when there is no instance or all breakers are open.
    // `avoid` is the instance that just failed, for a retry; it is taken if there is no other.
    Result<Attempt> begin(const Balancer::Peer* avoid = nullptr);
    void end(const Attempt& attempt, bool failed);
    bool take_retry();

private:
    void follow_resolver();
    std::shared_ptr<Connection> connect(const std::string& address);

    const std::string service_;
    const Resolver& resolver_;
    const UpstreamOptions options_;
    std::mutex mutex_;
    std::shared_ptr<const Addresses> addresses_;
    Balancer balancer_;
    RetryBudget budget_;
    std::unordered_map<std::string, std::shared_ptr<Connection>> connections_;  // by address
};

}  // namespace ecommerce::rpc
