// SPDX-License-Identifier: Apache-2.0
// One request on its way and its reply, once: an easy handle of libcurl. Internal to framework/http.
#pragma once

#include <array>
#include <exception>
#include <string>
#include <string_view>

#include "framework/http/client.h"
#include "framework/http/url.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {

class ClientLoop;

// Whether sending it twice has the effect of sending it once.
inline bool is_repeatable(const ClientRequest& request) {
    return request.repeatable || (request.verb != Verb::post && request.verb != Verb::patch);
}

// What is given outlives it; lives on its loop.
class ClientTransfer {
public:
    ClientTransfer(ClientLoop& loop, const ClientOptions& options, const ClientRequest& request,
                   const Url& url, const std::string& traceparent, Deadline deadline);
    ~ClientTransfer();
    ClientTransfer(const ClientTransfer&) = delete;
    ClientTransfer& operator=(const ClientTransfer&) = delete;

    // Awaited once.
    Task<Result<ClientReply>> run();
    // After run(): whether the same request could be sent again and fare better. `passing` says that a reply is
    // one of those that pass.
    bool worth_repeating(bool passing) const { return (passing || passing_) && !touched_; }

    // For the loop alone: libcurl's handle and how it ended; abandon() ends it as if the host were gone.
    void* handle() const { return easy_; }
    void end(int code);
    void abandon();

private:
    // Called by libcurl.
    static std::size_t on_head(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_room(char* room, std::size_t size, std::size_t count, void* self);
    static int on_rewind(void* self, std::int64_t offset, int origin);
    template <typename Work>
    std::size_t guarded(std::size_t otherwise, Work work);

    template <typename T>
    void set(int option, T value);
    void set_up();
    void set_up_trust();
    void set_up_request();
    void set_up_body();
    void add_header(const std::string& line);

    bool take_head(std::string_view line);
    std::size_t take_body(std::string_view bytes);
    std::size_t give_body(char* room, std::size_t size);
    bool refuse(std::string why);

    Task<Result<void>> drain();
    Task<Result<void>> refill();
    void go_on();
    std::unexpected<Error> failure();
    std::unexpected<Error> unavailable(std::string_view why) const;

    ClientLoop& loop_;
    const ClientOptions& options_;
    const ClientRequest& request_;
    const Url& url_;
    const Deadline deadline_;
    void* easy_;
    void* headers_ = nullptr;  // a curl_slist
    std::array<char, 256> problem_{};

    runtime::Waiter changed_;
    ClientReply reply_;
    std::size_t head_bytes_ = 0;
    std::string arrived_;       // for the sink
    std::string outgoing_;      // the source's last piece
    std::string_view to_send_;  // what is left of it, or of the request's body
    bool sink_is_full_ = false;
    bool source_is_asked_ = false;
    bool source_is_empty_ = false;
    bool touched_ = false;  // something came from the source or went into the sink
    bool passing_ = false;  // the failure may be over the next time
    std::string refusal_;   // why this end broke it off
    std::exception_ptr bug_;
    bool ended_ = false;
    int code_ = 0;
};

}  // namespace ecommerce::http
