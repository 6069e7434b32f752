// SPDX-License-Identifier: Apache-2.0
#include "framework/http/client_socket.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace ecommerce::http {

namespace {

// Edge-triggered: a socket is looked at again when more has come, and not before.
constexpr std::uint32_t kReading = EPOLLIN | EPOLLRDHUP | EPOLLET;
constexpr std::uint32_t kWriting = kReading | EPOLLOUT;
constexpr std::uint32_t kGone = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

int new_epoll() {
    const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0) throw std::system_error(errno, std::system_category(), "epoll_create1");
    return descriptor;
}

}  // namespace

ClientSockets::ClientSockets(runtime::Loop& loop)
    : loop_(loop), epoll_(loop.io().get_executor(), new_epoll()) {}

void ClientSockets::start() {
    schedule();
}

void ClientSockets::stop() {
    stopped_ = true;
    boost::system::error_code ignored;
    epoll_.cancel(ignored);
}

void ClientSockets::watch(ClientSocket& socket, std::uint32_t events) {
    epoll_event event{.events = events, .data = {.ptr = &socket}};
    ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_MOD, socket.descriptor(), &event);
}

void ClientSockets::add(ClientSocket& socket) {
    epoll_event event{.events = kReading, .data = {.ptr = &socket}};
    ::epoll_ctl(epoll_.native_handle(), EPOLL_CTL_ADD, socket.descriptor(), &event);
}

// Closing the descriptor has taken it out of epoll.
void ClientSockets::remove(ClientSocket& socket) {
    std::erase(again_, &socket);
    std::ranges::replace(now_, &socket, nullptr);
    for (auto& event : left_) {
        if (event.data.ptr == &socket) event.data.ptr = nullptr;
    }
}

void ClientSockets::again(ClientSocket& socket) {
    again_.push_back(&socket);
    schedule();
}

void ClientSockets::schedule() {
    if (stopped_ || turning_) return;
    if (!again_.empty()) {
        if (std::exchange(posted_, true)) return;
        loop_.post([self = shared_from_this()] {
            self->posted_ = false;
            self->turn();
        });
    } else if (!std::exchange(armed_, true)) {
        epoll_.async_wait(decltype(epoll_)::wait_read,
                          [self = shared_from_this()](boost::system::error_code error) {
                              self->armed_ = false;
                              if (!error) self->turn();
                          });
    }
}

void ClientSockets::turn() {
    if (stopped_) return;
    turning_ = true;
    const int ready = ::epoll_wait(epoll_.native_handle(), events_.data(), int(events_.size()), 0);
    left_ = std::span(events_).first(std::size_t(std::max(ready, 0)));
    now_.swap(again_);
    for (const auto& event : left_) {
        if (auto* socket = static_cast<ClientSocket*>(event.data.ptr)) socket->happened(event.events);
    }
    left_ = {};
    for (auto* socket : now_) {
        if (socket) socket->happened(EPOLLIN);
    }
    now_.clear();
    turning_ = false;
    schedule();
}

ClientSocket::ClientSocket(ClientSockets& all, int descriptor) : all_(all), descriptor_(descriptor) {
    all_.add(*this);
}

ClientSocket::~ClientSocket() {
    close();
}

void ClientSocket::close() {
    if (descriptor_ < 0) return;
    ::close(std::exchange(descriptor_, -1));
    all_.remove(*this);
}

void ClientSocket::shut_down(int how) const {
    ::shutdown(descriptor_, how);
}

void ClientSocket::waits(bool for_room) {
    if (for_room) {
        all_.watch(*this, kWriting);
    } else if (readable_) {
        all_.again(*this);
    }
}

void ClientSocket::interrupt() {
    interrupted_ = reader_ || writer_;
    if (reader_) runtime::Loop::current().resume(std::exchange(reader_, nullptr));
    if (writer_) runtime::Loop::current().resume(std::exchange(writer_, nullptr));
}

ssize_t ClientSocket::receive(std::span<char> into) {
    const auto size = ::recv(descriptor_, into.data(), into.size(), 0);
    if (size < ssize_t(into.size()) && !gone_) readable_ = false;
    return size;
}

void ClientSocket::on_hang_up(HangUpListener* listener) {
    listener_ = listener;
    if (gone_ && listener_) listener_->client_gone();
}

void ClientSocket::happened(std::uint32_t events) {
    if ((events & kGone) != 0) {
        gone_ = true;
        if (listener_) listener_->client_gone();
    }
    if ((events & (EPOLLIN | kGone)) != 0) readable_ = true;
    const auto writer = (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0 ? std::exchange(writer_, nullptr)
                                                                         : std::coroutine_handle<>();
    const auto reader = readable_ ? std::exchange(reader_, nullptr) : std::coroutine_handle<>();
    if (writer) {
        all_.watch(*this, kReading);
        writer.resume();
    } else if (reader) {
        reader.resume();
    }
}

}  // namespace ecommerce::http
