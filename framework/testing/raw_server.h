// SPDX-License-Identifier: Apache-2.0
// A server for tests of clients that does with each connection exactly what the test says.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace ecommerce::testing {

class RawConnection {
public:
    explicit RawConnection(int socket) : socket_(socket) {}

    // One request's head, with the empty line; what came behind it waits for read(). Empty at the end.
    std::string read_head() {
        while (received_.find("\r\n\r\n") == std::string::npos) {
            if (!receive()) return {};
        }
        const auto size = received_.find("\r\n\r\n") + 4;
        auto head = received_.substr(0, size);
        received_.erase(0, size);
        return head;
    }
    // The next bytes, whatever their number; empty at the end.
    std::string read() {
        if (received_.empty()) receive();
        return std::exchange(received_, {});
    }
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(std::size_t(sent));
        }
        return true;
    }

private:
    bool receive() {
        char buffer[16384];
        const auto size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size > 0) received_.append(buffer, std::size_t(size));
        return size > 0;
    }
    int socket_;
    std::string received_;
};

class RawServer {
public:
    // `script` runs for each connection on a thread of its own; the connection is closed when it returns.
    explicit RawServer(std::function<void(RawConnection&)> script)
        : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        (void)::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_, 8);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        accepting_ = std::jthread([this, script = std::move(script)] { serve(script); });
    }
    // Ends the connections that are left.
    ~RawServer() {
        ::shutdown(listener_, SHUT_RDWR);
        accepting_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int client : open_) ::shutdown(client, SHUT_RDWR);
        }
        threads_.clear();
        ::close(listener_);
    }
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string url(std::string_view target = "/") const {
        return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
    }

private:
    void serve(const std::function<void(RawConnection&)>& script) {
        for (int client = accept(); client >= 0; client = accept()) {
            threads_.emplace_back([this, script, client] {
                RawConnection connection(client);
                script(connection);
                const std::lock_guard lock(mutex_);
                open_.erase(client);
                ::close(client);
            });
        }
    }
    int accept() {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(mutex_);
        if (client >= 0) open_.insert(client);
        return client;
    }

    int listener_;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::set<int> open_;
    std::vector<std::jthread> threads_;
    std::jthread accepting_;
};

}  // namespace ecommerce::testing
