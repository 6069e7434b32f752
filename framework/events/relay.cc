// SPDX-License-Identifier: Apache-2.0
#include "framework/events/relay.h"

#include <algorithm>
#include <random>
#include <utility>

#include "framework/call/reasons.h"

namespace ecommerce::events {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 5s;          // of one look into the outbox
constexpr auto kGiveBackTimeout = 1s;  // it holds up the end of the process
constexpr auto kShortestPause = 100ms;
constexpr auto kLongestPause = 5'000ms;
constexpr std::size_t kLongestError = 500;
constexpr std::size_t kBatchBytes = 512 * 1024;  // of payload, in one batch
// How long a polite stop waits for transactions that are about to hand over an event.
constexpr auto kOwedFor = 1s;

double chance() {
    thread_local std::mt19937 generator{std::random_device{}()};
    return std::uniform_real_distribution<double>(0, 1)(generator);
}

// What a failure says, for the table: plain ASCII of a bounded length, whatever the subscriber sent.
std::string text_of(const Error& error) {
    auto text = std::string(to_string(error.code())) + " " + error.reason() + ": " + error.message();
    if (text.size() > kLongestError) text.resize(kLongestError);
    for (auto& c : text) {
        if (c < ' ' || c > '~') c = '?';
    }
    return text;
}

}  // namespace

Relay::Relay(std::string service, runtime::Loop& loop, postgres::Database& database,
             const runtime::Clock& clock, Engine& engine, RelayBell& bell, RelayOptions options,
             Metrics& metrics, Observer& observer)
    : service_(std::move(service)),
      loop_(loop),
      outbox_(database),
      clock_(clock),
      engine_(engine),
      bell_(bell),
      options_(options),
      metrics_(metrics),
      observer_(observer),
      settler_(service_, outbox_, clock, metrics, observer,
               [this](auto settlements) { released(settlements); }) {}

void Relay::start(v1::EventsService& inbox) {
    loop_.post([this, &inbox] { working_.start(run(inbox)); });
}

Task<void> Relay::run(v1::EventsService& inbox) {
    co_await engine_.start(inbox);
    settling_.start(settler_.run());
    bell_.listen(options_.lease, [this](RelayBell::News news) { hear(std::move(news)); });
    co_await look_for_events();
}

void Relay::hear(RelayBell::News news) {
    if (news.look) full_look_ = Deadline::min();
    for (const auto& [type, due] : news.due) {
        auto& rung = lane(type);
        rung.next_due = std::min(rung.next_due, due);
    }
    for (auto& [claimed, place] : news.handed) admit(std::move(claimed), std::move(place));
    if (!news.handed.empty()) start_ready();
    if (news.look || !news.due.empty()) changed_.notify();
}

Task<void> Relay::stop() {
    auto& home = runtime::Loop::current();
    co_await loop_.hop();
    co_await working_.close();
    co_await take_what_is_owed();
    settler_.finish();
    co_await settling_.close();
    co_await give_back_waiting();
    co_await engine_.stop();
    co_await home.hop();
}

// What transactions that are under way have leased to this relay.
Task<void> Relay::take_what_is_owed() {
    bell_.close();
    const auto until = deadline_in(kOwedFor);
    while (bell_.is_owed() && std::chrono::steady_clock::now() < until) co_await runtime::sleep(2ms);
    auto last = bell_.deafen();
    for (auto& [claimed, place] : last.handed) admit(std::move(claimed), std::move(place));
}

// ---------------------------------------------------------------------------------------- finding events

Task<void> Relay::look_for_events() {
    auto& stop = working_.stop_signal();
    auto pause = kShortestPause;
    while (!stop.requested()) {
        bool worked = false;
        try {
            worked = co_await look_once();
        } catch (const std::exception& bug) {  // which must not end the delivery of all events for good
            looked(fail(reason::internal(bug.what())));
        }
        if (worked) {
            pause = kShortestPause;
        } else {
            co_await runtime::sleep(pause, stop);
            pause = std::min(pause * 2, kLongestPause);
        }
    }
}

// False when the outbox cannot be reached.
Task<bool> Relay::look_once() {
    auto& stop = working_.stop_signal();
    if (std::chrono::steady_clock::now() >= full_look_) co_return co_await peek();
    if (auto lanes = claimable(); !lanes.empty()) co_return co_await claim(std::move(lanes));
    co_await changed_.wait(next_look(), &stop);
    co_return true;
}

bool Relay::looked(const Result<void>& found) {
    metrics_.looking.note(found.has_value());
    if (found) return true;
    metrics_.outbox_failures.fetch_add(1, std::memory_order_relaxed);
    observer_.outbox_failed(service_, found.error());
    return false;
}

Relay::LaneState& Relay::lane(std::string_view type) {
    const auto found = lanes_.find(type);
    return found != lanes_.end() ? found->second : lanes_[std::string(type)];
}

