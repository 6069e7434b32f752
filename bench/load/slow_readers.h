// SPDX-License-Identifier: Apache-2.0
// Clients that ask again and again and hardly read: what a server holds for them should stay little.
#pragma once

#include <netinet/in.h>

#include <cstddef>
#include <string>
#include <vector>

namespace ecommerce::bench {

class SlowReaders {
public:
    SlowReaders(sockaddr_in server, std::size_t count, std::string request);
    ~SlowReaders();
    SlowReaders(const SlowReaders&) = delete;
    SlowReaders& operator=(const SlowReaders&) = delete;

    // Asks as much as the sockets take and reads some bytes of each; some times a second.
    void turn();
    std::size_t bytes_read() const { return bytes_read_; }
    // Cut by the server.
    std::size_t cut() const { return cut_; }

private:
    const std::string request_;
    std::vector<int> sockets_;  // -1: cut
    std::size_t bytes_read_ = 0;
    std::size_t cut_ = 0;
};

}  // namespace ecommerce::bench
