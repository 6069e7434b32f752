// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/pool.h"

#include <algorithm>
#include <random>

#include <libpq-fe.h>

#include "framework/postgres/sqlstate.h"

namespace ecommerce::postgres::detail {

namespace chrono = std::chrono;
using chrono::steady_clock;

namespace {

// With so many reads under way, or behind one that takes so long, another connection is worth its price.
constexpr std::size_t kEnoughForTwo = 16;
constexpr auto kLongRead = chrono::milliseconds(20);
// While others claim connections, this pool's waiting calls keep one for so long. It must be long against
// the time to connect, or all would be busy with connecting.
constexpr auto kTurn = chrono::milliseconds(250);

double random_factor() {
    thread_local std::minstd_rand engine(std::random_device{}());
    return std::uniform_real_distribution<double>(0.5, 1.5)(engine);
}

}  // namespace

Pool::Pool(runtime::Loop& loop, ConnectionBudget::State& budget, const DatabaseOptions& options,
           const ConnectionSource& source, Counters& counters)
    : loop_(loop),
      budget_(budget),
      options_(options),
      source_(source),
      counters_(counters),
      shared_{std::max<std::size_t>(options.shared_connections, 1), {}, {}},
      exclusive_{std::max<std::size_t>(options.exclusive_connections, 1), {}, {}},
      timer_(loop.io()) {}

void Pool::join_budget() {
    member_ = std::make_shared<ConnectionBudget::State::Member>(loop_, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->make_room();
    });
    budget_.join(member_);
}

std::shared_ptr<Connection> Pool::try_shared() {
    if (shared_.open.empty()) return nullptr;
    const auto now = steady_clock::now();
    const auto load = [now](const std::shared_ptr<Connection>& each) {
        return std::pair(each->stalls(now, kLongRead), each->in_flight());
    };
    auto connection = *std::ranges::min_element(shared_.open, {}, load);
    const bool stalls = connection->stalls(now, kLongRead);
    if (stalls || connection->in_flight() >= kEnoughForTwo) open_if_needed(Kind::shared);
    // Better to wait for the new connection than behind a long read.
    if (stalls && shared_.opening > 0) return nullptr;
    return connection;
}

Task<Result<std::shared_ptr<Connection>>> Pool::shared(Deadline deadline) {
    if (auto connection = try_shared()) co_return connection;
    co_return co_await wait(Kind::shared, deadline);
}

Task<Result<std::shared_ptr<Connection>>> Pool::exclusive(Deadline deadline) {
    // Nobody overtakes those who wait.
    if (!exclusive_.waiting.empty() || idle_.empty()) co_return co_await wait(Kind::exclusive, deadline);
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    co_return connection;
}

Task<Result<std::shared_ptr<Connection>>> Pool::wait(Kind kind, Deadline deadline) {
    auto& group = this->group(kind);
    const auto now = steady_clock::now();
    if (closed_ || (group.open.empty() && group.opening == 0 && now < down_until_)) {
        co_return fail(database_unavailable());
    }
    const auto most = kind == Kind::shared ? options_.max_in_flight : options_.max_waiting;
    if (group.waiting.size() >= most) co_return fail(database_busy());
    if (deadline <= now) co_return fail(deadline_exceeded());

    Waiting waiting{deadline, {}, {}};
    group.waiting.push_back(&waiting);
    ++counters_.waiting;
    open_if_needed(kind);
    watch();
    struct Park {
        Waiting& waiting;
        bool await_ready() const noexcept { return waiting.outcome.has_value(); }
        void await_suspend(std::coroutine_handle<> coroutine) const noexcept {
            waiting.coroutine = coroutine;
        }
        void await_resume() const noexcept {}
    };
    co_await Park{waiting};
    co_return std::move(*waiting.outcome);
}

// Takes `waiting` out of the queue and resumes it from the loop.
void Pool::answer(Group& group, Waiting& waiting, Result<std::shared_ptr<Connection>> outcome) {
    std::erase(group.waiting, &waiting);
    --counters_.waiting;
    waiting.outcome.emplace(std::move(outcome));
    if (waiting.coroutine) loop_.resume(waiting.coroutine);
}

