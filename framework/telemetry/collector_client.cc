// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/collector_client.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <netdb.h>

#include "framework/config/configuration.h"

namespace ecommerce::telemetry {
namespace {

using Time = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kReplyBytesMax = std::size_t(4) << 20;

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

// Why a request came to nothing; ends up in the log.
struct Failure {
    std::string why;
};

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_;
};

class Connection {
public:
    Connection(const Address& address, Time deadline)
        : socket_(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
          deadline_(deadline) {
        if (socket_.get() < 0) throw Failure{std::strerror(errno)};
        if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0)
            return;
        int error = errno;
        if (error == EINPROGRESS) {
            wait_for(POLLOUT);
            socklen_t size = sizeof error;
            ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        }
        if (error != 0) throw Failure{std::strerror(error)};
    }

    void write(std::string_view data) {
        while (!data.empty()) {
            const ssize_t sent = ::send(socket_.get(), data.data(), data.size(), MSG_NOSIGNAL);
            if (sent < 0) {
                wait_or_throw(POLLOUT);
            } else {
                data.remove_prefix(std::size_t(sent));
            }
        }
    }

    // All until the collector closes.
    std::string read() {
        std::string text;
        char buffer[16384];
        while (text.size() < kReplyBytesMax) {
            const ssize_t got = ::recv(socket_.get(), buffer, sizeof buffer, 0);
            if (got == 0) return text;
            if (got < 0) {
                wait_or_throw(POLLIN);
            } else {
                text.append(buffer, std::size_t(got));
            }
        }
        throw Failure{"the reply is too long"};
    }

private:
    void wait_or_throw(short event) {
        if (errno != EAGAIN && errno != EINTR) throw Failure{std::strerror(errno)};
        wait_for(event);
    }
    void wait_for(short event) {
        pollfd entry{socket_.get(), event, 0};
        for (;;) {
            const auto left = std::chrono::ceil<milliseconds>(deadline_ - steady_clock::now()).count();
            const int ready = left <= 0 ? 0 : ::poll(&entry, 1, int(std::min<std::int64_t>(left, 60'000)));
            if (ready > 0) return;
            if (ready == 0 && steady_clock::now() >= deadline_) throw Failure{"it did not answer in time"};
            if (ready < 0 && errno != EINTR) throw Failure{std::strerror(errno)};
        }
    }

    const Descriptor socket_;
    const Time deadline_;
};

// Looks a name up on a thread of its own, which is left behind when it takes too long.
std::vector<Address> resolve(const std::string& host, const std::string& port, Time deadline) {
    std::packaged_task<std::vector<Address>()> task([host, port] {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        std::vector<Address> addresses;
        if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) return addresses;
        for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
            auto& address = addresses.emplace_back();
            std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
            address.size = entry->ai_addrlen;
        }
        ::freeaddrinfo(found);
        return addresses;
    });
    auto result = task.get_future();
    std::thread(std::move(task)).detach();
    if (result.wait_until(deadline) != std::future_status::ready)
        throw Failure{"its name was not resolved in time"};
    auto addresses = result.get();
    if (addresses.empty()) throw Failure{"its name is not known"};
    return addresses;
}

std::string_view take_line(std::string_view& text) {
    const auto end = text.find("\r\n");
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    return line;
}

std::string without_chunks(std::string_view text) {
    std::string body;
    while (!text.empty()) {
        const auto line = take_line(text);
        std::size_t size = 0;
        const auto parsed = std::from_chars(line.data(), line.data() + line.size(), size, 16);
        if (parsed.ec != std::errc() || size == 0 || size > text.size()) break;
        body += text.substr(0, size);
        text.remove_prefix(size);
        take_line(text);
    }
    return body;
}

bool is_field(std::string_view line, std::string_view name, std::string_view& value) {
    if (line.size() <= name.size() || line[name.size()] != ':') return false;
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    if (!std::ranges::equal(line.substr(0, name.size()), name, same)) return false;
    value = line.substr(name.size() + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return true;
}

Poster::Reply parse(std::string_view text) {
    Poster::Reply reply;
    const auto status_line = take_line(text);
    if (!status_line.starts_with("HTTP/1.") || status_line.size() < 12)
        throw Failure{"it does not speak HTTP"};
    std::from_chars(status_line.data() + 9, status_line.data() + 12, reply.status);
    bool chunked = false;
    for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
        std::string_view value;
        if (is_field(line, "retry-after", value)) {
            std::int64_t seconds = 0;
            std::from_chars(value.data(), value.data() + value.size(), seconds);
            reply.retry_after = std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 3600));
        }
        if (is_field(line, "transfer-encoding", value))
            chunked = value.find("chunked") != std::string_view::npos;
    }
    reply.body = chunked ? without_chunks(text) : std::string(text);
    return reply;
}

