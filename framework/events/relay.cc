// SPDX-License-Identifier: Apache-2.0
#include "framework/events/relay.h"

#include <algorithm>
#include <random>

#include "framework/call/reasons.h"

namespace ecommerce::events {

namespace {

using namespace std::chrono_literals;

constexpr auto kTimeout = 5s;          // of one look into the outbox
constexpr auto kGiveBackTimeout = 1s;  // it holds up the end of the process
constexpr auto kShortestPause = 100ms;
constexpr auto kLongestPause = 5'000ms;
constexpr std::size_t kLongestError = 500;

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
    bell_.on_ring([this](Timestamp due) {
        next_due_ = std::min(next_due_, due);
        changed_.notify();
    });
    co_await look_for_events();
}

Task<void> Relay::stop() {
    auto& home = runtime::Loop::current();
    co_await loop_.hop();
    co_await working_.close();
    bell_.on_ring(nullptr);
    settler_.finish();
    co_await settling_.close();
    co_await give_back_waiting();
    co_await engine_.stop();
    co_await home.hop();
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
    if (due() && has_room()) co_return co_await claim();
    const bool news = co_await changed_.wait(next_look(), &stop);
    if (news || stop.requested() || std::chrono::steady_clock::now() < full_look_) co_return true;
    co_return co_await peek();
}

bool Relay::looked(const Result<void>& found) {
    metrics_.looking.note(found.has_value());
    if (found) return true;
    metrics_.outbox_failures.fetch_add(1, std::memory_order_relaxed);
    observer_.outbox_failed(service_, found.error());
    return false;
}

bool Relay::due() const {
    return next_due_ != Timestamp::max() && next_due_ - engine_.lead() <= clock_.now();
}

// Half of what may be held is on its way while the other half is claimed.
bool Relay::has_room() const {
    return held_.size() <= Outbox::kClaimLimit;
}

Deadline Relay::next_look() const {
    if (due()) return Deadline::max();  // there was no room, and room comes with a notice
    if (next_due_ == Timestamp::max()) return full_look_;
    const auto wait = next_due_ - engine_.lead() - clock_.now();
    if (wait >= options_.poll) return full_look_;
    return std::min<Deadline>(full_look_, std::chrono::steady_clock::now() + wait + 500us);
}

Outbox::Window Relay::window(Timestamp from) const {
    const auto now = clock_.now();
    return {.now = now, .from = from, .due_by = now + engine_.lead(), .held = held_rows()};
}

// Takes what is due.
Task<bool> Relay::claim() {
    const auto started = std::chrono::steady_clock::now();
    const bool full = started >= full_look_;
    const auto from = full ? Timestamp() : std::max(Timestamp(), next_due_);
    const auto look = window(from);
    next_due_ = Timestamp::max();  // rings during the claim lower it again
    auto context = CallContext::background(service_, deadline_in(kTimeout));
    auto claimed = co_await outbox_.claim(context, look, look.now + options_.lease);
    if (!claimed) {
        next_due_ = std::min(next_due_, from);
        co_return looked(fail(std::move(claimed).error()));
    }
    if (full) full_look_ = started + options_.poll;
    if (claimed->next_due) {
        // With a full claim there is more. Otherwise what is due and was not ours is another relay's at
        // this moment: look again a little later.
        const bool more = claimed->rows.size() == Outbox::kClaimLimit;
        next_due_ =
            std::min(next_due_, more ? *claimed->next_due : std::max(*claimed->next_due, look.due_by + 20ms));
    }
    const auto oldest = claimed->rows.empty() ? look.now : claimed->rows.front().due_at;
    metrics_.lag_us = std::max<std::int64_t>(0, (look.now - oldest).count());
    for (auto& row : claimed->rows) admit(std::move(row));
    start_ready();
    co_return looked({});
}

// Looks when the next event is due, without taking any: cheap enough to do all day.
Task<bool> Relay::peek() {
    const auto started = std::chrono::steady_clock::now();
    const auto look = window({});
    auto context = CallContext::background(service_, deadline_in(kTimeout));
    auto next = co_await outbox_.next_due(context, look);
    if (!next) co_return looked(fail(std::move(next).error()));
    full_look_ = started + options_.poll;
    if (*next) next_due_ = std::min(next_due_, **next);
    metrics_.lag_us = *next ? std::max<std::int64_t>(0, (look.now - **next).count()) : 0;
    co_return looked({});
}

std::vector<std::int64_t> Relay::held_rows() const {
    std::vector<std::int64_t> rows;
    rows.reserve(held_.size());
    for (const auto& [row, claimed] : held_) rows.push_back(row);
    return rows;
}

// ------------------------------------------------------------------------------------- delivering events

void Relay::admit(Claimed claimed) {
    auto& held = held_[claimed.row];
    held = std::make_unique<Claimed>(std::move(claimed));
    metrics_.in_flight = std::int64_t(held_.size());
    if (!held->event.key.empty()) {
        const auto [behind, first] = behind_.try_emplace(held->event.key);
        if (!first) {
            behind->second.push_back(held.get());
            return;
        }
    }
    ready_.push_back(held.get());
}

void Relay::start_ready() {
    if (working_.stop_signal().requested()) return;
    while (!ready_.empty() && in_flight_ < options_.max_in_flight) {
        auto& claimed = *ready_.front();
        ready_.pop_front();
        ++in_flight_;
        working_.start(deliver(claimed));
    }
}

// `claimed` is held until it is settled.
Task<void> Relay::deliver(Claimed& claimed) {
    std::vector<Engine::Failure> failures;
    try {
        failures = co_await engine_.hand_over(claimed.event);
    } catch (const std::exception& bug) {
        for (const auto& subscriber : claimed.event.subscribers) {
            failures.push_back({subscriber, reason::internal(bug.what())});
        }
    }
    finished(claimed, failures);
}

void Relay::finished(Claimed& claimed, const std::vector<Engine::Failure>& failures) {
    metrics_.delivered.fetch_add(claimed.event.subscribers.size() - failures.size(),
                                 std::memory_order_relaxed);
    --in_flight_;
    next_of_key(claimed.event.key);
    settler_.add(settlement_of(claimed, failures));
    start_ready();
}

void Relay::next_of_key(const std::string& key) {
    const auto behind = behind_.find(key);
    if (behind == behind_.end()) return;
    if (behind->second.empty()) {
        behind_.erase(behind);
        return;
    }
    ready_.push_back(behind->second.front());
    behind->second.pop_front();
}

Settlement Relay::settlement_of(const Claimed& claimed, const std::vector<Engine::Failure>& failures) {
    const auto& event = claimed.event;
    const auto now = clock_.now();
    Settlement settlement{claimed.row, claimed.leased_until, {}, {}};
    for (const auto& [subscriber, error] : failures) {
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
        for (const auto& retry : settlement.retries) next_due_ = std::min(next_due_, retry.due_at);
        held_.erase(settlement.row);
    }
    metrics_.in_flight = std::int64_t(held_.size());
    changed_.notify();
}

// Claimed rows that were not started would wait for the end of their lease.
Task<void> Relay::give_back_waiting() {
    const auto rows = held_rows();
    ready_.clear();
    behind_.clear();
    held_.clear();
    metrics_.in_flight = 0;
    if (rows.empty()) co_return;
    auto context = CallContext::background(service_, deadline_in(kGiveBackTimeout));
    const auto given = co_await outbox_.give_back(context, rows, clock_.now());
    if (!given) observer_.outbox_failed(service_, given.error());
}

}  // namespace ecommerce::events
