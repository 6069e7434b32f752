// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/connection.h"

#include <charconv>

#include <libpq-fe.h>

#include "framework/postgres/sqlstate.h"

namespace ecommerce::postgres::detail {

namespace chrono = std::chrono;

namespace {

// A connection whose statement does not end this long after it was asked to is given up.
constexpr auto kCancelPatience = chrono::seconds(5);

// A session keeps the plans of its statements (see Plan), except where Citus spreads the schemas: a plan without the
// parameters' values is none that Citus can distribute for `INSERT … SELECT … FROM UNNEST($1)`. Gives a row when done.
const Item& keep_plans() {
    static const Item kItem{Read{R"sql(
        SELECT SET_CONFIG('plan_cache_mode', 'force_generic_plan', FALSE)
        WHERE NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus')
    )sql"},
                            {}};
    return kItem;
}

// Until the end of the transaction, which is the sync point where there is no other, or until keep_on(). Left to choose,
// PostgreSQL would keep a plan made without the values after some uses: one for a common value walks the whole table for
// a rare one.
const Item& leave_planning() {
    static const Item kItem{Read{R"sql(SELECT SET_CONFIG('plan_cache_mode', 'force_custom_plan', TRUE))sql"},
                            {}};
    return kItem;
}

// What follows in the same transaction is not to be planned anew for it.
const Item& keep_on() {
    static const Item kItem{Read{R"sql(SELECT SET_CONFIG('plan_cache_mode', 'force_generic_plan', TRUE))sql"},
                            {}};
    return kItem;
}

struct Name {
    explicit Name(std::uint32_t number) {
        text[0] = 's';
        *std::to_chars(text + 1, text + sizeof text - 1, number).ptr = '\0';
    }
    char text[12];
};

}  // namespace

void ClearResult::operator()(pg_result* result) const {
    PQclear(result);
}

void Batch::settle(State end, runtime::Loop& loop) {
    if (state != State::sent) return;
    state = end;
    if (waiting) loop.resume(std::exchange(waiting, nullptr));
}

Connection::Connection(runtime::Loop& loop, Use use, ConnectionHandle connection, BudgetSlot slot,
                       ConnectionBudget::State& budget)
    : loop_(loop),
      use_(use),
      connection_(std::move(connection)),
      slot_(std::move(slot)),
      budget_(budget),
      descriptor_(loop.io().get_executor()),
      opened_(chrono::steady_clock::now()),
      last_used_(opened_) {}

Connection::~Connection() {
    close();
}

void Connection::start(ConnectionOwner& owner) {
    owner_ = &owner;
    descriptor_.assign(PQsocket(connection_.get()));
    arm_read();
    asked_ = std::make_shared<Batch>(deadline_in(kCancelPatience));
    submit(asked_, {&keep_plans(), 1});
}

bool Connection::keeps_plans() const {
    if (!asked_) return false;
    // While the answer is on its way, and when the question failed, a statement says for itself what it needs.
    return asked_->results.empty() || PQntuples(asked_->results.front().get()) > 0;
}

Connection::Key Connection::key_of(const Item& item) {
    std::uint64_t types = 0xCBF29CE484222325ULL;
    for (const auto& value : item.params.values()) types = (types ^ value.type) * 0x100000001B3ULL;
    return {item.statement.sql, types};
}

void Connection::forget(const Item& item) {
    prepared_.erase(key_of(item));
}

void Connection::submit(const std::shared_ptr<Batch>& batch, std::span<const Item> items, Then then) {
    last_used_ = chrono::steady_clock::now();
    batch->sent = last_used_;
    batches_.push_back(batch);
    bool sent = usable();
    for (const auto& item : items) {
        if (!item.params.values().empty() && keeps_plans()) {
            const bool weigh = item.statement.plan == Plan::each_time;
            // Which what Citus distributes must not meet, so not before the server has answered.
            const bool back = !weigh && !asked_->results.empty();
            if (weigh != weighs_ && (weigh || back)) {
                weighs_ = weigh;
                sent = sent && send(weigh ? leave_planning() : keep_on(), Kind::aside);
            }
        }
        sent = sent && send(item, Kind::statement);
    }
    if (then == Then::ends) weighs_ = false;
    sent = sent && PQpipelineSync(connection_.get()) == 1;
    if (!sent) return lost();
    entries_.push_back({Kind::sync, {}});
    flush();
}

bool Connection::send(const Item& item, Kind kind) {
    const auto& values = item.params.values();
    const auto key = key_of(item);
    const auto [known, fresh] = prepared_.try_emplace(key, next_name_);
    const Name name(known->second);
    if (fresh) {
        ++next_name_;
        std::vector<Oid> types;
        for (const auto& value : values) types.push_back(value.type);
        if (!PQsendPrepare(connection_.get(), name.text, item.statement.sql, int(types.size()),
                           types.data())) {
            return false;
        }
        entries_.push_back({Kind::prepare, key});
    }
    constexpr std::size_t kFew = 16;
    const char* few_pointers[kFew];
    int few_sizes[kFew], few_formats[kFew];
    std::vector<const char*> pointers(values.size() > kFew ? values.size() : 0);
    std::vector<int> sizes(pointers.size()), formats(pointers.size());
    auto* pointer = pointers.empty() ? few_pointers : pointers.data();
    auto* size = sizes.empty() ? few_sizes : sizes.data();
    auto* format = formats.empty() ? few_formats : formats.data();
    for (std::size_t i = 0; i < values.size(); ++i) {
        pointer[i] = values[i].size < 0 ? nullptr : item.params.bytes().data() + values[i].offset;
        size[i] = values[i].size;
        format[i] = values[i].binary ? 1 : 0;
    }
    if (!PQsendQueryPrepared(connection_.get(), name.text, int(values.size()), pointer, size, format, 1))
        return false;
    entries_.push_back({kind, key});
    return true;
}

void Connection::arm_read() {
    descriptor_.async_wait(Descriptor::wait_read,
                           [self = shared_from_this()](boost::system::error_code error) {
                               if (!self->usable()) return;
                               if (error) return self->lost();
                               self->on_readable();
                           });
}

// libpq writes at once what the socket takes; this sends the rest when there is room.
void Connection::flush() {
    if (writing_ || !usable()) return;
    const int left = PQflush(connection_.get());
    if (left < 0) return lost();
    if (left == 0) return;
    writing_ = true;
    descriptor_.async_wait(Descriptor::wait_write,
                           [self = shared_from_this()](boost::system::error_code error) {
                               self->writing_ = false;
                               if (!self->usable()) return;
                               if (error) return self->lost();
                               self->flush();
                           });
}

void Connection::on_readable() {
    const bool alive = PQconsumeInput(connection_.get()) == 1;
    const bool busy = !batches_.empty();
    drain();
    if (!alive || PQstatus(connection_.get()) == CONNECTION_BAD) return lost();
    flush();
    if (!usable()) return;
    arm_read();
    if (busy) tell_if_idle();
}

void Connection::tell_if_idle() {
    if (usable() && batches_.empty() && !cancelling()) owner_->connection_idle(*this);
}

void Connection::drain() {
    int nothing = 0;
    while (!entries_.empty() && !PQisBusy(connection_.get())) {
        ResultPtr result(PQgetResult(connection_.get()));
        if (result) {
            nothing = 0;
            take(std::move(result));
        } else if (entries_.front().kind != Kind::sync) {
            entries_.pop_front();  // null ends the results of one statement
            nothing = 0;
        } else if (++nothing > 2) {
            return;
        }
    }
}

void Connection::take(ResultPtr result) {
    auto& batch = *batches_.front();
    const auto entry = entries_.front();
    switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC: finish_batch(); break;
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
        if (entry.kind == Kind::statement) batch.results.push_back(std::move(result));
        break;
    default:  // an error, or skipped because of an earlier one
        if (entry.kind == Kind::prepare) prepared_.erase(entry.key);
        if (!batch.failure) batch.failure = std::move(result);
        break;
    }
}

