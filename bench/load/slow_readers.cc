// SPDX-License-Identifier: Apache-2.0
#include "bench/load/slow_readers.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace ecommerce::bench {

namespace {

constexpr int kWindow = 4096;  // bytes that the kernel takes for us
constexpr std::size_t kBytesATurn = 64;

}  // namespace

SlowReaders::SlowReaders(sockaddr_in server, std::size_t count, std::string request)
    : request_(std::move(request)) {
    for (std::size_t i = 0; i < count; ++i) {
        const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        ::setsockopt(made, SOL_SOCKET, SO_RCVBUF, &kWindow, sizeof kWindow);
        (void)::connect(made, reinterpret_cast<const sockaddr*>(&server), sizeof server);
        sockets_.push_back(made);
    }
}

SlowReaders::~SlowReaders() {
    for (const int each : sockets_) {
        if (each >= 0) ::close(each);
    }
}

void SlowReaders::turn() {
    std::array<char, kBytesATurn> bytes;
    for (auto& each : sockets_) {
        if (each < 0) continue;
        (void)::send(each, request_.data(), request_.size(), MSG_NOSIGNAL);
        const auto size = ::recv(each, bytes.data(), bytes.size(), 0);
        if (size > 0) {
            bytes_read_ += std::size_t(size);
        } else if (size == 0 || (errno != EAGAIN && errno != EINTR && errno != ENOTCONN)) {
            ::close(std::exchange(each, -1));
            ++cut_;
        }
    }
}

}  // namespace ecommerce::bench
