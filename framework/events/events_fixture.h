// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: one schema that publishes and takes events, with subscribers that can be
// told to fail.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <google/protobuf/wrappers.pb.h>

#include "framework/events/embedded_engine.h"
#include "framework/events/inbox.h"
#include "framework/events/outbox_publisher.h"
#include "framework/events/relay.h"
#include "framework/postgres/migrations.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::events {

using Text = google::protobuf::StringValue;
using Number = google::protobuf::Int64Value;
using Flag = google::protobuf::BoolValue;

inline constexpr postgres::Write kEffect{R"sql(INSERT INTO effects (subscriber, event) VALUES ($1, $2))sql"};

// Everything that happened, in order, from any thread; tests wait for it.
class Log {
public:
    void add(std::string line) {
        {
            std::lock_guard lock(mutex_);
            lines_.push_back(std::move(line));
        }
        changed_.notify_all();
    }
    std::vector<std::string> lines() const {
        std::lock_guard lock(mutex_);
        return lines_;
    }
    std::size_t count(const std::string& line) const {
        std::lock_guard lock(mutex_);
        return std::size_t(std::ranges::count(lines_, line));
    }
    bool has_within(std::chrono::milliseconds limit, const std::string& line, std::size_t times) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, limit,
                                 [&] { return std::size_t(std::ranges::count(lines_, line)) >= times; });
    }
    // Fails the test when it takes more than half a minute.
    void wait_for(const std::string& line, std::size_t times = 1) const {
        if (!has_within(std::chrono::seconds(30), line, times)) {
            ADD_FAILURE() << "waited in vain for " << times << " times '" << line << "'";
        }
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<std::string> lines_;
};

class LoggingObserver final : public Observer {
public:
    explicit LoggingObserver(Log& log) : log_(log) {}
    void retried(const Event&, std::string_view subscriber, const Error& error,
                 std::chrono::milliseconds) override {
        log_.add("retried " + std::string(subscriber) + " " + error.reason());
    }
    void died(const Event&, std::string_view subscriber, const Error& error) override {
        log_.add("died " + std::string(subscriber) + " " + error.reason());
    }
    void outbox_failed(std::string_view, const Error& error) override {
        log_.add("outbox " + error.reason());
    }

private:
    Log& log_;
};

// A subscribing service: records each text in the table effects, within the transaction.
class TestSubscriber final : public v1::EventsService {
public:
    TestSubscriber(std::string name, postgres::Database& database, const runtime::Clock& clock,
                   RelayBell& bell, Log& log)
        : name_(std::move(name)), log_(log), inbox_(name_, database, clock, subscriptions_, bell, metrics_) {
        subscriptions_.on<Text>([this](CallContext&, postgres::Transaction& tx, const Text& text) {
            return take(tx, text.value());
        });
        subscriptions_.on_outside<Number>(
            [this](CallContext&, const Number& number) { return take_outside(number.value()); });
        subscriptions_.on_many<Flag>([this](CallContext&, postgres::Transaction&,
                                            std::span<const Told<Flag>> flags) -> Task<Result<void>> {
            log_.add(name_ + " takes " + std::to_string(flags.size()) + " flags");
            co_return Result<void>();
        });
    }

    // Called before the inbox; an Error from it is the answer. Set before the relay runs.
    std::function<Task<Result<void>>(const v1::DeliverRequest&)> before;
    // Called inside the handler, after its effect.
    std::function<Result<void>(const std::string&)> after_effect;
    // What a call outside answers.
    std::function<Result<void>(std::int64_t)> outside;

    const Metrics& metrics() const { return metrics_; }
    Subscriptions& subscriptions() { return subscriptions_; }

