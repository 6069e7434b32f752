// SPDX-License-Identifier: Apache-2.0
// The sockets of a shard's clients. They have an epoll instance of their own, which the loop looks at like at one
// socket among others: so what databases and services answer never waits behind thousands of clients, and a client
// that waits costs no memory but its own state. Belongs to one loop. Internal to framework/http.
#pragma once

#include <sys/epoll.h>
#include <sys/types.h>

#include <array>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "framework/runtime/asio.h"
#include "framework/runtime/loop.h"

namespace ecommerce::http {

class ClientSocket;

class ClientSockets : public std::enable_shared_from_this<ClientSockets> {
public:
    // Throws std::system_error when there are too many open files.
    explicit ClientSockets(runtime::Loop& loop);

    void start();
    // Wakes nobody any more.
    void stop();

private:
    friend class ClientSocket;
    static constexpr std::size_t kAtOnce = 32;

    void add(ClientSocket& socket);
    void remove(ClientSocket& socket);
    void watch(ClientSocket& socket, std::uint32_t events);
    // Sees to it that there is a next turn.
    void schedule();
    void turn();
    // Goes on with it in the next turn.
    void again(ClientSocket& socket);

    runtime::Loop& loop_;
    boost::asio::posix::basic_stream_descriptor<runtime::Executor> epoll_;
    std::array<epoll_event, kAtOnce> events_;
    std::span<epoll_event> left_;  // of this turn
    std::vector<ClientSocket*> again_;
    std::vector<ClientSocket*> now_;  // what again_ was at the turn's begin
    bool turning_ = false;
    bool armed_ = false;   // the next turn comes when a socket is ready
    bool posted_ = false;  // it comes soon
    bool stopped_ = false;
};

// Told when the client has closed its end, or all of it, while somebody is busy for it.
class HangUpListener {
public:
    virtual void client_gone() = 0;

protected:
    ~HangUpListener() = default;
};

class ClientSocket {
public:
    // Takes the descriptor, which does not block. `all` outlives this.
    ClientSocket(ClientSockets& all, int descriptor);
    ~ClientSocket();
    ClientSocket(const ClientSocket&) = delete;
    ClientSocket& operator=(const ClientSocket&) = delete;

    int descriptor() const { return descriptor_; }

    // Waits until there may be something to read, or room to write; false when it was interrupted.
    auto readable() { return Wait{*this, reader_, false}; }
    auto writable() { return Wait{*this, writer_, true}; }
    // Ends both waits.
    void interrupt();
    // Like recv(), and -1 with EAGAIN when there is nothing.
    ssize_t receive(std::span<char> into);
    // To be called before readable() when something else than receive() has emptied the socket.
    void drained() { readable_ = false; }

    // Null: nobody. Told at once when it has happened already.
    void on_hang_up(HangUpListener* listener);
    // No more can be read or written.
    void shut_down(int how) const;
    void close();

private:
    friend class ClientSockets;

    struct Wait {
        ClientSocket& socket;
        std::coroutine_handle<>& waiting;
        bool for_room;

        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> coroutine) const {
            waiting = coroutine;
            socket.waits(for_room);
        }
        bool await_resume() const noexcept { return !std::exchange(socket.interrupted_, false); }
    };

    void waits(bool for_room);
    void happened(std::uint32_t events);

    ClientSockets& all_;
    int descriptor_;
    std::coroutine_handle<> reader_;
    std::coroutine_handle<> writer_;
    HangUpListener* listener_ = nullptr;
    bool readable_ = false;  // something has come that nobody has read
    bool gone_ = false;
    bool interrupted_ = false;
};

}  // namespace ecommerce::http
