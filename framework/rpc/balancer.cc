// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/balancer.h"

#include <algorithm>

namespace ecommerce::rpc {

void Balancer::set_addresses(const std::vector<std::string>& addresses) {
    std::vector<std::shared_ptr<Peer>> next;
    for (const auto& address : addresses) {
        const auto same = [&](const auto& peer) { return peer->address == address; };
        if (std::ranges::any_of(next, same)) continue;
        const auto known = std::ranges::find_if(peers_, same);
        next.push_back(known != peers_.end() ? *known : std::make_shared<Peer>(address, options_.breaker));
    }
    peers_ = std::move(next);
}

std::vector<std::shared_ptr<Balancer::Peer>> Balancer::candidates(Time now, const Peer* avoid) const {
    std::vector<std::shared_ptr<Peer>> ready;
    std::vector<std::shared_ptr<Peer>> chosen;
    for (const auto& peer : peers_) {
        if (!peer->breaker.ready(now)) continue;
        ready.push_back(peer);
        if (now >= peer->ejected_until && peer.get() != avoid) chosen.push_back(peer);
    }
    return chosen.empty() ? ready : chosen;  // better a doubtful instance than none
}

std::optional<Balancer::Call> Balancer::begin(Time now, std::uint64_t random, const Peer* avoid) {
    std::shared_ptr<Peer> chosen;
    if (peers_.size() == 1) {
        if (peers_[0]->breaker.ready(now)) chosen = peers_[0];
    } else if (const auto ready = candidates(now, avoid); !ready.empty()) {
        const auto count = std::uint32_t(ready.size());
        const auto first = std::uint32_t(random) % count;
        const auto second = (first + 1 + std::uint32_t(random >> 32) % std::max(count - 1, 1U)) % count;
        chosen = ready[second]->outstanding < ready[first]->outstanding ? ready[second] : ready[first];
    }
    if (!chosen) return std::nullopt;
    ++chosen->outstanding;
    const auto ticket = chosen->breaker.begin(now);
    return Call{std::move(chosen), ticket};
}

void Balancer::end(const Call& call, bool failed, Time now) {
    auto& peer = *call.peer;
    --peer.outstanding;
    peer.breaker.end(call.ticket, failed, now);
    if (!failed) {
        peer.failures_in_a_row = 0;
        peer.ejections = 0;
    } else if (++peer.failures_in_a_row >= options_.failures_to_eject) {
        maybe_eject(peer, now);
    }
}

void Balancer::maybe_eject(Peer& peer, Time now) {
    const auto is_out = [&](const auto& other) { return now < other->ejected_until; };
    const auto out = std::size_t(std::ranges::count_if(peers_, is_out));
    if (now < peer.ejected_until || (out + 1) * 2 > peers_.size()) return;
    ++peer.ejections;
    peer.failures_in_a_row = 0;
    const auto time = options_.ejected_for * std::int64_t(std::min<std::size_t>(peer.ejections, 1000));
    peer.ejected_until = now + std::min(time, options_.ejected_for_max);
}

Balancer::Time Balancer::ready_at(Time now) const {
    auto earliest = Time::max();
    for (const auto& peer : peers_) {
        earliest = std::min(earliest, peer->breaker.ready(now) ? now : peer->breaker.opens_until());
    }
    return earliest;
}

}  // namespace ecommerce::rpc
