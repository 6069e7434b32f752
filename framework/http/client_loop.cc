// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client_loop.h"

#include <cassert>
#include <new>

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include "framework/http/client_transfer.h"
#include "framework/runtime/asio.h"

namespace ecommerce::http {

// A socket of libcurl's while it is waited for. Outlives that: its waits end a little later.
struct ClientLoop::Watched {
    using Descriptor = boost::asio::posix::basic_stream_descriptor<runtime::Executor>;

    Watched(runtime::Loop& loop, int socket) : socket(socket), descriptor(loop.io(), socket) {}
    int socket;
    Descriptor descriptor;
    int wanted = 0;  // CURL_POLL_IN, _OUT or _INOUT; 0 when libcurl has forgotten it
    bool waits_in = false;
    bool waits_out = false;
};

struct ClientLoop::Timer {
    Timer(ClientLoop& owner, runtime::Loop& loop) : owner(&owner), timer(loop.io()) {}
    ClientLoop* owner;  // null when it is closed
    boost::asio::steady_timer timer;
};

ClientLoop::ClientLoop(runtime::Loop& loop, const ClientOptions& options)
    : loop_(loop), multi_(curl_multi_init()), timer_(std::make_shared<Timer>(*this, loop)) {
    if (!multi_) throw std::bad_alloc();
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &ClientLoop::watch);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &ClientLoop::set_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, long(options.connections_idle));
    curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, long(options.connections_per_host));
}

ClientLoop::~ClientLoop() {
    assert(!multi_ && "close() it before it goes");
}

void ClientLoop::add(ClientTransfer& transfer) {
    if (curl_multi_add_handle(multi_, transfer.handle()) != CURLM_OK) throw std::bad_alloc();
    transfers_.insert(&transfer);
    if (stop_.requested()) transfer.abandon();
}

void ClientLoop::remove(ClientTransfer& transfer) {
    curl_multi_remove_handle(multi_, transfer.handle());
    transfers_.erase(&transfer);
}

Task<void> ClientLoop::close() {
    stop_.request();
    for (auto* transfer : transfers_) transfer->abandon();
    while (calls_ > 0) co_await idle_.wait();
    curl_multi_cleanup(multi_);
    multi_ = nullptr;
    timer_->owner = nullptr;
    timer_->timer.cancel();
    timer_.reset();
}

// While libcurl works, so nothing of it may be called from here.
int ClientLoop::watch(void* /*easy*/, int socket, int what, void* self, void* /*watched*/) {
    auto& loop = *static_cast<ClientLoop*>(self);
    auto& watched = loop.sockets_[socket];
    if (what == CURL_POLL_REMOVE) {
        if (watched) {
            watched->wanted = 0;
            watched->descriptor.release();  // it stays libcurl's, who closes it
        }
        loop.sockets_.erase(socket);
        return 0;
    }
    if (!watched) watched = std::make_shared<Watched>(loop.loop_, socket);
    watched->wanted = what;
    loop.wait(watched);
    return 0;
}

int ClientLoop::set_timer(void* /*multi*/, long milliseconds, void* self) {
    const auto& timer = static_cast<ClientLoop*>(self)->timer_;
    if (milliseconds < 0) {
        timer->timer.cancel();
        return 0;
    }
    timer->timer.expires_after(std::chrono::milliseconds(milliseconds));
    timer->timer.async_wait([timer](boost::system::error_code error) {
        if (!error && timer->owner) timer->owner->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

void ClientLoop::wait(const std::shared_ptr<Watched>& watched) {
    using Descriptor = Watched::Descriptor;
    if ((watched->wanted & CURL_POLL_IN) != 0 && !std::exchange(watched->waits_in, true)) {
        watched->descriptor.async_wait(Descriptor::wait_read, [this, watched](boost::system::error_code) {
            watched->waits_in = false;
            if ((watched->wanted & CURL_POLL_IN) != 0) ready(watched, CURL_CSELECT_IN);
        });
    }
    if ((watched->wanted & CURL_POLL_OUT) != 0 && !std::exchange(watched->waits_out, true)) {
        watched->descriptor.async_wait(Descriptor::wait_write, [this, watched](boost::system::error_code) {
            watched->waits_out = false;
            if ((watched->wanted & CURL_POLL_OUT) != 0) ready(watched, CURL_CSELECT_OUT);
        });
    }
}

void ClientLoop::ready(const std::shared_ptr<Watched>& watched, int event) {
    act(watched->socket, event);
    wait(watched);
}

// Lets libcurl go on, then tells those transfers that have ended.
void ClientLoop::act(int socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        void* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        static_cast<ClientTransfer*>(transfer)->end(message->data.result);
    }
}

}  // namespace ecommerce::http
