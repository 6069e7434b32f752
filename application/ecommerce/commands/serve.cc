// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <thread>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/ecommerce/welcome.h"
#include "application/gateway/gateway.h"
#include "framework/service/platform_settings.h"
#include "framework/telemetry/log.h"

namespace ecommerce {

namespace {

struct Wanted {
    std::vector<const service::Definition*> services;
    bool gateway = false;
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(',', from), text.size());
        if (to > from) parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return parts;
}

Wanted wanted(const CommandLine& line) {
    Wanted result;
    if (line.words.empty()) return {.services = all_services(), .gateway = true};
    for (const auto& word : line.words) {
        for (const auto& name : split(word)) {
            if (name == "gateway") {
                result.gateway = true;
            } else if (const auto* definition = find_service(name)) {
                result.services.push_back(definition);
            } else {
                throw std::invalid_argument("There is no service " + name + ". `ecommerce ports` lists all.");
            }
        }
    }
    return result;
}

// Blocked before any thread starts, so that every thread inherits it and only wait() sees the signals.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int received = 0;
        sigwait(&set_, &received);
    }
    // From here on a second signal ends the process at once.
    void exit_at_next() const {
        std::thread([set = set_] {
            int received = 0;
            sigwait(&set, &received);
            _exit(130);
        }).detach();
    }

private:
    sigset_t set_;
};

}  // namespace

int serve(const CommandLine& line) {
    line.allow_flags({});
    const auto begun = std::chrono::steady_clock::now();
    const StopSignals signals;
    const auto want = wanted(line);
    auto configuration = load_configuration(line);
    auto options = host_options(want.services);
    options.process.log_descriptor = STDOUT_FILENO;
    service::Host host(configuration, std::move(options));
    std::optional<gateway::Gateway> door;
    if (want.gateway) door.emplace(host, configuration.section("gateway"));
    check(configuration, want.services, want.gateway);

    require_migrations(host.settings().database.source, want.services);
    host.start();
    if (door) door->start();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    log::info("ready", {{"services", std::int64_t(want.services.size())}, {"took_ms", took}});
    if (door) welcome(door->port(), door->serves_pages(), took);

    signals.wait();
    signals.exit_at_next();
    log::info("stopping", {});
    host.drain();
    if (door) door->stop(host.settings().shutdown_grace);
    if (!host.stop()) _exit(0);  // calls that cannot be ended use what a return would destroy
    return 0;
}

}  // namespace ecommerce
