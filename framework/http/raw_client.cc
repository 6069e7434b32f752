// SPDX-License-Identifier: Apache-2.0
#include "framework/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "framework/http/characters.h"
#include "framework/text/words.h"

namespace ecommerce::http {

namespace {

// Far beyond anything a passing test waits for.
constexpr timeval kPatience{30, 0};

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("cannot connect");
    }
}

RawClient::~RawClient() {
    ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(std::size_t(sent));
    }
    return true;
}

RawReply RawClient::get(std::string_view target) {
    send("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n\r\n");
    return read_reply();
}

bool RawClient::receive() {
    char buffer[65536];
    const auto size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size <= 0) return false;
    received_.append(buffer, std::size_t(size));
    return true;
}

bool RawClient::read_line(std::string& line) {
    for (;;) {
        const auto end = received_.find("\r\n");
        if (end != std::string::npos) {
            line = received_.substr(0, end);
            received_.erase(0, end + 2);
            return true;
        }
        if (!receive()) return false;
    }
}

RawReply RawClient::read_reply(bool head_only) {
    RawReply reply;
    std::string line;
    if (!read_line(line) || !line.starts_with("HTTP/1.1 ")) return reply;
    reply.status = std::atoi(line.c_str() + 9);
    while (read_line(line) && !line.empty()) {
        const auto colon = line.find(':');
        auto name = line.substr(0, colon);
        std::ranges::transform(name, name.begin(), to_lower);
        reply.headers[name] = std::string(text::trim(std::string_view(line).substr(colon + 1)));
    }
    if (head_only || reply.status == 204 || reply.status == 304 || reply.status < 200) {
        reply.complete = true;
    } else if (reply.headers.contains("content-length")) {
        const auto size = std::strtoull(reply.headers["content-length"].c_str(), nullptr, 10);
        while (received_.size() < size && receive()) {}
        reply.complete = received_.size() >= size;
        reply.body = received_.substr(0, size);
        received_.erase(0, size);
    } else if (reply.headers.contains("transfer-encoding")) {
        while (read_line(line)) {
            const auto size = std::strtoull(line.c_str(), nullptr, 16);
            while (received_.size() < size + 2 && receive()) {}
            if (received_.size() < size + 2) break;
            reply.body += received_.substr(0, size);
            received_.erase(0, size + 2);
            reply.complete = size == 0;
            if (size == 0) break;
        }
    } else {
        while (receive()) {}
        reply.complete = true;
        reply.body = std::exchange(received_, {});
    }
    return reply;
}

bool RawClient::read_until(std::string_view text) {
    while (received_.find(text) == std::string::npos) {
        if (!receive()) return false;
    }
    return true;
}

bool RawClient::at_end() {
    if (!received_.empty()) return false;
    char byte = 0;
    return ::recv(socket_, &byte, 1, 0) <= 0 && errno != EAGAIN;
}

void RawClient::finish_sending() {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::shrink_window() {
    const int size = 4096;
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

}  // namespace ecommerce::http
