// SPDX-License-Identifier: Apache-2.0
#include "framework/http/stream_writer.h"

#include <cassert>

#include "framework/call/reasons.h"

namespace ecommerce::http {

namespace {

constexpr std::size_t kPiece = std::size_t(8) * 1024;  // up to here a copy is cheaper than a second write

}  // namespace

StreamWriter::StreamWriter(Connection& connection, Response& response)
    : connection_(connection),
      response_(response),
      framing_(connection.framing_of(response)),
      bodiless_(connection.reader_.request().verb() == Verb::head || is_bodiless(response.status)),
      last_write_(connection.shard_.now()) {
    // Its producer may wait for something else for long.
    if (!response_.heartbeat.empty()) connection_.socket_.on_hang_up(this);
}

StreamWriter::~StreamWriter() {
    connection_.socket_.on_hang_up(nullptr);
}

void StreamWriter::replace(Response response) {
    assert(untouched() && "the reply is on its way already");
    replacement_ = std::move(response);
}

void StreamWriter::begin() {
    head_written_ = true;
    append_head(connection_.out_, response_, framing_, connection_.shard_.date_line());
}

void StreamWriter::frame(std::string& out, std::string_view data) const {
    append_chunk_size(out, data.size());
    out += data;
    out += "\r\n";
}

Task<Result<void>> StreamWriter::write(std::string_view data) {
    if (gone_ || connection_.broken_) co_return fail(reason::cancelled("The client has hung up."));
    if (drained_) co_return fail(reason::cancelled("The server is going down."));
    if (!head_written_) begin();
    if (bodiless_) data = {};
    if (data.empty()) co_return {};
    written_ += data.size();
    if (framing_.length && written_ > *framing_.length) {
        connection_.broken_ = true;
        co_return fail(reason::internal("The body is longer than was announced."));
    }
    writing_ = true;
    last_write_ = connection_.shard_.now();
    std::string_view body = data;
    if (framing_.chunked) {
        append_chunk_size(connection_.out_, data.size());
        if (data.size() <= kPiece) {
            connection_.out_ += data;
            connection_.out_ += "\r\n";
            body = {};
        }
    }
    bool sent = co_await connection_.write_all(body);
    if (sent && framing_.chunked && !body.empty()) {
        connection_.out_ += "\r\n";
        sent = co_await connection_.write_all({});
    }
    connection_.enter(Connection::Phase::streaming);
    writing_ = false;
    if (!sent) co_return fail(reason::cancelled("The client has hung up."));
    co_return {};
}

// A reply whose producer is still waiting shows its head after a moment, and then a sign of life at times.
void StreamWriter::sweep() {
    if (writing_ || gone_ || replacement_ || connection_.broken_) return;
    const bool silent = !response_.heartbeat.empty() &&
                        connection_.shard_.now() - last_write_ >= connection_.shard_.limits().heartbeat;
    if (response_.heartbeat.empty() || (head_written_ && !silent && connection_.out_.empty())) return;
    if (!head_written_) begin();
    if (silent && !bodiless_ && connection_.out_.size() < kPiece) {
        last_write_ = connection_.shard_.now();
        if (framing_.chunked) {
            frame(connection_.out_, response_.heartbeat);
        } else {
            connection_.out_ += response_.heartbeat;
        }
    }
    std::string_view head = connection_.out_;
    std::string_view none;
    if (!connection_.write_some_now(head, none)) {
        client_gone();
        return;
    }
    connection_.out_.erase(0, connection_.out_.size() - head.size());
}

void StreamWriter::drain() {
    if (response_.heartbeat.empty()) return;
    drained_ = true;
    stop_.request();
}

void StreamWriter::client_gone() {
    gone_ = true;
    connection_.client_left();
    stop_.request();
}

Task<bool> StreamWriter::end(bool failed) {
    if (gone_ || connection_.broken_ || (failed && head_written_)) co_return false;
    if (!head_written_) begin();
    if (bodiless_) co_return true;
    if (framing_.length && written_ != *framing_.length)
        co_return false;  // the client must not take it for whole
    if (framing_.chunked) connection_.out_ += "0\r\n\r\n";
    co_return true;
}

}  // namespace ecommerce::http
