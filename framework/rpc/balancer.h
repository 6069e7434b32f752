// SPDX-License-Identifier: Apache-2.0
// Chooses among the instances of one service: of two random ones the less busy. One that fails several
// times in a row is left out for a while (outlier ejection), never more than half of them; each has its
// circuit breaker besides.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framework/call/breaker.h"

namespace ecommerce::rpc {

struct BalancerOptions {
    BreakerOptions breaker;
    std::size_t failures_to_eject = 5;                                // in a row
    std::chrono::milliseconds ejected_for = std::chrono::seconds(5);  // times the number of ejections
    std::chrono::milliseconds ejected_for_max = std::chrono::minutes(1);
};

// Pure: time and randomness come in. Not safe for several threads at once.
class Balancer {
public:
    using Time = Breaker::Time;

    struct Peer {
        Peer(std::string peer_address, const BreakerOptions& options)
            : address(std::move(peer_address)), breaker(options) {}
        const std::string address;
        Breaker breaker;
        std::size_t outstanding = 0;
        std::size_t failures_in_a_row = 0;
        std::size_t ejections = 0;
        Time ejected_until{};
    };
    // A call that was begun; every one must be ended.
    struct Call {
        std::shared_ptr<Peer> peer;
        std::uint64_t ticket;
    };

    explicit Balancer(BalancerOptions options = {}) : options_(options) {}

    // Instances that stay keep their history.
    void set_addresses(const std::vector<std::string>& addresses);
    bool empty() const { return peers_.empty(); }

    // Begins a call; nothing when there is no instance or all breakers are open.
    // `avoid` is taken only if there is no other.
    std::optional<Call> begin(Time now, std::uint64_t random, const Peer* avoid = nullptr);
    void end(const Call& call, bool failed, Time now);
    // When the first breaker lets a probe through; for Retry-After.
    Time ready_at(Time now) const;

private:
    std::vector<std::shared_ptr<Peer>> candidates(Time now, const Peer* avoid) const;
    void maybe_eject(Peer& peer, Time now);

    BalancerOptions options_;
    std::vector<std::shared_ptr<Peer>> peers_;
};

}  // namespace ecommerce::rpc
