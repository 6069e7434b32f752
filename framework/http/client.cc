// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <unordered_map>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "framework/call/reasons.h"
#include "framework/http/reply_reader.h"
#include "framework/http/resolver.h"
#include "framework/http/url.h"

namespace ecommerce::http {

namespace {

using std::chrono::steady_clock;

std::unexpected<Error> unavailable(const Url& url, std::string_view why) {
    return fail(Code::unavailable, std::string(reason::kUnavailable),
                url.authority() + " did not answer: " + std::string(why) + ".");
}

std::unexpected<Error> too_late(const Url& url) {
    return fail(Code::deadline, std::string(reason::kDeadlineExceeded),
                url.authority() + " did not answer in time.");
}

// Closes a socket when the time is up, unless it is gone by then.
class Alarm {
public:
    Alarm(runtime::Socket& socket, Deadline deadline) : state_(std::make_shared<State>(socket, deadline)) {
        if (deadline == Deadline::max()) return;
        state_->timer.async_wait([state = state_](boost::system::error_code error) {
            if (error || !state->socket) return;
            state->rung = true;
            boost::system::error_code ignored;
            state->socket->close(ignored);
        });
    }
    ~Alarm() {
        state_->socket = nullptr;
        state_->timer.cancel();
    }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;
    bool rung() const { return state_->rung; }

private:
    struct State {
        State(runtime::Socket& watched, Deadline deadline)
            : socket(&watched), timer(runtime::Loop::current().io(), deadline) {}
        runtime::Socket* socket;
        boost::asio::steady_timer timer;
        bool rung = false;
    };
    std::shared_ptr<State> state_;
};

std::string to_bytes(const ClientRequest& request, const Url& url) {
    std::string out(to_string(request.verb));
    out += " " + url.target + " HTTP/1.1\r\nHost: " + url.authority() + "\r\n";
    if (!request.content_type.empty()) out += "Content-Type: " + request.content_type + "\r\n";
    for (const auto& [name, value] : request.headers) out += name + ": " + value + "\r\n";
    const bool reads = request.verb == Verb::get || request.verb == Verb::head;
    if (!reads || !request.body.empty())
        out += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    out += "\r\n";
    out += request.body;
    return out;
}

}  // namespace

// The connections of one loop.
class Client::Peers {
public:
    Peers(runtime::Loop& loop, runtime::WorkerPool& pool, const ClientOptions& options)
        : loop_(loop), options_(options), resolver_(pool, options.name_cache) {}

    // A kept connection that still looks alive; null when there is none.
    std::unique_ptr<runtime::Socket> take(const std::string& peer);
    void keep(const std::string& peer, std::unique_ptr<runtime::Socket> socket);
    Task<Result<std::unique_ptr<runtime::Socket>>> connect(const Url& url, Deadline deadline);
    // `answered` becomes true with the first byte of the reply. The socket is closed unless it can be kept.
    Task<Result<ClientReply>> exchange(runtime::Socket& socket, const ClientRequest& request, const Url& url,
                                       Deadline deadline, bool& answered);

private:
    struct Idle {
        std::unique_ptr<runtime::Socket> socket;
        steady_clock::time_point since;
    };
    void forget_old();

