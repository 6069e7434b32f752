// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/upstream.h"

#include <algorithm>
#include <random>

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "framework/call/reasons.h"
#include "framework/rpc/grpc_codec.h"
#include "framework/rpc/method.h"
#include "framework/rpc/upstream_connection.h"

namespace ecommerce::rpc {

namespace {

constexpr int kConnectTimeoutMs = 2000;
constexpr int kReconnectMinMs = 100;
constexpr int kReconnectMaxMs = 2000;
constexpr int kKeepaliveTimeMs = 15'000;
constexpr int kKeepaliveTimeoutMs = 5'000;

std::uint64_t random_bits() {
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return generator();
}

// Quick to notice that a peer is back, or gone without a word.
grpc::ChannelArguments channel_arguments() {
    grpc::ChannelArguments arguments;
    // Both ends hold each method to its own numbers; this is only the brake.
    arguments.SetMaxReceiveMessageSize(int(kMessageBytesMax));
    arguments.SetMaxSendMessageSize(int(kMessageBytesMax));
    arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, int(kMetadataBytesMax));
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMinMs);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectTimeoutMs);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMaxMs);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // the platform's own network only
    return arguments;
}

}  // namespace

Upstream::Upstream(std::string service, const Resolver& resolver, UpstreamOptions options)
    : service_(std::move(service)),
      resolver_(resolver),
      options_(options),
      balancer_(options.balancer),
      budget_(options.retry) {}

Upstream::~Upstream() = default;

void Upstream::call_began() {
    const std::lock_guard lock(mutex_);
    budget_.call_began();
}

bool Upstream::take_retry() {
    const std::lock_guard lock(mutex_);
    return budget_.take();
}

Result<Upstream::Attempt> Upstream::begin(const Balancer::Peer* avoid) {
    const std::lock_guard lock(mutex_);
    follow_resolver();
    const auto now = std::chrono::steady_clock::now();
    auto call = balancer_.begin(now, random_bits(), avoid);
    if (!call) {
        auto error = reason::unavailable("The " + service_ + " service cannot be reached just now.");
        const auto wait = balancer_.empty()
                              ? std::chrono::seconds(1)
                              : std::chrono::ceil<std::chrono::seconds>(balancer_.ready_at(now) - now);
        return fail(std::move(error).retry_after(int(std::max<std::int64_t>(wait.count(), 1))));
    }
    auto connection = connect(call->peer->address);
    return Attempt{*std::move(call), std::move(connection)};
}

void Upstream::end(const Attempt& attempt, bool failed) {
    const std::lock_guard lock(mutex_);
    balancer_.end(attempt.call, failed, std::chrono::steady_clock::now());
}

void Upstream::follow_resolver() {
    auto latest = resolver_.lookup(service_);
    if (latest == addresses_) return;
    addresses_ = std::move(latest);
    balancer_.set_addresses(*addresses_);
    // Calls that still run hold their connection themselves.
    std::erase_if(connections_, [&](const auto& entry) {
        return std::ranges::find(*addresses_, entry.first) == addresses_->end();
    });
}

std::shared_ptr<Upstream::Connection> Upstream::connect(const std::string& address) {
    auto& connection = connections_[address];
    if (!connection) {
        connection = std::make_shared<Connection>(
            grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), channel_arguments()));
    }
    return connection;
}

}  // namespace ecommerce::rpc