void Connection::finish_batch() {
    while (!entries_.empty() && entries_.front().kind != Kind::sync) entries_.pop_front();
    if (!entries_.empty()) entries_.pop_front();
    const auto now = chrono::steady_clock::now();
    settle(*batches_.front(), Batch::State::answered, now);
    batches_.pop_front();
    last_answer_ = now;
}

// What ran is what is at the front, since the answer before it.
void Connection::settle(Batch& batch, Batch::State state, Deadline now) {
    if (&batch == batches_.front().get()) batch.ran = now - std::max(batch.sent, last_answer_);
    batch.settle(state, loop_);
}

void Connection::lost() {
    const auto self = shared_from_this();
    const bool first = usable();
    close();
    if (first && owner_) owner_->connection_lost(*this);
}

Connection::Swept Connection::sweep(Deadline now) {
    Swept swept;
    for (const auto& batch : batches_) {
        if (batch->state != Batch::State::sent) continue;
        if (batch->deadline <= now) {
            if (batch != asked_) ++swept.timed_out;
            settle(*batch, Batch::State::timed_out, now);
        } else if (batch->cancellation.stop_requested()) {
            ++swept.cancelled;
            settle(*batch, Batch::State::cancelled, now);
        }
    }
    const bool deaf = cancelling() && now - cancelling_since_ > kCancelPatience;
    if (batches_.empty() || !may_stop(*batches_.front(), now)) {
        if (deaf && batches_.empty()) lost();
        return swept;
    }
    auto& running = *batches_.front();
    if (running.cancel_requested == Deadline{}) {
        running.cancel_requested = now;
        cancel();
    } else if (now - running.cancel_requested > kCancelPatience) {
        lost();
    }
    return swept;
}

bool Connection::may_stop(const Batch& running, Deadline now) const {
    if (running.state == Batch::State::timed_out) return true;
    return running.state == Batch::State::cancelled && (use_ == Use::lists || running.deadline <= now);
}

void Connection::cancel() {
    if (!usable()) return;
    ++cancels_;
    // PQcancel makes a connection of its own and blocks meanwhile.
    std::shared_ptr<PGcancel> request(PQgetCancel(connection_.get()), &PQfreeCancel);
    if (!request) return;
    const bool taken = budget_.cancellers.submit([request, &loop = loop_, weak = weak_from_this()] {
        char message[256];
        PQcancel(request.get(), message, sizeof message);
        loop.post([weak] {
            if (const auto self = weak.lock()) self->cancel_ended();
        });
    });
    if (taken) cancelling_since_ = chrono::steady_clock::now();
}

void Connection::cancel_ended() {
    cancelling_since_ = {};
    tell_if_idle();
}

void Connection::close() {
    if (connection_) {
        if (descriptor_.is_open()) descriptor_.release();  // before libpq closes the socket
        connection_.reset();
        slot_.release();
    }
    entries_.clear();
    if (!batches_.empty()) settle(*batches_.front(), Batch::State::lost, chrono::steady_clock::now());
    for (const auto& batch : std::exchange(batches_, {})) batch->settle(Batch::State::lost, loop_);
}

}  // namespace ecommerce::postgres::detail
