// SPDX-License-Identifier: Apache-2.0
// The settings of the section `gateway`.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/config/live.h"

namespace ecommerce::config {
class Section;
}

namespace ecommerce::gateway {

struct BrowserSettings {
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

// A limit whose numbers may change while the gateway runs.
class LiveLimit {
public:
    LiveLimit(Limit fixed = {}) : requests_(fixed.requests), window_(fixed.window) {}
    LiveLimit(config::Live<std::int64_t> requests, config::Live<std::chrono::milliseconds> window)
        : requests_(std::move(requests)), window_(std::move(window)) {}
    Limit now() const { return {.requests = requests_, .window = window_}; }

private:
    config::Live<std::int64_t> requests_;
    config::Live<std::chrono::milliseconds> window_;
};

struct ClassLimits {
    LiveLimit per_address;
    LiveLimit per_account;
};

// The contract's rate classes that are limited; calls of others are not counted.
enum class RateClass : std::uint8_t { read, write, credentials, checkout, registration };
inline constexpr std::array<std::string_view, 5> kRateClasses{"read", "write", "credentials", "checkout",
                                                              "registration"};

constexpr std::string_view name_of(RateClass rate_class) {
    return kRateClasses[std::size_t(rate_class)];
}
constexpr std::optional<RateClass> rate_class_of(std::string_view name) {
    for (std::size_t i = 0; i < kRateClasses.size(); ++i) {
        if (kRateClasses[i] == name) return RateClass(i);
    }
    return std::nullopt;
}

struct LimitSettings {
    bool enabled = true;
    std::array<ClassLimits, kRateClasses.size()> classes;  // by RateClass
    const ClassLimits& of(RateClass rate_class) const { return classes[std::size_t(rate_class)]; }
};

struct OverloadSettings {
    std::size_t calls_max = 4096;      // calls under way at most, from all loops together
    std::size_t in_flight_max = 2048;  // calls under way to one upstream, from all loops together
    std::size_t streams_max = 8192;    // streams from one upstream, beside the calls
    std::chrono::milliseconds delay_max{
        10};  // how much longer than usual calls may take before fewer are let in
    std::chrono::milliseconds wait_max{
        100};  // how long a call waits for a place; a tenth when the line stands
};

struct Settings {
    std::uint16_t port;
    bool expose_metrics;
    bool trust_forwarded_for;
    bool trust_traceparent;
    bool secure_cookies;
    std::string web_folder;  // of the storefront's files; empty: none
    BrowserSettings browser;
    CacheSettings cache;
    LimitSettings limits;
    OverloadSettings overload;
};

Settings read(config::Section& section, std::uint16_t port);

}  // namespace ecommerce::gateway
