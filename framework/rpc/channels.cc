// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/channels.h"

#include <atomic>

#include "framework/rpc/local_channel.h"
#include "framework/rpc/remote_channel.h"

namespace ecommerce::rpc {

Network::Network(const Fronts& local, const Resolver& resolver, IdentitySigner& signer,
                 UpstreamOptions options, Observer* observer)
    : local_(local), resolver_(resolver), signer_(signer), options_(options), observer_(observer) {}

Network::~Network() = default;

Upstream& Network::upstream(std::string_view service) {
    const std::lock_guard lock(mutex_);
    auto found = upstreams_.find(service);
    if (found == upstreams_.end()) {
        auto upstream = std::make_unique<Upstream>(std::string(service), resolver_, options_);
        found = upstreams_.emplace(std::string(service), std::move(upstream)).first;
    }
    return *found->second;
}

// Becomes local or remote with its first call.
class Channels::Switch final : public Channel {
public:
    Switch(std::string caller, std::string service, Network& network)
        : caller_(std::move(caller)), service_(std::move(service)), network_(network) {}

    Task<Result<void>> call(const Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        return target().call(method, context, request, response);
    }
    Task<Result<void>> stream(const Method& method, CallContext& context,
                              const google::protobuf::Message& request, MessageSink& sink) override {
        return target().stream(method, context, request, sink);
    }

private:
    Channel& target() {
        if (auto* known = target_.load(std::memory_order_acquire)) return *known;
        const std::lock_guard lock(mutex_);
        if (!channel_) {
            if (network_.local().serves(service_)) {
                channel_ = std::make_unique<LocalChannel>(caller_, service_, network_.local());
            } else {
                channel_ = std::make_unique<RemoteChannel>(caller_, network_.upstream(service_),
                                                           network_.signer(), network_.observer());
            }
            target_.store(channel_.get(), std::memory_order_release);
        }
        return *channel_;
    }

    const std::string caller_;
    const std::string service_;
    Network& network_;
    std::mutex mutex_;
    std::unique_ptr<Channel> channel_;
    std::atomic<Channel*> target_ = nullptr;
};

Channels::Channels(std::string caller, Network& network) : caller_(std::move(caller)), network_(network) {}
Channels::~Channels() = default;

Channel& Channels::to(std::string_view service) {
    const std::lock_guard lock(mutex_);
    auto found = channels_.find(service);
    if (found == channels_.end()) {
        auto channel = std::make_unique<Switch>(caller_, std::string(service), network_);
        found = channels_.emplace(std::string(service), std::move(channel)).first;
    }
    return *found->second;
}

std::vector<std::string> Channels::services() {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const auto& [name, channel] : channels_) names.push_back(name);
    return names;
}

}  // namespace ecommerce::rpc
