// SPDX-License-Identifier: Apache-2.0
// A blocking client for tests that sends exactly the bytes it is given and reads what comes back.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ecommerce::http {

struct RawReply {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case; the last of a name counts
    std::string body;                            // without the chunked coding
    bool complete = false;                       // false: the connection ended before the reply did
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // False when the server does not take it any more.
    bool send(std::string_view bytes);
    // Sends "GET <target>" with a Host and reads the reply.
    RawReply get(std::string_view target);
    // The next reply. `head_only` for replies to HEAD.
    RawReply read_reply(bool head_only = false);
    // Until something has come that contains `text`; false when the connection ended first.
    bool read_until(std::string_view text);
    // True when the server has closed the connection and nothing is left to read.
    bool at_end();
    // Says that no more will be sent.
    void finish_sending();
    // A small receive window, before much has come: makes a slow reader.
    void shrink_window();
    const std::string& received() const { return received_; }

private:
    bool receive();
    bool read_line(std::string& line);

    int socket_;
    std::string received_;  // and not consumed
};

}  // namespace ecommerce::http