class CollectorClient final : public Poster {
public:
    CollectorClient(std::string host, std::string port, std::string base_path, config::Secret fields)
        : host_(std::move(host)),
          port_(std::move(port)),
          base_path_(std::move(base_path)),
          fields_(std::move(fields)) {}

    Reply post(std::string_view path, std::string body, milliseconds timeout) override {
        const auto deadline = steady_clock::now() + timeout;
        try {
            if (addresses_.empty()) addresses_ = resolve(host_, port_, deadline);
            for (std::size_t i = 0;; ++i) {
                try {
                    return exchange(addresses_[i], path, body, deadline);
                } catch (const Failure&) {
                    if (i + 1 == addresses_.size()) throw;
                }
            }
        } catch (const Failure& failure) {
            addresses_.clear();  // it may have moved
            return {.failure = fmt::format("{}:{}: {}", host_, port_, failure.why)};
        }
    }

private:
    Reply exchange(const Address& address, std::string_view path, std::string_view body,
                   Time deadline) const {
        Connection connection(address, deadline);
        std::string head =
            fmt::format("POST {}{} HTTP/1.1\r\nHost: {}:{}\r\nContent-Type: application/x-protobuf\r\n"
                        "Content-Length: {}\r\nUser-Agent: ecommerce\r\nConnection: close\r\n",
                        base_path_, path, host_, port_, body.size());
        head += fields_.reveal();
        head += "\r\n";
        connection.write(head);
        config::wipe(head.data(), head.size());
        connection.write(body);
        return parse(connection.read());
    }

    const std::string host_;
    const std::string port_;
    const std::string base_path_;
    const config::Secret fields_;  // finished header lines
    std::vector<Address> addresses_;
};

// "name=value,name=value" as header lines.
config::Secret header_lines(const config::Secret& headers) {
    std::string lines;
    std::string_view rest = headers.reveal();
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto pair = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const auto equals = pair.find('=');
        const bool broken = std::ranges::any_of(pair, [](unsigned char letter) { return letter < 0x20; });
        if (equals == std::string_view::npos || equals == 0 || broken) {
            throw config::Error("telemetry.otlp_headers must be written as name=value,name=value.");
        }
        fmt::format_to(std::back_inserter(lines), "{}: {}\r\n", pair.substr(0, equals),
                       pair.substr(equals + 1));
    }
    config::Secret secret(lines);
    config::wipe(lines.data(), lines.size());
    return secret;
}

}  // namespace

std::unique_ptr<Poster> make_collector_client(std::string_view endpoint, const config::Secret& headers) {
    constexpr std::string_view kScheme = "http://";
    const auto refuse = [&] {
        throw config::Error(
            fmt::format("telemetry.otlp_endpoint is \"{}\", but should be an address such as "
                        "http://collector:4318 (plain HTTP: an agent on this host speaks TLS).",
                        endpoint));
    };
    if (!endpoint.starts_with(kScheme)) refuse();
    auto rest = endpoint.substr(kScheme.size());
    std::string path(rest.substr(std::min(rest.find('/'), rest.size())));
    while (path.ends_with('/')) path.pop_back();
    rest = rest.substr(0, rest.find('/'));
    const auto colon = rest.rfind(':');
    const bool bracketed = rest.ends_with(']');
    std::string host(rest.substr(0, bracketed ? std::string_view::npos : colon));
    const std::string port(colon == std::string_view::npos || bracketed ? "4318" : rest.substr(colon + 1));
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const bool number = !port.empty() && port.find_first_not_of("0123456789") == std::string::npos;
    const bool plain =
        std::ranges::all_of(endpoint, [](unsigned char letter) { return letter > 0x20 && letter < 0x7f; });
    if (host.empty() || !number || !plain || endpoint.find('@') != std::string_view::npos) refuse();
    return std::make_unique<CollectorClient>(std::move(host), port, std::move(path), header_lines(headers));
}

}  // namespace ecommerce::telemetry
