// SPDX-License-Identifier: Apache-2.0
// /healthz: the process answers. /readyz: it can do its work. /metrics: what it did.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "framework/http/routes.h"
#include "framework/runtime/clock.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::http {

// One thing that must work before traffic makes sense: "postgres", "session store".
struct HealthCheck {
    std::string name;
    std::function<Task<Result<void>>(Deadline)> run;  // ends by the deadline, on the loop that asks
};

// Filled before the server starts; then any loop.
class Health {
public:
    explicit Health(std::chrono::milliseconds patience = std::chrono::seconds(2)) : patience_(patience) {}

    void add(HealthCheck check) { checks_.push_back(std::move(check)); }
    // False at first and again when a shutdown begins: balancers then send nobody any more. Any thread.
    void set_ready(bool ready) { ready_.store(ready, std::memory_order_relaxed); }

    // Adds /healthz and /readyz; this outlives the routes.
    void serve(Routes& routes);

private:
    Task<Response> readiness();

    std::chrono::milliseconds patience_;
    std::vector<HealthCheck> checks_;
    std::atomic<bool> ready_ = false;
};

// Adds /metrics with text in Prometheus' format, made for each request.
void serve_metrics(Routes& routes, std::function<std::string()> text);

}  // namespace ecommerce::http
