// SPDX-License-Identifier: Apache-2.0
// The body of a reply that is written piece by piece. Lives in its connection. Internal to framework/http.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "framework/http/connection.h"

namespace ecommerce::http {

class StreamWriter final : public BodyWriter, public HangUpListener {
public:
    StreamWriter(Connection& connection, Response& response);
    ~StreamWriter() override;

    Task<Result<void>> write(std::string_view data) override;
    runtime::StopSignal& stop() override { return stop_; }
    bool untouched() const override { return !head_written_; }
    void replace(Response response) override;

    // By the connection.
    void sweep();
    void drain();
    void client_gone() override;
    // Sends what ends the body; false when the connection cannot go on.
    Task<bool> end(bool failed);
    std::optional<Response>& replacement() { return replacement_; }

private:
    void begin();
    void frame(std::string& out, std::string_view data) const;

    Connection& connection_;
    Response& response_;
    ReplyFraming framing_;
    bool bodiless_;
    bool head_written_ = false;
    bool writing_ = false;
    bool gone_ = false;     // the client
    bool drained_ = false;  // an endless stream ends with the server
    std::uint64_t written_ = 0;
    Shard::Time last_write_;
    std::optional<Response> replacement_;
    runtime::StopSignal stop_;
};

}  // namespace ecommerce::http
