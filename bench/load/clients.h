// SPDX-License-Identifier: Apache-2.0
// Many keep-alive connections of one thread, each with one request under way at most.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "bench/load/samples.h"

namespace ecommerce::bench {

struct Ask {
    Time arrival;
    std::uint8_t kind = 0;
    std::uint8_t phase = 0;
};

class Clients {
public:
    // `samples` outlives this.
    Clients(sockaddr_in server, Samples& samples);
    ~Clients();
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    // Opens so many; waits until all are open, or refused.
    void open(std::size_t count);
    bool any_free() const { return !free_.empty(); }
    std::size_t busy() const { return clients_.size() - free_.size(); }
    std::size_t reconnects() const { return reconnects_; }
    // Sends on one of those that are free, chosen by chance: always the same few would hide what happens on the
    // others' loop. Only while any is free.
    void ask(const Ask& ask, std::string request, std::mt19937_64& engine);
    // Waits for replies, so long at most, and takes those that are there.
    void wait(std::chrono::nanoseconds most);
    // Lets go of what is under way; each counts as lost.
    void abandon();

private:
    struct Client {
        int socket = -1;
        bool busy = false;
        Ask ask{};
        std::string out;
        std::size_t written = 0;
        std::string in;
    };

    void connect(std::size_t number);
    void write(Client& client);
    void read(std::size_t number);
    void end(std::size_t number, int status);

    const sockaddr_in server_;
    Samples& samples_;
    int epoll_;
    std::vector<Client> clients_;
    std::vector<std::size_t> free_;
    std::size_t reconnects_ = 0;
};

}  // namespace ecommerce::bench
