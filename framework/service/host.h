// SPDX-License-Identifier: Apache-2.0
// A process of the platform: some or all services, what they share, and the ports they listen on.
//
//   Host host(configuration, options);   // builds everything, opens nothing
//   host.start();                         // background work, events, ports; ready
//   …                                     // until a signal
//   host.stop();                          // drain, then end in reverse order
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "framework/auth/session_cache.h"
#include "framework/auth/token.h"
#include "framework/service/module.h"
#include "framework/telemetry/telemetry.h"

namespace ecommerce::config {
class Configuration;
}

namespace ecommerce::service {

class ParameterSource;
class RunningService;
struct PlatformSettings;

struct HostOptions {
    std::vector<const Definition*> all;  // every service of the platform, for who subscribes to what
    std::vector<const Definition*> run;  // those that run here
    std::function<Ports(const Definition&)> ports;
    // Who knows which sessions live, asked over the channels given.
    std::function<std::unique_ptr<auth::SessionSource>(rpc::Channels&)> session_source;
    // Where `platform.token_public_key` is not given: from other settings that this process may have.
    std::function<auth::PublicKey(config::Configuration&)> token_key;
    // Who keeps what administrators set, asked over the channels given; null: nobody.
    std::function<std::unique_ptr<ParameterSource>(rpc::Channels&)> parameter_source;
    const runtime::Clock* clock = nullptr;  // null: the system's
    telemetry::Process process;
};

class Host {
public:
    // Throws config::Error, or std::runtime_error with one sentence. Reads all its settings, so that
    // Configuration::check() can be called between construction and start().
    Host(config::Configuration& configuration, HostOptions options);
    ~Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    // Everything but the ports: for the demo data, the doctor and tests.
    void start_without_ports();
    // Throws std::runtime_error when a port is taken.
    void start();
    // What people may open in a browser then.
    std::vector<Address> addresses() const;
    // Blocks until everything has ended, at most a few seconds longer than the grace. Idempotent. False when
    // calls could not be ended: only the end of the process is safe then.
    bool stop();

    // The first phase of stop(): not ready, no new requests on the services' ports.
    void drain();

    runtime::Loops& loops();
    const PlatformSettings& settings() const;
    runtime::WorkerPool& blocking();
    // Channels of a caller with rights of its own ("doctor"), or of the edge (empty). They go before the host.
    std::unique_ptr<rpc::Channels> channels(std::string caller);
    const std::vector<std::unique_ptr<RunningService>>& services() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace ecommerce::service