void Pool::fail_waiting(Group& group, const Error& error) {
    while (!group.waiting.empty()) answer(group, *group.waiting.front(), fail(error));
}

void Pool::open_if_needed(Kind kind) {
    auto& group = this->group(kind);
    if (closed_ || group.open.size() + group.opening >= group.limit) return;
    const auto wanted = kind == Kind::shared ? 1 : group.waiting.size();
    if (group.opening >= wanted) return;
    ++group.opening;
    runtime::spawn(loop_, open(shared_from_this(), kind));
}

Task<void> Pool::open(std::shared_ptr<Pool> pool, Kind kind) {
    auto connection = co_await pool->connect(kind);
    --pool->group(kind).opening;
    if (pool->closed_) {
        if (connection) (*connection)->close();
        pool->attempt_ended_.notify();
    } else if (connection) {
        pool->opened(kind, *connection);
    } else {
        pool->open_failed(kind, connection.error());
    }
}

Task<Result<std::shared_ptr<Connection>>> Pool::connect(Kind kind) {
    // As long as those who wait for it can.
    auto patience = deadline_in(options_.connect_timeout);
    for (const auto* waiting : group(kind).waiting) patience = std::max(patience, waiting->deadline);
    auto slot = co_await budget_.acquire(patience, stop_);
    if (closed_) co_return fail(database_unavailable());
    if (!slot) co_return fail(database_busy());
    const auto deadline = deadline_in(options_.connect_timeout);
    auto handle = co_await budget_.connectors.run([this, deadline] {
        // An attempt that waited behind others for too long would only make the next one wait.
        if (steady_clock::now() >= deadline) return ConnectionHandle();
        auto connection = source_.connect();
        if (PQstatus(connection.get()) == CONNECTION_OK) {
            PQsetnonblocking(connection.get(), 1);
            PQenterPipelineMode(connection.get());
        }
        return connection;
    });
    if (!handle || !*handle || PQstatus(handle->get()) != CONNECTION_OK) {
        ++counters_.connect_failures;
        co_return fail(database_unavailable());
    }
    ++counters_.connects;
    auto connection = std::make_shared<Connection>(loop_, std::move(*handle), std::move(slot), budget_);
    connection->start(*this);
    co_return connection;
}

void Pool::opened(Kind kind, const std::shared_ptr<Connection>& connection) {
    down_until_ = {};
    failures_in_a_row_ = 0;
    if (!connection->usable()) return open_failed(kind, database_unavailable());  // lost before its first use
    ++counters_.connections;
    group(kind).open.push_back(connection);
    tick_within(kIdleTick);
    if (kind == Kind::exclusive) return put(connection);
    answer_readers(connection);
}

void Pool::answer_readers(const std::shared_ptr<Connection>& connection) {
    while (!shared_.waiting.empty()) answer(shared_, *shared_.waiting.front(), connection);
}

// Whoever waits learns it at once, unless there are connections that will come free.
void Pool::open_failed(Kind kind, const Error& error) {
    auto& group = this->group(kind);
    if (error.code() == Code::unavailable) {
        const double step = 50.0 * double(1 << std::min(failures_in_a_row_++, 4)) * random_factor();
        down_until_ = steady_clock::now() + chrono::milliseconds(int(step));
    }
    if (group.opening > 0) return;
    if (group.open.empty()) {
        fail_waiting(group, error);
    } else if (kind == Kind::shared) {
        answer_readers(shared_.open.front());
    }
}

void Pool::put(std::shared_ptr<Connection> connection) {
    if (closed_ || !connection->usable()) return discard(std::move(connection));
    auto& waiting = exclusive_.waiting;
    const bool had_its_turn = waiting.empty() || steady_clock::now() - connection->opened() >= kTurn;
    const bool others_first = had_its_turn && budget_.waiting > 0;
    if (others_first) {
        discard(std::move(connection));
    } else if (!waiting.empty()) {
        answer(exclusive_, *waiting.front(), std::move(connection));
    } else {
        idle_.push_back(std::move(connection));
    }
}

void Pool::discard(std::shared_ptr<Connection> connection) {
    if (connection->in_flight() > 0 && connection->cancels() == 0) {
        connection->cancel();
        ++counters_.cancels;
    }
    remove(*connection);
    connection->close();
}