    Task<Result<v1::DeliverResponse>> Deliver(CallContext& context,
                                              const v1::DeliverRequest& request) override {
        log_.add(name_ + " is asked");
        if (before) {
            auto allowed = co_await before(request);
            if (!allowed) co_return fail(std::move(allowed).error());
        }
        auto taken = co_await inbox_.Deliver(context, request);
        if (taken) log_.add(name_ + " has it");
        co_return taken;
    }
    Task<Result<v1::DeliverBatchResponse>> DeliverBatch(CallContext& context,
                                                        const v1::DeliverBatchRequest& request) override {
        log_.add(name_ + " gets " + std::to_string(request.events_size()));
        v1::DeliverBatchRequest allowed;
        for (const auto& each : request.events()) {
            if (!before || co_await before(each)) *allowed.add_events() = each;
        }
        if (allowed.events().empty()) co_return v1::DeliverBatchResponse();
        auto taken = co_await inbox_.DeliverBatch(context, allowed);
        if (taken) {
            for (int i = 0; i < taken->taken_size(); ++i) {
                log_.add(name_ + " is asked");
                log_.add(name_ + " has it");
            }
        }
        co_return taken;
    }
    Task<Result<v1::ListDeadLettersResponse>> ListDeadLetters(
        CallContext& context, const v1::ListDeadLettersRequest& request) override {
        return inbox_.ListDeadLetters(context, request);
    }
    Task<Result<v1::ReplayDeadLetterResponse>> ReplayDeadLetter(
        CallContext& context, const v1::ReplayDeadLetterRequest& request) override {
        return inbox_.ReplayDeadLetter(context, request);
    }

private:
    Task<Result<void>> take(postgres::Transaction& tx, std::string text) {
        auto inserted = co_await tx.query(kEffect, name_, text);
        if (!inserted) co_return fail(std::move(inserted).error());
        if (after_effect) co_return after_effect(text);
        co_return Result<void>();
    }
    Task<Result<void>> take_outside(std::int64_t number) {
        log_.add(name_ + " called out for " + std::to_string(number));
        co_return outside ? outside(number) : Result<void>();
    }

    const std::string name_;
    Log& log_;
    Subscriptions subscriptions_;
    Metrics metrics_;
    Inbox inbox_;
};

// One process of the publishing service.
struct Node {
    Node(runtime::Loop& loop, postgres::Database& database, const runtime::Clock& clock, FindSubscriber find,
         RelayOptions options, Observer& observer)
        : bell(loop),
          engine("test", std::move(find), std::chrono::seconds(5)),
          relay("test", loop, database, clock, engine, bell, options, metrics, observer) {}
    Metrics metrics;
    RelayBell bell;
    EmbeddedEngine engine;
    Relay relay;
};

// What the platform keeps in a schema.
std::vector<postgres::Migration> platform_tables();

class EventsFixture : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "events"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override;
    void SetUp() override;
    void TearDown() override;

    Node& add_node(std::size_t loop = 0);
    void start();  // every node
    void stop();

    FindSubscriber find_subscriber();
    // Moves the clock on until the log has the line so often: what waits for a retry becomes due.
    void advance_until(const std::string& line, std::size_t times,
                       std::chrono::minutes step = std::chrono::minutes(6));
    void publish(const google::protobuf::Message& event, PublishOptions options = {});
    void publish_text(const std::string& text, PublishOptions options = {});
    // A delivery as a relay would make it.
    Result<void> deliver(TestSubscriber& to, const std::string& id, const std::string& text,
                         std::size_t loop = 0);

    std::string value(const std::string& sql) { return temporary().value(sql); }
    std::string outbox_count() { return value("SELECT count(*) FROM outbox"); }
    // What a running relay has handed over is settled a moment after its subscriber, or the log, has it.
    void wait_for_empty_outbox();
    std::string effects_of(const std::string& subscriber) {
        return value("SELECT count(*) FROM effects WHERE subscriber = '" + subscriber + "'");
    }

    testing::FakeClock clock;
    Log log;
    LoggingObserver observer{log};
    SubscriberTable table;
    RelayOptions relay_options{.poll = std::chrono::milliseconds(50)};
    std::unique_ptr<RelayBell> publishers_bell;  // of a process without a relay
    Metrics publishers_metrics;
    std::unique_ptr<TestSubscriber> cart, order;
    std::vector<std::unique_ptr<Node>> nodes;

private:
    bool running_ = false;
};

}  // namespace ecommerce::events