// Those where something is due and has room: half of what a lane may hold is on its way while the other half is
// claimed.
std::vector<Lane> Relay::claimable() const {
    std::vector<Lane> lanes;
    const auto due_by = clock_.now() + engine_.lead();
    for (const auto& [type, state] : lanes_) {
        if (state.next_due > due_by || state.held > Outbox::kClaimLimit) continue;
        lanes.push_back({.type = type, .from = std::max(Timestamp(), state.next_due)});
    }
    return lanes;
}

// When the first lane is due that is not yet. Of what is due already and has no room, room comes with a notice.
Deadline Relay::next_look() const {
    const auto due_by = clock_.now() + engine_.lead();
    auto wait = std::chrono::microseconds(options_.poll);
    for (const auto& [type, state] : lanes_) {
        if (state.next_due > due_by && state.next_due != Timestamp::max()) {
            wait = std::min(wait, state.next_due - due_by);
        }
    }
    if (wait >= options_.poll) return full_look_;
    return std::min<Deadline>(full_look_, std::chrono::steady_clock::now() + wait + 500us);
}

Outbox::Window Relay::window() const {
    const auto now = clock_.now();
    Outbox::Window look{.now = now, .due_by = now + engine_.lead(), .held = {}};
    for (const auto& [row, held] : held_) {
        if (held->claimed.leased_until <= now) look.held.push_back(row);
    }
    return look;
}

// Takes what is due.
Task<bool> Relay::claim(std::vector<Lane> lanes) {
    const auto look = window();
    for (const auto& each : lanes)
        lane(each.type).next_due = Timestamp::max();  // rings during the claim lower it again
    auto context = CallContext::background(service_, deadline_in(kTimeout));
    auto claimed = co_await outbox_.claim(context, look, lanes, look.now + options_.lease);
    if (!claimed) {
        for (const auto& each : lanes) {
            auto& state = lane(each.type);
            state.next_due = std::min(state.next_due, each.from);
        }
        co_return looked(fail(std::move(claimed).error()));
    }
    std::map<std::string_view, std::size_t> counts;
    for (const auto& row : claimed->rows) ++counts[row.event.type];
    for (const auto& next : claimed->next) {
        // With a full claim there is more. Otherwise what is due and was not ours is another relay's at
        // this moment: look again a little later.
        const bool more = counts[next.type] == Outbox::kClaimLimit;
        auto& state = lane(next.type);
        state.next_due = std::min(state.next_due, more ? next.from : std::max(next.from, look.due_by + 20ms));
    }
    const auto oldest = claimed->rows.empty() ? look.now : claimed->rows.front().due_at;
    metrics_.lag_us = std::max<std::int64_t>(0, (look.now - oldest).count());
    for (auto& row : claimed->rows) admit(std::move(row), {});
    for (const auto& each : lanes) {
        if (lane(each.type).next_due > look.due_by) bell_.catch_up(each.type);
    }
    start_ready();
    co_return looked({});
}

// Looks when the next event of each lane is due, without taking any: cheap enough to do all day.
Task<bool> Relay::peek() {
    const auto started = std::chrono::steady_clock::now();
    const auto look = window();
    full_look_ = started + options_.poll;  // a ring during the look lowers it again
    auto context = CallContext::background(service_, deadline_in(kTimeout));
    auto found = co_await outbox_.lanes(context, look);
    if (!found) {
        full_look_ = Deadline::min();
        co_return looked(fail(std::move(found).error()));
    }
    auto oldest = look.now;
    for (const auto& each : *found) {
        auto& state = lane(each.type);
        state.next_due = std::min(state.next_due, each.from);
        oldest = std::min(oldest, each.from);
        if (each.from <= look.due_by) bell_.fall_behind(each.type);
    }
    metrics_.lag_us = (look.now - oldest).count();
    bell_.open();
    co_return looked({});
}

// ------------------------------------------------------------------------------------- delivering events

void Relay::admit(Claimed claimed, RelayBell::Place place) {
    // After a jump of the clock it may have been claimed before it was heard of.
    if (held_.contains(claimed.row)) return;
    auto& mine = lane(claimed.event.type);
    auto& held = held_[claimed.row];
    held = std::make_unique<Held>(std::move(claimed), std::move(place), &mine);
    ++mine.held;
    metrics_.in_flight = std::int64_t(held_.size());
    if (const auto& key = held->claimed.event.key; !key.empty()) {
        const auto [behind, first] = behind_.try_emplace(key);
        if (!first) {
            behind->second.push_back(held.get());
            return;
        }
    }
    make_ready(*held);
}

void Relay::make_ready(Held& held) {
    auto& mine = *held.lane;
    const auto now = std::chrono::steady_clock::now();
    const bool is_busy = now - options_.gather * 2 < std::exchange(mine.last_came, now);
    if (mine.ready.empty() && is_busy) {
        mine.gathers_until = now + options_.gather;
        working_.start(start_gathered());
    }
    mine.ready.push_back(&held);
}

Task<void> Relay::start_gathered() {
    if (co_await runtime::sleep(options_.gather, working_.stop_signal())) start_ready();
}

