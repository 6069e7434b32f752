// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/lag.h"

namespace ecommerce::gateway {

namespace {

constexpr auto kPeriod = std::chrono::milliseconds(50);

}  // namespace

Lag::Lag(runtime::Loops& loops)
    : loops_(loops), watches_(loops, [](runtime::Loop&) { return std::make_unique<Watch>(); }) {}

Task<void> Lag::look(Watch& watch) {
    while (true) {
        const auto due = std::chrono::steady_clock::now() + kPeriod;
        if (!co_await runtime::sleep(kPeriod, watch.looking.stop_signal())) co_return;
        watch.lag = std::chrono::steady_clock::now() - due;
    }
}

Task<void> Lag::begin(Watch& watch) {
    watch.looking.start(look(watch));
    co_return;
}

void Lag::start() {
    for (std::size_t i = 0; i < loops_.size(); ++i) loops_.run_blocking(i, begin(watches_.at(i)));
}

void Lag::stop() {
    for (std::size_t i = 0; i < loops_.size(); ++i) loops_.run_blocking(i, watches_.at(i).looking.close());
}

}  // namespace ecommerce::gateway