    runtime::Loop& loop_;
    const ClientOptions& options_;
    Resolver resolver_;
    std::unordered_map<std::string, std::vector<Idle>> idle_;
};

void Client::Peers::forget_old() {
    const auto limit = steady_clock::now() - options_.idle;
    for (auto& [peer, sockets] : idle_) {
        std::erase_if(sockets, [limit](const Idle& idle) { return idle.since < limit; });
    }
    std::erase_if(idle_, [](const auto& peer) { return peer.second.empty(); });
}

std::unique_ptr<runtime::Socket> Client::Peers::take(const std::string& peer) {
    forget_old();
    const auto found = idle_.find(peer);
    if (found == idle_.end()) return nullptr;
    auto& sockets = found->second;
    while (!sockets.empty()) {
        auto socket = std::move(sockets.back().socket);
        sockets.pop_back();
        char byte = 0;
        const auto size = ::recv(socket->native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN)
            return socket;  // neither closed nor with bytes that nobody asked for
    }
    return nullptr;
}

void Client::Peers::keep(const std::string& peer, std::unique_ptr<runtime::Socket> socket) {
    auto& sockets = idle_[peer];
    if (sockets.size() < options_.idle_per_peer) sockets.push_back({std::move(socket), steady_clock::now()});
}

Task<Result<std::unique_ptr<runtime::Socket>>> Client::Peers::connect(const Url& url, Deadline deadline) {
    auto addresses = co_await resolver_.resolve(url.host, deadline);
    if (!addresses) co_return fail(std::move(addresses).error());
    std::string why = "it has no address";
    for (const auto& address : *addresses) {
        auto socket = std::make_unique<runtime::Socket>(loop_.io());
        Alarm alarm(*socket, deadline);
        const runtime::Tcp::endpoint endpoint(address, url.port);
        const auto error = co_await socket->async_connect(endpoint, runtime::use_task);
        if (alarm.rung()) co_return too_late(url);
        if (!error) {
            boost::system::error_code ignored;
            socket->set_option(runtime::Tcp::no_delay(true), ignored);
            co_return std::move(socket);
        }
        why = error.message();
    }
    co_return unavailable(url, why);
}

Task<Result<ClientReply>> Client::Peers::exchange(runtime::Socket& socket, const ClientRequest& request,
                                                  const Url& url, Deadline deadline, bool& answered) {
    Alarm alarm(socket, deadline);
    const auto bytes = to_bytes(request, url);
    ReplyReader reader(request.verb == Verb::head, options_.reply_bytes);
    const auto [write_error, written] =
        co_await boost::asio::async_write(socket, boost::asio::buffer(bytes), runtime::use_task);
    // A server may refuse a request before it has read all of it: what it says counts, so read in any case.
    std::array<char, 8192> buffer;
    bool surplus = false;  // bytes that nobody asked for
    while (reader.state() == ReplyReader::State::head || reader.state() == ReplyReader::State::body) {
        const auto [error, size] =
            co_await socket.async_read_some(boost::asio::buffer(buffer), runtime::use_task);
        if (alarm.rung()) co_return too_late(url);
        if (error) {
            if (error != boost::asio::error::eof) co_return unavailable(url, error.message());
            reader.end_of_input();
            break;
        }
        answered = true;
        std::string_view input(buffer.data(), size);
        while (!input.empty()) {
            const auto used = reader.consume(input);
            if (used == 0) break;
            input.remove_prefix(used);
        }
        surplus = !input.empty();
    }
    boost::system::error_code ignored;
    if (reader.state() == ReplyReader::State::failed) co_return unavailable(url, reader.failure());
    if (!reader.keep_alive() || write_error || surplus) socket.close(ignored);
    co_return ClientReply{reader.status(), std::move(reader.headers()), std::move(reader.body())};
}

Client::Client(runtime::Loops& loops, runtime::WorkerPool& resolver, ClientOptions options)
    : options_(options), resolver_(resolver) {
    auto make = [this](runtime::Loop& loop) { return std::make_unique<Peers>(loop, resolver_, options_); };
    peers_ = std::make_unique<runtime::PerLoop<Peers>>(loops, make);
}

Client::~Client() = default;

Task<Result<ClientReply>> Client::send(ClientRequest request, Deadline deadline) {
    auto url = Url::parse(request.url);
    if (!url) co_return fail(std::move(url).error());
    auto& peers = peers_->local();
    const auto peer = url->authority();
    const bool repeatable = request.verb == Verb::get || request.verb == Verb::head;
    auto socket = peers.take(peer);
    const bool kept = socket != nullptr;
    for (bool first = true;; first = false) {
        if (!socket) {
            auto connected = co_await peers.connect(*url, deadline);
            if (!connected) co_return fail(std::move(connected).error());
            socket = std::move(*connected);
        }
        bool answered = false;
        auto reply = co_await peers.exchange(*socket, request, *url, deadline, answered);
        if (reply) {
            if (socket->is_open()) peers.keep(peer, std::move(socket));
            co_return reply;
        }
        const bool stale =
            kept && first && !answered && repeatable && reply.error().code() == Code::unavailable;
        if (!stale) co_return reply;
        socket.reset();
    }
}

}  // namespace ecommerce::http