// A batch of each lane in turn.
void Relay::start_ready() {
    if (working_.stop_signal().requested() || lanes_.empty()) return;
    auto each = lanes_.upper_bound(last_lane_);
    for (std::size_t passed = 0; passed < lanes_.size() && in_flight_ < options_.max_in_flight;) {
        if (each == lanes_.end()) each = lanes_.begin();
        auto batch = next_batch(each->second);
        if (batch.empty()) {
            ++passed;
        } else {
            passed = 0;
            last_lane_ = each->first;
            ++in_flight_;
            working_.start(deliver(std::move(batch)));
        }
        ++each;
    }
}

// Those that never failed together, as far as one call may carry them, and the others alone: who spoils a batch does so
// once.
Relay::Batch Relay::next_batch(LaneState& lane) const {
    Batch batch;
    std::size_t bytes = 0;
    const bool gathers =
        lane.ready.size() < options_.batch && std::chrono::steady_clock::now() < lane.gathers_until;
    while (!lane.ready.empty() && batch.size() < options_.batch) {
        auto& event = lane.ready.front()->claimed.event;
        const bool alone = event.attempt > 1;
        if (alone && !batch.empty()) break;
        if (!alone && (gathers || lane.in_flight >= options_.lane_in_flight)) break;
        bytes += event.payload.size();
        if (!batch.empty() &&
            (bytes > kBatchBytes || event.subscribers != batch.front()->claimed.event.subscribers)) {
            break;
        }
        batch.push_back(lane.ready.front());
        lane.ready.pop_front();
        if (alone) return batch;
    }
    if (!batch.empty()) ++lane.in_flight;
    return batch;
}

// What is in the batch is held until it is settled.
Task<void> Relay::deliver(Batch batch) {
    std::vector<const Event*> events;
    for (const auto* held : batch) events.push_back(&held->claimed.event);
    std::vector<Engine::Failure> failures;
    try {
        failures = co_await engine_.hand_over(events);
    } catch (const std::exception& bug) {
        for (const auto* event : events) {
            for (const auto& subscriber : event->subscribers) {
                failures.push_back({event, subscriber, reason::internal(bug.what())});
            }
        }
    }
    finished(batch, failures);
}

void Relay::finished(const Batch& batch, const std::vector<Engine::Failure>& failures) {
    std::size_t deliveries = 0;
    for (const auto* held : batch) deliveries += held->claimed.event.subscribers.size();
    metrics_.delivered.fetch_add(deliveries - failures.size(), std::memory_order_relaxed);
    --in_flight_;
    if (batch.front()->claimed.event.attempt <= 1) --batch.front()->lane->in_flight;
    for (const auto* held : batch) {
        next_of_key(held->claimed.event.key);
        settler_.add(settlement_of(held->claimed, failures));
    }
    start_ready();
}

void Relay::next_of_key(const std::string& key) {
    const auto behind = behind_.find(key);
    if (behind == behind_.end()) return;
    if (behind->second.empty()) {
        behind_.erase(behind);
        return;
    }
    auto* next = behind->second.front();
    behind->second.pop_front();
    make_ready(*next);
}

Settlement Relay::settlement_of(const Claimed& claimed, const std::vector<Engine::Failure>& failures) {
    const auto& event = claimed.event;
    const auto now = clock_.now();
    Settlement settlement{claimed.row, claimed.leased_until, {}, {}};
    for (const auto& [failed, subscriber, error] : failures) {
        if (failed != &event) continue;
        const bool counted = options_.retry.counts(error, event.deliver_at, now);
        const int counting = claimed.failures + (counted ? 1 : 0);
        if (counted && counting >= options_.retry.max_failures) {
            settlement.dead.push_back({subscriber, text_of(error)});
            metrics_.dead.fetch_add(1, std::memory_order_relaxed);
            observer_.died(event, subscriber, error);
            continue;
        }
        const auto delay = options_.retry.delay(event.attempt, counted, chance());
        settlement.retries.push_back({subscriber, now + delay, counting, text_of(error)});
        metrics_.retried.fetch_add(1, std::memory_order_relaxed);
        observer_.retried(event, subscriber, error, delay);
    }
    return settlement;
}

void Relay::released(std::span<const Settlement> settlements) {
    for (const auto& settlement : settlements) {
        const auto held = held_.find(settlement.row);
        if (held == held_.end()) continue;
        auto& mine = *held->second->lane;
        --mine.held;
        for (const auto& retry : settlement.retries) mine.next_due = std::min(mine.next_due, retry.due_at);
        held_.erase(held);
    }
    metrics_.in_flight = std::int64_t(held_.size());
    changed_.notify();
}

// Claimed rows that were not started would wait for the end of their lease.
Task<void> Relay::give_back_waiting() {
    std::vector<std::int64_t> rows;
    for (const auto& [row, held] : held_) rows.push_back(row);
    behind_.clear();
    held_.clear();
    lanes_.clear();
    metrics_.in_flight = 0;
    if (rows.empty()) co_return;
    auto context = CallContext::background(service_, deadline_in(kGiveBackTimeout));
    const auto given = co_await outbox_.give_back(context, rows, clock_.now());
    if (!given) observer_.outbox_failed(service_, given.error());
}

}  // namespace ecommerce::events
