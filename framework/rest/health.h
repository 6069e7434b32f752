// SPDX-License-Identifier: Apache-2.0
// /healthz: the process answers. /readyz: it can do its work. /metrics: what it did.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "framework/rest/fixed_routes.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::rest {

// One thing that the process works with: "database", "key_value".
struct HealthCheck {
    std::string name;
    std::function<Task<Result<void>>(Deadline)> run;  // ends by the deadline, on the loop that asks
    bool vital = true;  // without it there is no sense in traffic; else the process is degraded, and ready
};

struct HealthOptions {
    std::chrono::milliseconds patience{2'000};  // for all checks together
    // So long an answer stands, and while the next one is found out: anybody may ask as often as they like.
    std::chrono::milliseconds fresh_for{1'000};
};

// Filled before the server starts; then any loop.
class Health {
public:
    explicit Health(HealthOptions options = {}) : options_(options) {}

    void add(HealthCheck check) { checks_.push_back(std::move(check)); }
    // Gives the names of work that keeps failing beside the requests; with any, the process is degraded.
    void set_background(std::function<std::vector<std::string>()> failing) { failing_ = std::move(failing); }
    // False at first and again when a shutdown begins: balancers then send nobody any more. Any thread.
    void set_ready(bool ready) { ready_.store(ready, std::memory_order_relaxed); }

    // Adds /healthz and /readyz; this outlives the routes.
    void serve(FixedRoutes& routes);

private:
    struct Answer {
        int status;
        std::string body;
    };
    Task<http::Response> readiness();
    Task<Answer> ask() const;
    // True for the one who has to find out the next answer.
    bool is_due();

    const HealthOptions options_;
    std::vector<HealthCheck> checks_;
    std::function<std::vector<std::string>()> failing_;
    std::atomic<bool> ready_ = false;
    std::mutex mutex_;  // for what follows
    std::optional<Answer> known_;
    std::chrono::steady_clock::time_point fresh_until_{};
    bool asking_ = false;
};

// Adds /metrics with text in Prometheus' format, made for each request.
void serve_metrics(FixedRoutes& routes, std::function<std::string()> text);

}  // namespace ecommerce::rest
