// SPDX-License-Identifier: Apache-2.0
// What the passing of time and a shutdown do to a connection.
#include <poll.h>

#include <chrono>

#include "framework/http/connection.h"
#include "framework/http/stream_writer.h"

namespace ecommerce::http {

namespace {

// An idle connection gives its memory back after this many sweeps.
constexpr int kRestAfter = 2;

}  // namespace

void Connection::interrupt(Interrupt why) {
    interrupt_ = why;
    socket_.interrupt();
}

// On average since the phase began.
bool Connection::crawls() const {
    const auto seconds = std::chrono::duration<double>(shard_.now() - since_).count();
    return double(bytes_seen_) < seconds * double(shard_.limits().rate);
}

// Also behind requests that nobody has read yet.
bool Connection::hung_up() {
    pollfd end{.fd = socket_.descriptor(), .events = POLLRDHUP, .revents = 0};
    return ::poll(&end, 1, 0) > 0;
}

void Connection::sweep() {
    const auto& limits = shard_.limits();
    const auto now = shard_.now();
    const auto lasting = now - since_;
    switch (phase_) {
    case Phase::idle:
        if (lasting >= limits.idle) {
            Shard::Counters::add(shard_.counters.timed_out);
            interrupt(Interrupt::silent);
        } else if (!resting_ && lasting >= kRestAfter * limits.sweep) {
            rest();
        }
        break;
    case Phase::head:
        if (lasting >= limits.head) interrupt(Interrupt::slow_head);
        break;
    case Phase::body:
        if (lasting >= limits.body_grace && crawls()) interrupt(Interrupt::slow_body);
        break;
    case Phase::writing:
        if (now - progress_ >= limits.write_stall || (lasting >= limits.write_stall && crawls())) {
            Shard::Counters::add(shard_.counters.timed_out);
            broken_ = true;
            interrupt(Interrupt::slow_reader);
        }
        break;
    case Phase::streaming:
        if (stream_) stream_->sweep();
        break;
    case Phase::lingering:
        if (lasting >= limits.linger) interrupt(Interrupt::cut);
        break;
    // To the handler's own deadline. To look once a sweep costs less than to watch for each request.
    case Phase::handling:
        if (!client_.stop_requested() && hung_up()) client_left();
        break;
    }
}

void Connection::drain() {
    if (phase_ == Phase::idle) interrupt(Interrupt::drained);
    if (stream_) stream_->drain();
}

void Connection::cut() {
    broken_ = true;
    client_left();
    if (stream_) stream_->client_gone();
    interrupt(Interrupt::cut);
}

}  // namespace ecommerce::http
