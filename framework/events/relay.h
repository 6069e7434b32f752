// SPDX-License-Identifier: Apache-2.0
// Moves events from the outbox of one service to their subscribers. One for each service and process;
// relays of several processes share an outbox without a word to each other: each claims rows for itself,
// and a row whose relay died is claimed again when its lease has ended.
//
// A row goes when every subscriber has committed its effect. Until then it is delivered again, so
// subscribers see every event at least once and their inboxes make that once.
//
// Events with one key are handed over one at a time in the order of writing, within one process and as
// long as none fails: a failed one waits for its retry and is overtaken.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>

#include "framework/events/engine.h"
#include "framework/events/metrics.h"
#include "framework/events/observer.h"
#include "framework/events/outbox.h"
#include "framework/events/relay_bell.h"
#include "framework/events/retry_policy.h"
#include "framework/events/settler.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::events {

struct RelayOptions {
    // Events that are handed over at the same time. Small, since the subscribers' connections serve their
    // callers as well; 8 keep one loop busy.
    std::size_t max_in_flight = 8;
    // How long a claimed event is left alone by others, and so how late it may be after a crash. If its
    // turn comes later than that, two relays deliver it.
    std::chrono::milliseconds lease{30'000};
    // How often to look for events that other processes wrote or left behind.
    std::chrono::milliseconds poll{1'000};
    RetryPolicy retry;
};

class Relay {
public:
    // All references outlive it. `loop` is where everything happens and is the bell's loop too.
    Relay(std::string service, runtime::Loop& loop, postgres::Database& database, const runtime::Clock& clock,
          Engine& engine, RelayBell& bell, RelayOptions options, Metrics& metrics, Observer& observer);
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    // `inbox` is for the engine. Any thread, once, before stop().
    void start(v1::EventsService& inbox);
    // Ends what is under way and gives back what waits. After start(); any loop.
    Task<void> stop();

private:
    Task<void> run(v1::EventsService& inbox);
    Task<void> look_for_events();
    Task<bool> look_once();
    Task<bool> claim();
    Task<bool> peek();
    Deadline next_look() const;
    bool due() const;
    bool has_room() const;
    Outbox::Window window(Timestamp from) const;
    std::vector<std::int64_t> held_rows() const;

    // What every look ends with: an error, or none.
    bool looked(const Result<void>& found);

    void admit(Claimed claimed);
    void start_ready();
    Task<void> deliver(Claimed& claimed);
    void finished(Claimed& claimed, const std::vector<Engine::Failure>& failures);
    Settlement settlement_of(const Claimed& claimed, const std::vector<Engine::Failure>& failures);
    void next_of_key(const std::string& key);
    void released(std::span<const Settlement> settlements);
    Task<void> give_back_waiting();

    const std::string service_;
    runtime::Loop& loop_;
    const Outbox outbox_;
    const runtime::Clock& clock_;
    Engine& engine_;
    RelayBell& bell_;
    const RelayOptions options_;
    Metrics& metrics_;
    Observer& observer_;

    // Everything below belongs to the loop.
    std::unordered_map<std::int64_t, std::unique_ptr<Claimed>> held_;  // claimed and not yet settled
    std::deque<Claimed*> ready_;                                       // may start
    std::unordered_map<std::string, std::deque<Claimed*>> behind_;  // wait for the one of their key under way
    std::size_t in_flight_ = 0;

    // The earliest due time that may be in the outbox. At first, and once in a while, everything may be.
    Timestamp next_due_{};
    Deadline full_look_ = Deadline::min();  // the next time for that

    runtime::Waiter changed_;
    Settler settler_;
    runtime::TaskGroup settling_;
    runtime::TaskGroup working_;
};

}  // namespace ecommerce::events
