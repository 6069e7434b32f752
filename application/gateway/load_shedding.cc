// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/load_shedding.h"

#include <algorithm>
#include <coroutine>
#include <unordered_map>
#include <utility>

#include "application/gateway/concurrency_limit.h"
#include "application/gateway/refusals.h"
#include "application/gateway/waiting_line.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::gateway {

namespace {

using std::chrono::steady_clock;

// The contract's class of calls that come from machines which tell us something.
constexpr std::string_view kMachines = "machine";
// Of one loop, which has more connections than that.
constexpr std::size_t kLongestLine = 6000;
// How often a line is looked at when no call ends.
constexpr auto kLook = std::chrono::milliseconds(5);

// What people have half done goes first.
bool is_urgent(std::string_view rate_class) {
    return rate_class != name_of(RateClass::read) && rate_class != name_of(RateClass::write);
}

}  // namespace

// A coroutine that waits for its place.
struct LoadShedding::Guest : InLine {
    explicit Guest(bool is_urgent) {
        since = steady_clock::now();
        urgent = is_urgent;
    }
    bool let_in = false;
    std::coroutine_handle<> waiting;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) noexcept { waiting = coroutine; }
    void await_resume() const noexcept {}
};

// Of one loop.
class LoadShedding::Door : public std::enable_shared_from_this<Door> {
public:
    Door(runtime::Loop& loop, const OverloadSettings& settings, std::size_t share, const Meters& meters)
        : loop_(loop),
          meters_(meters),
          limit_({.most = share, .delay_max = settings.delay_max}),
          line_(settings.wait_max, kLongestLine) {
        show_limit();
    }

    // Whether somebody who comes now may go on.
    bool is_open(SteadyTime now) {
        turn(now);
        if (!limit_.has_room()) {
            limit_.want(now);
            return false;
        }
        if (line_.empty()) line_.passed_by();
        return true;
    }
    bool is_closed() const { return !line_.empty() || !limit_.has_room(); }
    void take() {
        limit_.begin();
        meters_.active.add(1);
    }
    void leave(const rpc::Method* method, SteadyTime since) {
        const auto now = steady_clock::now();
        limit_.end(usual_[method], now - since, now);
        meters_.active.add(-1);
        turn(now);
    }
    void queue(Guest& guest) {
        line_.push(guest);
        meters_.waiting.add(1);
        if (std::exchange(looked_after_, true)) return;
        runtime::spawn(loop_, look_after(shared_from_this()));
    }

private:
    static Task<void> look_after(std::shared_ptr<Door> self) {
        while (!self->line_.empty()) {
            co_await runtime::sleep(kLook);
            self->turn(steady_clock::now());
        }
        self->looked_after_ = false;
    }

    // Those who waited too long go away; then whoever has a place goes in.
    void turn(SteadyTime now) {
        while (auto* late = line_.refused(now)) {
            meters_.refused_late.add();
            release(*late, false);
        }
        while (limit_.has_room()) {
            auto* next = line_.next(now);
            if (!next) break;
            take();
            release(*next, true);
        }
        if (!line_.empty() && !limit_.has_room()) limit_.want(now);
        if (limit_.limit() != shown_limit_) show_limit();
    }
    void show_limit() {
        meters_.limit.add(std::int64_t(limit_.limit()) -
                          std::int64_t(std::exchange(shown_limit_, limit_.limit())));
    }
    void release(InLine& who, bool let_in) {
        auto& guest = static_cast<Guest&>(who);
        guest.let_in = let_in;
        meters_.waiting.add(-1);
        loop_.resume(guest.waiting);
    }

    runtime::Loop& loop_;
    const Meters meters_;
    ConcurrencyLimit limit_;
    std::size_t shown_limit_ = 0;
    WaitingLine line_;
    std::unordered_map<const rpc::Method*, UsualTime> usual_;
    bool looked_after_ = false;
};

// Taken, until the reply is made.
class LoadShedding::Place {
public:
    Place(std::shared_ptr<Door> door, const rpc::Method& method)
        : door_(std::move(door)), method_(&method), since_(steady_clock::now()) {}
    ~Place() {
        if (door_) door_->leave(method_, since_);
    }
    Place(Place&& other) noexcept = default;
    Place& operator=(Place&&) = delete;

private:
    std::shared_ptr<Door> door_;
    const rpc::Method* method_;
    SteadyTime since_;
};

LoadShedding::LoadShedding(runtime::Loops& loops, const OverloadSettings& settings, const Meters& meters)
    : doors_(loops, [&](runtime::Loop& loop) {
          const auto share = std::max<std::size_t>(settings.calls_max / loops.size(), 1);
          return std::make_unique<std::shared_ptr<Door>>(
              std::make_shared<Door>(loop, settings, share, meters));
      }) {}

LoadShedding::~LoadShedding() = default;

bool LoadShedding::guards() {
    return doors_.local()->is_closed();
}

// What the cache may have goes in and waits there, when the cache has it not.
std::optional<Task<std::optional<http::Response>>> LoadShedding::admit(http::Request& request,
                                                                       const rpc::Method& method) {
    const bool may_be_kept = method.cache.count() > 0 && request.header("authorization").empty();
    if (may_be_kept || method.server_streaming || method.rate_class == kMachines) return std::nullopt;
    if (doors_.local()->is_open(steady_clock::now())) return std::nullopt;
    return wait_outside(doors_.local(), request, method);
}

LoadShedding::Waiting LoadShedding::wait_outside(std::shared_ptr<Door> door, http::Request& request,
                                                 const rpc::Method& method) {
    Guest guest(is_urgent(method.rate_class));
    door->queue(guest);
    co_await guest;
    if (!guest.let_in) co_return overload_refusal();
    request.keep(std::make_shared<Place>(std::move(door), method));
    co_return std::nullopt;
}

LoadShedding::Waiting LoadShedding::wait_inside(const LoadShedding& self, std::shared_ptr<Door> door,
                                                rest::Exchange& exchange) {
    Guest guest(is_urgent(exchange.method->rate_class));
    door->queue(guest);
    co_await guest;
    if (!guest.let_in) co_return overload_refusal();
    exchange.keep(self, Place(std::move(door), *exchange.method));
    co_return std::nullopt;
}

std::optional<Task<std::optional<http::Response>>> LoadShedding::enter(rest::Exchange& exchange) {
    const auto& method = *exchange.method;
    if (method.server_streaming || exchange.request.keeps_something()) return std::nullopt;
    const auto& door = doors_.local();
    const bool waits = method.rate_class != kMachines;
    if (waits && !door->is_open(steady_clock::now())) return wait_inside(*this, door, exchange);
    door->take();
    exchange.keep(*this, Place(door, method));
    return std::nullopt;
}

}  // namespace ecommerce::gateway
