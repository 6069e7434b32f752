// SPDX-License-Identifier: Apache-2.0
#include "framework/http/connection.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <cerrno>

#include "framework/call/reasons.h"
#include "framework/http/problem.h"
#include "framework/http/stream_writer.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kCopiedBody =
    std::size_t(16) * 1024;  // up to here a copy is cheaper than a second piece
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(Shard& shard, int socket, std::string address)
    : shard_(shard),
      socket_(shard.sockets(), socket),
      place_(shard.enlist(*this)),
      reader_({shard.limits().head_bytes, shard.limits().target_bytes, shard.limits().header_fields}),
      since_(shard.now()),
      progress_(shard.now()) {
    reader_.request().remote_address_ = std::move(address);
    reader_.request().client_gone_ = client_.get_token();
}

Connection::~Connection() {
    shard_.release_body(held_body_);
    if (resting_) Shard::Counters::subtract_one(shard_.counters.resting);
    shard_.delist(place_, reader_.request().remote_address_);
}

void Connection::enter(Phase phase) {
    phase_ = phase;
    since_ = shard_.now();
}

Task<void> Connection::run() {
    while (keep_alive_ && co_await read_request()) {
        Shard::Counters::add(shard_.counters.requests);
        enter(Phase::handling);
        keep_input();
        auto response = co_await answer();
        reader_.request().keep(nullptr);
        const bool sent = co_await reply(std::move(response));
        shard_.release_body(std::exchange(held_body_, 0));
        if (!sent) break;
        reader_.next();
    }
    co_await finish();
}

Task<bool> Connection::read_request() {
    while (reader_.state() == RequestReader::State::head) {
        if (input_.empty()) {
            const auto phase = reader_.at_start() ? Phase::idle : Phase::head;
            if (phase_ != phase) enter(phase);
            if (!co_await receive()) co_return false;
        }
        input_.remove_prefix(reader_.consume(input_));
    }
    if (reader_.state() == RequestReader::State::head_complete && !begin_body()) co_return false;
    if (reader_.state() == RequestReader::State::body && !co_await read_body()) co_return false;
    if (reader_.state() == RequestReader::State::failed) {
        refuse(reader_.failure());
        co_return false;
    }
    keep_alive_ = reader_.framing().keep_alive;
    co_return true;
}

bool Connection::begin_body() {
    const auto& framing = reader_.framing();
    if (!framing.chunked && framing.length.value_or(0) == 0) {
        reader_.begin_body(0);
        return true;
    }
    reader_.begin_body(shard_.handler().body_limit(reader_.request()));
    if (reader_.state() == RequestReader::State::failed) {
        refuse(reader_.failure());
        return false;
    }
    if (framing.expects_continue && input_.empty()) out_ += kContinue;
    return true;
}

Task<bool> Connection::read_body() {
    enter(Phase::body);
    bytes_seen_ = 0;
    while (reader_.state() == RequestReader::State::body) {
        if (input_.empty()) {
            if (!out_.empty() && !co_await write_all({})) co_return false;
            phase_ = Phase::body;
            if (!co_await receive()) co_return false;
        }
        const auto used = reader_.consume(input_);
        input_.remove_prefix(used);
        bytes_seen_ += used;
        const auto grown = reader_.body_size() - held_body_;
        if (!shard_.hold_body(grown)) {
            refuse(503, reason::kUnavailable,
                   "The server has too many large requests at once. Try again shortly.");
            co_return false;
        }
        held_body_ += grown;
    }
    co_return true;
}

Task<bool> Connection::receive() {
    std::string().swap(kept_);
    for (;;) {
        // A shutdown that began before this wait could not end it.
        if (shard_.draining() && phase_ == Phase::idle && !input_waits()) co_return false;
        if (!co_await socket_.readable()) break;
        const auto buffer = shard_.input_buffer();
        const auto size = socket_.receive(buffer);
        if (size > 0) {
            interrupt_ = Interrupt::none;
            input_ = std::string_view(buffer.data(), std::size_t(size));
            if (std::exchange(resting_, false)) Shard::Counters::subtract_one(shard_.counters.resting);
            co_return true;
        }
        if (size == 0 || (errno != EAGAIN && errno != EINTR)) break;
    }
    switch (interrupt_) {
    case Interrupt::slow_head:
        refuse(408, reason::kDeadlineExceeded, "The request's head took too long to come.");
        break;
    case Interrupt::slow_body:
        refuse(408, reason::kDeadlineExceeded, "The request's body comes too slowly.");
        break;
    default: break;
    }
    co_return false;
}

