// SPDX-License-Identifier: Apache-2.0
// The settings of the section `gateway`.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "framework/rpc/method.h"

namespace ecommerce::config {
class Section;
}

namespace ecommerce::gateway {

struct DoorSettings {
    std::vector<std::string>
        origins;  // whose pages may call the API from a browser; "*": all, without cookies
    std::chrono::seconds preflight_age{600};
    bool strict_transport = false;
};

struct CacheSettings {
    bool enabled = true;
    std::size_t bytes = std::size_t(64) << 20;  // of all loops together
};

// So many requests in each window, and never more at once.
struct Limit {
    std::int64_t requests = 0;
    std::chrono::milliseconds window{1'000};
};

struct ClassLimits {
    Limit per_address;
    Limit per_account;
};

struct LimitSettings {
    bool enabled = true;
    // By RateClass; machines have none.
    std::array<ClassLimits, 4> classes;
    const ClassLimits& of(rpc::RateClass rate_class) const { return classes[std::size_t(rate_class)]; }
};

struct OverloadSettings {
    std::size_t in_flight_max = 2048;        // calls under way to one upstream, from all loops together
    std::chrono::milliseconds lag_max{250};  // how long ready work may wait for its loop
};

struct Settings {
    std::uint16_t port;
    bool expose_metrics;
    bool trust_forwarded_for;
    bool trust_traceparent;
    bool secure_cookies;
    std::string web_folder;  // of the storefront's files; empty: none
    DoorSettings door;
    CacheSettings cache;
    LimitSettings limits;
    OverloadSettings overload;

    static Settings read(config::Section& section);
};

}  // namespace ecommerce::gateway
