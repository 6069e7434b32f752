// SPDX-License-Identifier: Apache-2.0
// The client's part on one loop: libcurl's multi handle, whose sockets and timer are the loop's.
// Internal to framework/http.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "framework/http/client.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {

class ClientTransfer;

// Made anywhere, used on its loop, closed before it goes.
class ClientLoop {
public:
    ClientLoop(runtime::Loop& loop, const ClientOptions& options);
    ~ClientLoop();
    ClientLoop(const ClientLoop&) = delete;
    ClientLoop& operator=(const ClientLoop&) = delete;

    // A call of the client's while it lasts.
    class Call {
    public:
        explicit Call(ClientLoop& loop) : loop_(loop) { ++loop_.calls_; }
        ~Call() {
            if (--loop_.calls_ == 0) loop_.idle_.notify();
        }
        Call(const Call&) = delete;
        Call& operator=(const Call&) = delete;

    private:
        ClientLoop& loop_;
    };
    // Requested when the client closes.
    runtime::StopSignal& stop_signal() { return stop_; }

    // Starts a transfer; it is told of its end until it is removed.
    void add(ClientTransfer& transfer);
    void remove(ClientTransfer& transfer);
    // Ends all transfers, waits for the calls to end and closes the connections.
    Task<void> close();

private:
    struct Watched;
    struct Timer;

    // Called by libcurl; `easy` and `multi` are its handles.
    static int watch(void* easy, int socket, int what, void* self, void* watched);
    static int set_timer(void* multi, long milliseconds, void* self);

    void wait(const std::shared_ptr<Watched>& watched);
    void ready(const std::shared_ptr<Watched>& watched, int event);
    void act(int socket, int events);

    runtime::Loop& loop_;
    void* multi_;
    std::map<int, std::shared_ptr<Watched>> sockets_;
    std::shared_ptr<Timer> timer_;
    std::set<ClientTransfer*> transfers_;
    std::size_t calls_ = 0;
    runtime::StopSignal stop_;
    runtime::Waiter idle_;
};

}  // namespace ecommerce::http