bool Connection::input_waits() {
    char byte = 0;
    return ::recv(socket_.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

// All connections read into one buffer, which the next one overwrites.
void Connection::keep_input() {
    if (input_.empty()) return;
    std::string rest(input_);
    kept_.swap(rest);
    input_ = kept_;
}

// An idle client costs a socket and a coroutine.
void Connection::rest() {
    resting_ = true;
    Shard::Counters::add(shard_.counters.resting);
    std::string().swap(out_);
    reader_.shrink();
}

Task<Response> Connection::answer() {
    std::exception_ptr failure;
    try {
        if (auto waits = shard_.handler().admit(reader_.request())) {
            if (auto refusal = co_await std::move(*waits)) co_return std::move(*refusal);
        }
        co_return co_await shard_.handler().handle(reader_.request());
    } catch (...) {
        failure = std::current_exception();
    }
    shard_.report(reader_.request(), failure);
    co_return problem(500, reason::kInternal, "Something went wrong on our side.");
}

ReplyFraming Connection::framing_of(const Response& response) const {
    const auto& request = reader_.request();
    ReplyFraming framing;
    framing.keep_alive = keep_alive_ && !response.close && !shard_.draining();
    framing.says_keep_alive = request.version() == 10;
    if (response.producer) {
        framing.length = response.producer_length;
        framing.chunked = !framing.length && request.version() == 11;
        const bool ends_with_connection = !framing.length && !framing.chunked;
        if (ends_with_connection) framing.keep_alive = false;
    } else if (!is_bodiless(response.status)) {
        framing.length = response.whole_body().size();
    }
    if (is_bodiless(response.status)) framing.chunked = false;
    return framing;
}

Task<bool> Connection::reply(Response response) {
    if (broken_) co_return false;
    const bool has_body = reader_.request().verb() != Verb::head && !is_bodiless(response.status);
    if (response.producer && has_body) co_return co_await stream(std::move(response));
    const auto framing = framing_of(response);
    keep_alive_ = framing.keep_alive;
    shard_.lend_output(out_);
    append_head(out_, response, framing, shard_.date_line());
    auto body = has_body ? response.whole_body() : std::string_view();
    if (body.size() <= kCopiedBody) {
        out_ += body;
        body = {};
    }
    co_return co_await write_all(body);
}

Task<bool> Connection::stream(Response response) {
    enter(Phase::streaming);
    keep_alive_ = framing_of(response).keep_alive;
    std::exception_ptr failure;
    std::optional<Response> other;
    bool ended = false;
    {
        StreamWriter writer(*this, response);
        stream_ = &writer;
        if (shard_.draining()) writer.drain();
        try {
            co_await response.producer->produce(writer);
        } catch (...) {
            failure = std::current_exception();
        }
        stream_ = nullptr;
        if (failure) shard_.report(reader_.request(), failure);
        if (failure && writer.untouched())
            other = problem(500, reason::kInternal, "Something went wrong on our side.");
        if (writer.replacement()) other = std::move(writer.replacement());
        if (!other) ended = co_await writer.end(failure != nullptr);
    }
    if (other) {
        other->producer.reset();
        keep_alive_ = reader_.framing().keep_alive;
        co_return co_await reply(std::move(*other));
    }
    if (!ended) {
        broken_ = true;
        co_return false;
    }
    co_return co_await write_all({});
}

bool Connection::write_some_now(std::string_view& head, std::string_view& body) {
    while (!head.empty() || !body.empty()) {
        std::array<iovec, 2> pieces = {
            {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}}};
        msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = body.empty() ? 1 : 2;
        const auto sent = ::sendmsg(socket_.descriptor(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            if (errno == EINTR) continue;
            return errno == EAGAIN;
        }
        const auto from_head = std::min(std::size_t(sent), head.size());
        head.remove_prefix(from_head);
        body.remove_prefix(std::size_t(sent) - from_head);
    }
    return true;
}

Task<bool> Connection::write_all(std::string_view body) {
    std::string_view head = out_;
    while (!broken_) {
        const auto before = head.size() + body.size();
        if (!write_some_now(head, body)) break;
        if (head.empty() && body.empty()) {
            shard_.take_output_back(out_);
            co_return true;
        }
        if (phase_ != Phase::writing) {
            enter(Phase::writing);
            progress_ = since_;
            bytes_seen_ = 0;
        }
        if (const auto taken = before - head.size() - body.size(); taken != 0) {
            bytes_seen_ += taken;
            progress_ = shard_.now();
        }
        if (!co_await socket_.writable()) break;
    }
    broken_ = true;
    co_return false;
}

void Connection::refuse(const Refusal& refusal) {
    const std::string_view reason = refusal.status == 413 ? reason::kBodyTooLarge : reason::kMalformedRequest;
    refuse(refusal.status, reason, refusal.detail);
}

void Connection::refuse(int status, std::string_view reason, std::string_view detail) {
    Shard::Counters::add(status == 408 ? shard_.counters.timed_out : shard_.counters.malformed);
    keep_alive_ = false;
    input_left_ = true;
    auto response = problem(status, reason, detail);
    if (status == 503) response.headers.set("Retry-After", "1");
    append_head(out_, response, {.length = response.body.size(), .keep_alive = false}, shard_.date_line());
    out_ += response.body;
}

// Says that nothing more will come and lets the client read what it was sent: closing a socket with unread
// input would throw the reply away.
Task<void> Connection::finish() {
    shard_.release_body(std::exchange(held_body_, 0));
    reader_.shrink();
    if (!broken_ && !out_.empty()) co_await write_all({});
    if (!broken_ && (input_left_ || !input_.empty())) {
        socket_.shut_down(SHUT_WR);
        enter(Phase::lingering);
        interrupt_ = Interrupt::none;
        while (co_await receive()) {}
    }
    socket_.shut_down(SHUT_RDWR);
    socket_.close();
}

}  // namespace ecommerce::http
