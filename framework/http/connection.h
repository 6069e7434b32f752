// SPDX-License-Identifier: Apache-2.0
// One client: reads requests, has them answered one after the other, writes the replies. Belongs to its
// shard's loop; its coroutine owns it. Internal to framework/http.
#pragma once

#include <array>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "framework/http/client_socket.h"
#include "framework/http/request_reader.h"
#include "framework/http/shard.h"
#include "framework/http/wire.h"

namespace ecommerce::http {

class StreamWriter;

class Connection {
public:
    Connection(Shard& shard, int socket, std::string address);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Ends when the client, an error or the server ended the connection.
    Task<void> run();

    // By the shard: looks at the time; starts to drain; cuts at once.
    void sweep();
    void drain();
    void cut();

private:
    friend class StreamWriter;

    // What the connection does, for the sweep.
    enum class Phase { idle, head, body, handling, writing, streaming, lingering };
    // Why the sweep or the shutdown interrupted an operation.
    enum class Interrupt { none, silent, slow_head, slow_body, slow_reader, drained, cut };

    void enter(Phase phase);
    void interrupt(Interrupt why);
    bool crawls() const;
    bool hung_up();
    void client_left() { client_.request_stop(); }

    // True when a whole request is in the reader.
    Task<bool> read_request();
    Task<bool> read_body();
    bool begin_body();
    // Waits for bytes and puts them into input_; false when no more will come.
    Task<bool> receive();
    bool input_waits();
    void keep_input();
    void rest();

    Task<Response> answer();
    // False when the connection cannot go on.
    Task<bool> reply(Response response);
    Task<bool> stream(Response response);
    // Sends out_ and then `body`.
    Task<bool> write_all(std::string_view body);
    // Sends what the socket takes now of both, which shrink. False: the connection is broken.
    bool write_some_now(std::string_view& head, std::string_view& body);
    void refuse(const Refusal& refusal);
    void refuse(int status, std::string_view reason, std::string_view detail);
    ReplyFraming framing_of(const Response& response) const;
    Task<void> finish();

    Shard& shard_;
    ClientSocket socket_;
    std::list<Connection*>::iterator place_;
    RequestReader reader_;
    std::string_view input_;  // what came and nobody has read yet: in the shard's buffer, or in kept_
    std::string kept_;        // what has to outlive a wait
    std::string out_;         // a reply that is not sent yet
    std::size_t held_body_ = 0;
    std::uint64_t bytes_seen_ = 0;  // taken by the socket or by the reader in this phase
    Phase phase_ = Phase::idle;
    Shard::Time since_;     // when the phase began
    Shard::Time progress_;  // when the socket last took bytes
    Interrupt interrupt_ = Interrupt::none;
    bool resting_ = false;  // idle for long, and without memory for requests and replies
    bool keep_alive_ = true;
    bool broken_ = false;      // nothing can be sent any more
    bool input_left_ = false;  // the client may still be sending: close gently
    StreamWriter* stream_ = nullptr;
    std::stop_source client_;  // requested when it is gone
};

}  // namespace ecommerce::http
