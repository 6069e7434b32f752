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
// While others claim connections, this pool's waiting calls keep one for so long, and for so many times what it took to
// connect: a turn must be long against that, or all would be busy with connecting.
constexpr auto kTurn = chrono::milliseconds(250);
constexpr auto kLongestTurn = chrono::milliseconds(5'000);
constexpr int kTurnInConnects = 20;

double random_factor() {
    thread_local std::minstd_rand engine(std::random_device{}());
    return std::uniform_real_distribution<double>(0.5, 1.5)(engine);
}

}  // namespace

Pool::Pool(runtime::Loop& loop, ConnectionBudget::State& budget, const DatabaseOptions& options,
           const Sources& sources, Counters& counters)
    : loop_(loop),
      budget_(budget),
      options_(options),
      sources_(sources),
      counters_(counters),
      shared_{Use::shared, std::max<std::size_t>(options.shared_connections, 1), options.max_in_flight},
      exclusive_{Use::exclusive, std::max<std::size_t>(options.exclusive_connections, 1),
                 options.max_waiting},
      lists_{Use::lists, std::max<std::size_t>(options.list_connections, 1), options.max_lists_waiting},
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
    if (stalls || connection->in_flight() >= kEnoughForTwo) open_if_needed(shared_);
    // Better to wait for the new connection than behind a long read.
    if (stalls && shared_.opening > 0) return nullptr;
    return connection;
}

// Null when there is none, or when others wait: nobody overtakes them.
std::shared_ptr<Connection> Pool::take_idle(Group& group) {
    if (!group.waiting.empty() || group.idle.empty()) return nullptr;
    auto connection = std::move(group.idle.back());
    group.idle.pop_back();
    return connection;
}

std::shared_ptr<Connection> Pool::try_list() {
    auto connection = take_idle(lists_);
    count_lists();
    return connection;
}

Task<Result<std::shared_ptr<Connection>>> Pool::exclusive(const CallContext& context) {
    if (auto connection = take_idle(exclusive_)) co_return connection;
    co_return co_await wait(Use::exclusive, context);
}

