// SPDX-License-Identifier: Apache-2.0
// How one service reaches its neighbours: in this process when they are here, over gRPC otherwise.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "framework/rpc/authenticator.h"
#include "framework/rpc/fronts.h"
#include "framework/rpc/observer.h"
#include "framework/rpc/upstream.h"

namespace ecommerce::rpc {

// What all services of a process share.
class Network {
public:
    // All of them outlive it; `observer` may be null.
    Network(const Fronts& local, const Resolver& resolver, IdentitySigner& signer, UpstreamOptions options,
            Observer* observer);
    ~Network();

    const Fronts& local() const { return local_; }
    IdentitySigner& signer() { return signer_; }
    Observer* observer() { return observer_; }
    // Any thread.
    Upstream& upstream(std::string_view service);

private:
    const Fronts& local_;
    const Resolver& resolver_;
    IdentitySigner& signer_;
    const UpstreamOptions options_;
    Observer* const observer_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Upstream>, std::less<>> upstreams_;
};

class Channels {
public:
    // `caller` is the service whose calls these are; empty for the edge (see LocalChannel).
    Channels(std::string caller, Network& network);
    ~Channels();

    // The channel to a service ("order"), valid as long as this. Whether it is local is decided at its
    // first call, when all services of the process are known. Any thread.
    Channel& to(std::string_view service);
    // A generated client of the service whose contract it is.
    template <typename Client>
    Client client() {
        return Client(to(Client::kServedBy));
    }
    // Those that were asked for.
    std::vector<std::string> services();

private:
    class Switch;

    const std::string caller_;
    Network& network_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Switch>, std::less<>> channels_;
};

}  // namespace ecommerce::rpc
