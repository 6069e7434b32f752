// SPDX-License-Identifier: Apache-2.0
// A loop with a client on it, and ways to call it and wait.
#pragma once

#include <optional>

#include <gtest/gtest.h>

#include "framework/http/client.h"

namespace ecommerce::http {

class ClientFixture : public testing::Test {
protected:
    // Until one is made with other options.
    Client& client() {
        if (!client_) make_client({});
        return *client_;
    }
    void make_client(ClientOptions options) {
        client_.reset();
        client_.emplace(loops_, std::move(options));
    }

    Result<ClientReply> send(ClientRequest request,
                             std::chrono::milliseconds time = std::chrono::seconds(20)) {
        CallContext context;
        context.deadline = deadline_in(time);
        return send(context, std::move(request));
    }
    Result<ClientReply> send(CallContext& context, ClientRequest request) {
        std::optional<Result<ClientReply>> out;
        loops_.run_blocking(0, send_into(client(), context, std::move(request), out));
        return std::move(*out);
    }
    Result<ClientReply> get(const std::string& url) { return send({.url = url}); }
    // The body of the reply, or why there is none.
    std::string text_of(ClientRequest request) {
        auto reply = send(std::move(request));
        return reply ? reply->body : reply.error().message();
    }
    Code code_of(const std::string& url) {
        const auto reply = get(url);
        return reply ? Code::internal : reply.error().code();
    }
    std::string failure_of(const std::string& url) {
        const auto reply = get(url);
        return reply ? "answered " + std::to_string(reply->status) : reply.error().message();
    }

    static Task<void> send_into(Client& client, CallContext& context, ClientRequest request,
                                std::optional<Result<ClientReply>>& out) {
        out.emplace(co_await client.send(context, std::move(request)));
    }

    runtime::Loops loops_{1};
    std::optional<Client> client_;
};

}  // namespace ecommerce::http