// Forgets a connection; a replacement is opened if somebody waits for it.
void Pool::remove(Connection& connection) {
    const auto same = [&](const std::shared_ptr<Connection>& each) { return each.get() == &connection; };
    std::erase_if(idle_, same);
    if (std::erase_if(shared_.open, same) + std::erase_if(exclusive_.open, same) == 0) return;
    --counters_.connections;
    if (!shared_.waiting.empty()) open_if_needed(Kind::shared);
    if (!exclusive_.waiting.empty()) open_if_needed(Kind::exclusive);
}

void Pool::connection_lost(Connection& connection) {
    remove(connection);
}

void Pool::connection_idle(Connection& connection) {
    if (shared_.waiting.empty() && budget_.waiting == 0) return;
    const auto same = [&](const std::shared_ptr<Connection>& each) { return each.get() == &connection; };
    const auto found = std::ranges::find_if(shared_.open, same);
    if (found == shared_.open.end()) return;
    if (shared_.waiting.empty()) return discard(*found);
    answer_readers(*found);
}

// Closes what has been idle for longest; another service or loop is waiting for the right to connect.
void Pool::make_room() {
    if (closed_ || budget_.waiting == 0) return;
    if (!idle_.empty()) return discard(idle_.front());
    const auto unused = [](const std::shared_ptr<Connection>& each) { return each->in_flight() == 0; };
    const auto found = std::ranges::find_if(shared_.open, unused);
    if (found != shared_.open.end()) discard(*found);
}

std::size_t Pool::shared_in_flight() const {
    std::size_t sum = 0;
    for (const auto& connection : shared_.open) sum += connection->in_flight();
    return sum;
}

// One coarse timer for all deadlines of this pool, and none while nothing is open.
void Pool::tick_within(chrono::milliseconds delay) {
    const auto at = steady_clock::now() + delay;
    if (next_tick_ <= at || closed_) return;
    next_tick_ = at;
    timer_.expires_at(at);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (!error) self->tick();
    });
}

void Pool::tick() {
    next_tick_ = Deadline::max();
    if (closed_) return;
    const auto now = steady_clock::now();
    expire_waiting(shared_, now);
    expire_waiting(exclusive_, now);
    bool busy = !shared_.waiting.empty() || !exclusive_.waiting.empty();
    for (const auto* group : {&shared_, &exclusive_}) {
        for (const auto& connection : std::vector(group->open)) {
            const auto cancels = connection->cancels();
            counters_.timeouts += connection->sweep(now);
            counters_.cancels += connection->cancels() - cancels;
            busy = busy || connection->in_flight() > 0;
        }
    }
    close_idle(now);
    if (busy) {
        tick_within(kBusyTick);
    } else if (!shared_.open.empty() || !exclusive_.open.empty()) {
        tick_within(kIdleTick);
    }
}

void Pool::expire_waiting(Group& group, Deadline now) {
    for (auto* waiting : std::deque(group.waiting)) {
        if (waiting->deadline > now) continue;
        ++counters_.timeouts;
        answer(group, *waiting, fail(deadline_exceeded()));
    }
}

void Pool::close_idle(Deadline now) {
    const auto old = [&](const std::shared_ptr<Connection>& each) {
        return each->in_flight() == 0 && now - each->last_used() > options_.idle_timeout;
    };
    for (const auto& connection : std::vector(idle_)) {
        if (old(connection)) discard(connection);
    }
    for (const auto& connection : std::vector(shared_.open)) {
        if (old(connection)) discard(connection);
    }
}

Task<void> Pool::close() {
    const auto self = shared_from_this();
    closed_ = true;
    stop_.request();
    budget_.leave(member_);
    timer_.cancel();
    fail_waiting(shared_, database_unavailable());
    fail_waiting(exclusive_, database_unavailable());
    for (const auto* group : {&shared_, &exclusive_}) {
        for (const auto& connection : std::vector(group->open)) discard(connection);
    }
    while (shared_.opening + exclusive_.opening > 0) co_await attempt_ended_.wait();
}

}  // namespace ecommerce::postgres::detail
