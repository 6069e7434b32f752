// SPDX-License-Identifier: Apache-2.0
// Moves events from the outbox of one service to their subscribers. One for each service and process;
// relays of several processes share an outbox without a word to each other: each claims rows for itself,
// and a row whose relay died is claimed again when its lease has ended.
//
// A row goes when every subscriber has committed its effect. Until then it is delivered again, so
// subscribers see every event at least once and their inboxes make that once.
//
// Each type of event is a lane of its own, claimed and delivered beside the others, so that a backlog of one
// holds up none of another. What waits in a lane goes in batches, one that failed before alone.
//
// Events with one key are handed over one at a time in the order of writing, within one process and as
// long as none fails and no lane has a backlog: what waits is overtaken by what does not.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

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
    // Batches that are handed over at the same time. Small, since the subscribers' connections serve their
    // callers as well; 8 keep one loop busy.
    std::size_t max_in_flight = 8;
    // Of them, of one lane; events that go alone for having failed are not counted. While so many are on their
    // way what comes gathers, so that batches grow with the load.
    std::size_t lane_in_flight = 2;
    // Events of one batch.
    std::size_t batch = 32;
    // How long the first of a batch waits for others, where the one before it came less than twice as long ago. A
    // batch shares its transactions, so that under load an event costs the less the more of them there are.
    std::chrono::milliseconds gather{20};
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
    struct LaneState;
    // Claimed, or handed over by a publisher, and not yet settled.
    struct Held {
        Claimed claimed;
        RelayBell::Place place;
        LaneState* lane;
    };
    struct LaneState {
        std::deque<Held*> ready;    // may start
        std::size_t held = 0;       // those that wait for another of their key too
        std::size_t in_flight = 0;  // batches of those that never failed
        Deadline last_came = Deadline::min();
        Deadline gathers_until = Deadline::min();
        // Nothing of it is due in the outbox before, that nobody works on.
        Timestamp next_due = Timestamp::max();
    };
    using Batch = std::vector<Held*>;

    Task<void> run(v1::EventsService& inbox);
    Task<void> look_for_events();
    Task<bool> look_once();
    Task<bool> claim(std::vector<Lane> lanes);
    Task<bool> peek();
    Deadline next_look() const;
    std::vector<Lane> claimable() const;
    Outbox::Window window() const;
    LaneState& lane(std::string_view type);

    // What every look ends with: an error, or none.
    bool looked(const Result<void>& found);
    void hear(RelayBell::News news);

    void admit(Claimed claimed, RelayBell::Place place);
    void make_ready(Held& held);
    Task<void> start_gathered();
    void start_ready();
    Batch next_batch(LaneState& lane) const;
    Task<void> deliver(Batch batch);
    void finished(const Batch& batch, const std::vector<Engine::Failure>& failures);
    Settlement settlement_of(const Claimed& claimed, const std::vector<Engine::Failure>& failures);
    void next_of_key(const std::string& key);
    void released(std::span<const Settlement> settlements);
    Task<void> take_what_is_owed();
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
    std::map<std::string, LaneState, std::less<>> lanes_;  // stay where they are
    std::unordered_map<std::int64_t, std::unique_ptr<Held>> held_;
    std::unordered_map<std::string, std::deque<Held*>> behind_;  // wait for the one of their key under way
    std::string last_lane_;                                      // that had a turn
    std::size_t in_flight_ = 0;
    Deadline full_look_ = Deadline::min();  // the next time to look at everything

    runtime::Waiter changed_;
    Settler settler_;
    runtime::TaskGroup settling_;
    runtime::TaskGroup working_;
};

}  // namespace ecommerce::events
