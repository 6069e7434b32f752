// SPDX-License-Identifier: Apache-2.0
// Calls as metrics, spans and log lines.
#pragma once

#include <chrono>
#include <memory>

#include "framework/rpc/observer.h"
#include "framework/telemetry/log.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/thread_cache.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

// Logs what went wrong once, where it is served: faults of ours as errors with all that is known, overload
// and outages as warnings, of a method and kind so often at most, mistakes of callers as debug lines.
class RpcObserver final : public rpc::Observer {
public:
    static constexpr auto kWarnEvery = std::chrono::seconds(1);

    // Both outlive this.
    RpcObserver(Metrics& metrics, const Tracer& tracer) : metrics_(metrics), tracer_(tracer) {}

    void ended(const rpc::EndedCall& call) override;
    void threw(const rpc::Method& method, const CallContext& context, std::exception_ptr failure) override;

private:
    struct Key {
        const rpc::Method* method;
        int outcome;  // the gRPC status
        rpc::Side side;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return mix(std::hash<const void*>{}(key.method),
                       std::size_t(key.outcome) * 2 + std::size_t(key.side));
        }
    };

    void write_line(const rpc::EndedCall& call, int status);

    Metrics& metrics_;
    const Tracer& tracer_;
    ThreadCache<Key, Histogram, Hash> durations_;
    ThreadCache<Key, std::shared_ptr<log::Throttle>, Hash> warnings_;
};

// "order" of "ecommerce.order.v1.OrderService".
std::string_view platform_service(std::string_view rpc_service);

}  // namespace ecommerce::telemetry
