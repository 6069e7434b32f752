// SPDX-License-Identifier: Apache-2.0
// HTTP requests as metrics, spans and log lines.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "framework/call/context.h"
#include "framework/telemetry/metrics.h"
#include "framework/telemetry/thread_cache.h"
#include "framework/telemetry/trace.h"

namespace ecommerce::telemetry {

// One request that has been answered; valid during the notice only.
struct EndedRequest {
    std::string_view method;  // as sent: "GET"
    // The route's template, "/v1/orders/{order_no}": a constant. Empty: there was none. Never the raw path.
    std::string_view route;
    int status;
    std::chrono::steady_clock::duration duration;
    // Null, or the request's context; its trace is the request's own span.
    const CallContext* context = nullptr;
    std::uint64_t parent_span = 0;
    std::string_view service = {};  // of the platform, whose port it came to
};

class HttpObserver {
public:
    // Both outlive this.
    HttpObserver(Metrics& metrics, const Tracer& tracer);

    // For each request, as early as possible and at its end. Any thread.
    void began() const { active_.add(1); }
    void ended(const EndedRequest& request);

private:
    struct Key {
        const char* route;
        int method;  // index of a known method
        int status;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return mix(std::hash<const void*>{}(key.route),
                       std::size_t(key.status) * 16 + std::size_t(key.method));
        }
    };

    Metrics& metrics_;
    const Tracer& tracer_;
    UpDownCounter active_;
    ThreadCache<Key, Histogram, Hash> durations_;
};

}  // namespace ecommerce::telemetry