Task<Result<std::shared_ptr<Connection>>> Pool::wait(Use use, const CallContext& context) {
    auto& group = this->group(use);
    const auto now = steady_clock::now();
    if (closed_ || (group.open.empty() && group.opening == 0 && now < down_until_)) {
        co_return fail(database_unavailable());
    }
    if (group.waiting.size() >= group.waiting_max) {
        ++counters_.refused;
        co_return fail(database_busy());
    }
    if (context.deadline <= now) co_return fail(deadline_exceeded());

    Waiting waiting{context, {}, {}};
    join(group, waiting);
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

void Pool::join(Group& group, Waiting& waiting) {
    group.waiting.push_back(&waiting);
    ++counters_.waiting;
    if (group.use == Use::lists) ++counters_.lists_waiting;
    open_if_needed(group);
    watch();
}

// Takes `waiting` out of the queue and resumes it.
void Pool::answer(Group& group, Waiting& waiting, Result<std::shared_ptr<Connection>> outcome) {
    std::erase(group.waiting, &waiting);
    --counters_.waiting;
    if (group.use == Use::lists) --counters_.lists_waiting;
    waiting.outcome.emplace(std::move(outcome));
    if (!waiting.coroutine) return;
    // A list goes out at once, from put(): PostgreSQL has work while the reply to the one before is written.
    if (group.use == Use::lists && waiting.outcome->has_value()) return waiting.coroutine.resume();
    loop_.resume(waiting.coroutine);
}

void Pool::fail_waiting(Group& group, const Error& error) {
    while (!group.waiting.empty()) answer(group, *group.waiting.front(), fail(error));
}

void Pool::open_if_needed(Group& group) {
    if (closed_ || group.open.size() + group.opening >= group.limit) return;
    const auto wanted = group.use == Use::shared ? 1 : group.waiting.size();
    if (group.opening >= wanted) return;
    ++group.opening;
    runtime::spawn(loop_, open(shared_from_this(), group));
}

Task<void> Pool::open(std::shared_ptr<Pool> pool, Group& group) {
    auto connection = co_await pool->connect(group);
    --group.opening;
    if (pool->closed_) {
        if (connection) (*connection)->close();
        pool->attempt_ended_.notify();
    } else if (connection) {
        pool->opened(group, *connection);
    } else {
        pool->open_failed(group, connection.error());
    }
}

Task<Result<std::shared_ptr<Connection>>> Pool::connect(const Group& group) {
    // As long as those who wait for it can.
    auto patience = deadline_in(options_.connect_timeout);
    for (const auto* waiting : group.waiting) patience = std::max(patience, waiting->context.deadline);
    auto slot = co_await budget_.acquire(group.use, patience, stop_);
    if (closed_) co_return fail(database_unavailable());
    if (!slot) co_return fail(database_busy());
    const auto deadline = deadline_in(options_.connect_timeout);
    const auto& source = group.use == Use::lists ? sources_.lists : sources_.usual;
    const auto begun = steady_clock::now();
    auto handle = co_await budget_.connectors.run([&source, deadline] {
        // An attempt that waited behind others for too long would only make the next one wait.
        if (steady_clock::now() >= deadline) return ConnectionHandle();
        auto connection = source.connect();
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
    connecting_took_ = steady_clock::now() - begun;
    auto connection =
        std::make_shared<Connection>(loop_, group.use, std::move(*handle), std::move(slot), budget_);
    connection->start(*this);
    co_return connection;
}

void Pool::opened(Group& group, const std::shared_ptr<Connection>& connection) {
    down_until_ = {};
    failures_in_a_row_ = 0;
    if (!connection->usable())
        return open_failed(group, database_unavailable());  // lost before its first use
    ++counters_.connections;
    group.open.push_back(connection);
    tick_within(kIdleTick);
    if (group.use != Use::shared) return put(group, connection);
    answer_readers(connection);
}

void Pool::answer_readers(const std::shared_ptr<Connection>& connection) {
    while (!shared_.waiting.empty()) answer(shared_, *shared_.waiting.front(), connection);
}

// Whoever waits learns it at once, unless there are connections that will come free.
void Pool::open_failed(Group& group, const Error& error) {
    if (error.code() == Code::unavailable) {
        const double step = 50.0 * double(1 << std::min(failures_in_a_row_++, 4)) * random_factor();
        down_until_ = steady_clock::now() + chrono::milliseconds(int(step));
    }
    if (group.opening > 0) return;
    if (group.open.empty()) {
        fail_waiting(group, error);
    } else if (group.use == Use::shared) {
        answer_readers(shared_.open.front());
    }
}

void Pool::put(Group& group, std::shared_ptr<Connection> connection) {
    if (closed_ || !connection->usable()) return discard(std::move(connection));
    auto& waiting = group.waiting;
    const auto turn =
        std::clamp<steady_clock::duration>(kTurnInConnects * connecting_took_, kTurn, kLongestTurn);
    const bool had_its_turn = waiting.empty() || steady_clock::now() - connection->opened() >= turn;
    const bool others_first = had_its_turn && budget_.wanted(group.use);
    if (others_first) {
        discard(std::move(connection));
    } else if (!waiting.empty()) {
        answer(group, *waiting.front(), std::move(connection));
    } else {
        group.idle.push_back(std::move(connection));
    }
    count_lists();
}

void Pool::count_lists() {
    const auto running = lists_.open.size() - lists_.idle.size();
    counters_.lists_running += running - std::exchange(lists_running_, running);
}

void Pool::discard(std::shared_ptr<Connection> connection) {
    if (connection->in_flight() > 0 && !connection->stopping()) {
        connection->cancel();
        ++counters_.cancels;
    }
    remove(*connection);
    connection->close();
}

// Forgets a connection; a replacement is opened if somebody waits for it.
void Pool::remove(Connection& connection) {
    const auto same = [&](const std::shared_ptr<Connection>& each) { return each.get() == &connection; };
    auto& group = this->group(connection.use());
    std::erase_if(group.idle, same);
    if (std::erase_if(group.open, same) == 0) return;
    count_lists();
    --counters_.connections;
    if (!group.waiting.empty()) open_if_needed(group);
}

void Pool::connection_lost(Connection& connection) {
    remove(connection);
}

void Pool::connection_idle(Connection& connection) {
    if (connection.use() == Use::lists) return put(lists_, connection.shared_from_this());
    if (connection.use() != Use::shared) return;
    if (!shared_.waiting.empty()) {
        answer_readers(connection.shared_from_this());
    } else if (budget_.wanted(Use::shared)) {
        discard(connection.shared_from_this());
    }
}

// Closes what has been idle for longest; another service or loop is waiting for the right to connect.
void Pool::make_room() {
    if (closed_) return;
    for (auto* group : {&lists_, &exclusive_}) {
        if (!group->idle.empty() && budget_.wanted(group->use)) return discard(group->idle.front());
    }
    if (!budget_.wanted(Use::shared)) return;
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
    bool busy = false;
    bool open = false;
    for (auto* group : groups()) {
        end_waiting(*group, now);
        busy = busy || !group->waiting.empty();
        for (const auto& connection : std::vector(group->open)) {
            const auto cancels = connection->cancels();
            const auto swept = connection->sweep(now);
            counters_.timeouts += swept.timed_out;
            counters_.cancelled += swept.cancelled;
            counters_.cancels += connection->cancels() - cancels;
            busy = busy || connection->in_flight() > 0;
        }
        open = open || !group->open.empty();
    }
    close_idle(now);
    if (busy) {
        tick_within(kBusyTick);
    } else if (open) {
        tick_within(kIdleTick);
    }
}

// Of those whose time is over or whose caller is gone.
void Pool::end_waiting(Group& group, Deadline now) {
    for (auto* waiting : std::deque(group.waiting)) {
        if (waiting->context.deadline <= now) {
            ++counters_.timeouts;
            answer(group, *waiting, fail(deadline_exceeded()));
        } else if (waiting->context.cancelled()) {
            ++counters_.cancelled;
            answer(group, *waiting, fail(caller_gone()));
        }
    }
}

void Pool::close_idle(Deadline now) {
    const auto old = [&](const std::shared_ptr<Connection>& each) {
        return each->in_flight() == 0 && now - each->last_used() > options_.idle_timeout;
    };
    for (auto* group : groups()) {
        for (const auto& connection : std::vector(group->use == Use::shared ? group->open : group->idle)) {
            if (old(connection)) discard(connection);
        }
    }
}

Task<void> Pool::close() {
    const auto self = shared_from_this();
    closed_ = true;
    stop_.request();
    budget_.leave(member_);
    timer_.cancel();
    for (auto* group : groups()) {
        fail_waiting(*group, database_unavailable());
        for (const auto& connection : std::vector(group->open)) discard(connection);
    }
    while (shared_.opening + exclusive_.opening + lists_.opening > 0) co_await attempt_ended_.wait();
}

}  // namespace ecommerce::postgres::detail
