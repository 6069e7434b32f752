// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <thread>

#include <fmt/ranges.h>

#include "application/ecommerce/commands/commands.h"
#include "application/ecommerce/platform.h"
#include "application/ecommerce/services.h"
#include "application/ecommerce/welcome.h"
#include "framework/config/configuration.h"
#include "framework/telemetry/log.h"
#include "framework/text/words.h"

namespace ecommerce {

namespace {

Services wanted(const CommandLine& line) {
    if (line.words.empty()) return all_services();
    Services result;
    for (const auto& word : line.words) {
        for (const auto name : text::words(word, ',')) {
            const auto* definition = find_service(name);
            if (!definition) {
                throw std::invalid_argument("There is no service " + std::string(name) +
                                            ". `ecommerce ports` lists all.");
            }
            result.push_back(definition);
        }
    }
    return result;
}

// Blocked before any thread starts, so that every thread inherits it and only wait() sees the signals.
class Signals {
public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGHUP);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        signal(SIGPIPE, SIG_IGN);
    }
    // Until the process shall end; `reload` is called at each SIGHUP.
    void wait(const std::function<void()>& reload) const {
        for (int received = SIGHUP; received == SIGHUP;) {
            sigwait(&set_, &received);
            if (received == SIGHUP) reload();
        }
    }
    // From here on a second signal ends the process at once.
    void exit_at_next() const {
        std::thread([set = set_] {
            for (int received = SIGHUP; received == SIGHUP;) sigwait(&set, &received);
            _exit(130);
        }).detach();
    }

private:
    sigset_t set_;
};

// A wrong file changes nothing: the program goes on with the last good settings.
void reload(config::Configuration& configuration) {
    try {
        const auto done = configuration.reload();
        const auto list = [](const std::vector<std::string>& names) {
            return fmt::format("{}", fmt::join(names, ", "));
        };
        log::info("the settings were read again",
                  {{"changed", list(done.changed)}, {"from_the_next_start", list(done.waiting)}});
    } catch (const config::Error& error) {
        log::error("the settings cannot be used, the last good ones stay", {{"problems", error.what()}});
    }
}

}  // namespace

int serve(const CommandLine& line) {
    line.allow_flags({});
    const auto begun = std::chrono::steady_clock::now();
    const Signals signals;
    const auto run = wanted(line);
    auto configuration = load_configuration(line);
    auto options = host_options(run);
    options.process.log_descriptor = STDOUT_FILENO;
    service::Host host(configuration, std::move(options));
    check(configuration, run);

    require_migrations(host);
    host.start();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    log::info("ready", {{"services", std::int64_t(run.size())}, {"took_ms", took}});
    welcome(host.addresses(), took);

    signals.wait([&configuration] { reload(configuration); });
    signals.exit_at_next();
    log::info("stopping", {});
    if (!host.stop()) _exit(0);  // calls that cannot be ended use what a return would destroy
    return 0;
}

}  // namespace ecommerce
