// SPDX-License-Identifier: Apache-2.0
#include "framework/redis/connection.h"

#include <algorithm>
#include <array>
#include <random>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

namespace ecommerce::redis::detail {

namespace asio = boost::asio;
namespace chrono = std::chrono;
using chrono::steady_clock;
using runtime::use_task;

namespace {

constexpr auto kTick = chrono::milliseconds(10);
// A store that leaves a command unanswered for so long past its deadline is stuck.
constexpr auto kPatience = chrono::seconds(1);
constexpr auto kFirstPause = chrono::milliseconds(20);
constexpr auto kLongestPause = chrono::milliseconds(1000);

chrono::milliseconds jittered(chrono::milliseconds pause) {
    thread_local std::minstd_rand engine(std::random_device{}());
    return chrono::milliseconds(
        std::uniform_int_distribution<long>(pause.count() / 2, pause.count())(engine));
}

std::pair<std::string, std::string> host_and_port(const std::string& address) {
    const auto colon = address.rfind(':');
    auto host = address.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return {host, colon == std::string::npos ? "6379" : address.substr(colon + 1)};
}

}  // namespace

void Command::settle(State end, runtime::Loop& loop) {
    if (state != State::sent) return;
    state = end;
    if (waiting) loop.resume(std::exchange(waiting, nullptr));
}

Connection::Connection(runtime::Loop& loop, const ClientOptions& options, runtime::WorkerPool& resolver,
                       Counters& counters)
    : loop_(loop),
      options_(options),
      resolver_(resolver),
      counters_(counters),
      socket_(std::make_shared<runtime::Socket>(loop.io().get_executor())),
      timer_(loop.io()) {}

void Connection::start() {
    running_ = true;
    runtime::spawn(loop_, keep_up(shared_from_this()));
}

Task<void> Connection::close() {
    stop_.request();
    drop();
    while (running_ || writing_) co_await ended_.wait();
    timer_.cancel();
}

Task<void> Connection::keep_up(std::shared_ptr<Connection> self) {
    auto pause = kFirstPause;
    while (!self->stop_.requested()) {
        if (co_await self->connect()) {
            pause = kFirstPause;
            co_await self->read();
        } else if (!self->stop_.requested()) {
            ++self->counters_.connect_failures;
            co_await runtime::sleep(jittered(pause), self->stop_);
            pause = std::min(2 * pause, kLongestPause);
        }
    }
    self->running_ = false;
    self->ended_.notify();
}

void Connection::drop() {
    if (std::exchange(connected_, false)) --counters_.connected;
    boost::system::error_code ignored;
    socket_->close(ignored);
    unsent_.clear();
    for (const auto& command : std::exchange(commands_, {})) command->settle(Command::State::lost, loop_);
}

Task<std::vector<asio::ip::tcp::endpoint>> Connection::resolve() {
    using Endpoints = std::vector<asio::ip::tcp::endpoint>;
    const auto [host, port] = host_and_port(options_.address);
    boost::system::error_code not_literal;
    const auto literal = asio::ip::make_address(host, not_literal);
    if (!not_literal) co_return Endpoints{{literal, static_cast<unsigned short>(std::atoi(port.c_str()))}};
    auto found = co_await resolver_.run([host = host, port = port] {
        asio::io_context none;
        boost::system::error_code failed;
        Endpoints endpoints;
        for (const auto& entry : asio::ip::tcp::resolver(none).resolve(host, port, failed)) {
            endpoints.push_back(entry.endpoint());
        }
        return endpoints;
    });
    co_return found ? std::move(*found) : Endpoints();
}

Task<bool> Connection::connect() {
    const auto endpoints = co_await resolve();
    for (const auto& endpoint : endpoints) {
        if (stop_.requested()) co_return false;
        drop();
        reader_ = ReplyReader();
        const auto socket = std::make_shared<runtime::Socket>(loop_.io().get_executor());
        socket_ = socket;
        asio::steady_timer limit(loop_.io(), options_.connect_timeout);
        limit.async_wait([weak = weak_from_this(), socket](boost::system::error_code error) {
            const auto self = weak.lock();
            if (!error && self && self->socket_ == socket && !self->connected_) self->drop();
        });
        boost::system::error_code failed = co_await socket->async_connect(endpoint, use_task);
        if (failed) continue;
        boost::system::error_code ignored;
        socket->set_option(asio::ip::tcp::no_delay(true), ignored);
        if (co_await hand_shake()) {
            connected_ = true;
            ++counters_.connected;
            ++counters_.connects;
            co_return true;
        }
    }
    drop();
    co_return false;
}

// Signs in. The PING finds out about a store that accepts connections and does not answer.
Task<bool> Connection::hand_shake() {
    const auto deadline = deadline_in(options_.connect_timeout);
    if (!options_.password.empty()) {
        std::vector<std::string> words{"AUTH"};
        if (!options_.username.empty()) words.push_back(options_.username);
        words.push_back(options_.password);
        enqueue(format_command(words), deadline);
    }
    const auto ping = enqueue(format_command(std::vector<std::string>{"PING"}), deadline);
    const auto socket = socket_;
    std::array<char, 512> buffer;
    while (ping->state == Command::State::sent) {
        const auto [error, size] = co_await socket->async_read_some(asio::buffer(buffer), use_task);
        if (error || socket != socket_) co_return false;
        reader_.feed({buffer.data(), size});
        if (!take_replies()) co_return false;
    }
    co_return ping->state == Command::State::answered && ping->reply.kind == Reply::Kind::text;
}

std::shared_ptr<Command> Connection::send(std::string_view wire, Deadline deadline) {
    return enqueue(wire, deadline);
}

std::shared_ptr<Command> Connection::enqueue(std::string_view wire, Deadline deadline) {
    auto command = std::make_shared<Command>();
    command->deadline = deadline;
    commands_.push_back(command);
    unsent_ += wire;
    if (!writing_) {
        writing_ = true;
        // Not now but at the end of this turn: what other coroutines send in it goes out in one write.
        runtime::spawn(loop_, write(shared_from_this()));
    }
    arm_timer();
    return command;
}

Task<void> Connection::write(std::shared_ptr<Connection> self) {
    while (!self->unsent_.empty()) {
        const auto socket = self->socket_;
        const auto batch = std::exchange(self->unsent_, {});
        const auto [error, size] = co_await asio::async_write(*socket, asio::buffer(batch), use_task);
        if (error && self->socket_ == socket) self->drop();
    }
    self->writing_ = false;
    self->ended_.notify();
}

Task<void> Connection::read() {
    const auto socket = socket_;
    std::vector<char> buffer(64 * 1024);
    while (connected_) {
        const auto [error, size] = co_await socket->async_read_some(asio::buffer(buffer), use_task);
        if (!connected_) co_return;
        if (!error) reader_.feed({buffer.data(), size});
        if (error || !take_replies()) drop();
    }
}

// False when the connection makes no sense any more.
bool Connection::take_replies() {
    bool ok = true;
    while (auto reply = reader_.next(ok)) {
        if (commands_.empty()) return false;
        const auto command = std::move(commands_.front());
        commands_.pop_front();
        command->reply = std::move(*reply);
        command->settle(Command::State::answered, loop_);
    }
    return ok;
}

void Connection::arm_timer() {
    if (ticking_ || commands_.empty()) return;
    ticking_ = true;
    timer_.expires_after(kTick);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code) {
        if (const auto self = weak.lock()) self->tick();
    });
}

// One coarse timer for the deadlines of all commands.
void Connection::tick() {
    ticking_ = false;
    const auto now = steady_clock::now();
    for (const auto& command : commands_) {
        if (command->state != Command::State::sent || command->deadline > now) continue;
        ++counters_.timeouts;
        command->settle(Command::State::timed_out, loop_);
    }
    if (!commands_.empty() && commands_.front()->deadline + kPatience < now) drop();
    arm_timer();
}

}  // namespace ecommerce::redis::detail
