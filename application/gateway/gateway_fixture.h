// SPDX-License-Identifier: Apache-2.0
// The gateway but for the services: a channel of the test stands for those.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "application/gateway/admission_chain.h"
#include "application/gateway/bulkhead.h"
#include "framework/call/reasons.h"
#include "framework/http/raw_client.h"
#include "framework/http/server.h"
#include "framework/redis/client.h"
#include "framework/rest/rpc_handler.h"
#include "framework/telemetry/http_observer.h"
#include "framework/testing/run.h"

#include "auth/v1/auth_service.rpc.h"
#include "cart/v1/cart_service.rpc.h"
#include "category/v1/category_service.rpc.h"

namespace ecommerce::gateway {

// Does what the test says.
class FakeUpstream final : public rpc::Channel {
public:
    using Answer = std::function<Task<Result<void>>(
        const rpc::Method&, CallContext&, const google::protobuf::Message&, google::protobuf::Message&)>;

    Task<Result<void>> call(const rpc::Method& method, CallContext& context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        ++calls;
        if (!answer) co_return Result<void>();
        co_return co_await answer(method, context, request, response);
    }
    Task<Result<void>> stream(const rpc::Method&, CallContext&, const google::protobuf::Message&,
                              rpc::MessageSink&) override {
        co_return Result<void>();
    }

    Answer answer;
    std::atomic<int> calls = 0;
};

// Knows one token, "good", of one user.
class OneToken final : public rpc::Authenticator {
public:
    Task<Result<Principal>> authenticate(CallContext&, const rpc::Credentials& credentials) override {
        ++asked;
        if (credentials.bearer.empty()) co_return Principal{};
        if (credentials.bearer != "good") co_return reason::token_invalid("Sign in.");
        co_return Principal{.user_id = 7};
    }
    std::atomic<int> asked = 0;
};

class GatewayFixture : public ::testing::Test {
protected:
    ~GatewayFixture() override { stop(); }

    void start() {
        store_ = std::make_unique<redis::Client>(loops_, redis::ClientOptions{.address = "127.0.0.1:1"});
        Settings settings{};
        settings.limits = limits_;
        settings.overload = overload_;
        settings.secure_cookies = true;
        chain_ = std::make_unique<AdmissionChain>(loops_, *store_, clock_, metrics_, observer_, settings);
        bulkhead_ = std::make_unique<Bulkhead>(loops_, upstream_, overload_, chain_->meters.full);
        rest::RpcHandlerOptions options;
        options.interceptors = chain_->interceptors();
        options.authenticator = authenticator_;
        handler_ = std::make_unique<rest::RpcHandler>(options);
        handler_->add(category::v1::CategoryService::methods(), *bulkhead_);
        handler_->add(auth::v1::AuthService::methods(), *bulkhead_);
        handler_->add(cart::v1::CartService::methods(), *bulkhead_);
        if (!web_folder_.empty()) chain_->pages.read({.folder = web_folder_}, *handler_);
        server_ = std::make_unique<http::Server>(
            loops_, *handler_,
            http::ServerOptions{.host = "127.0.0.1", .common_fields = security_fields({})});
        server_->start();
    }
    void stop() {
        if (!server_) return;
        loops_.run_blocking(0, end(*server_));
        server_.reset();
    }
    static Task<void> end(http::Server& server) {
        co_await server.stop(deadline_in(std::chrono::seconds(10)));
    }

    // Whether /metrics has that line.
    ::testing::AssertionResult counted(const std::string& line) const {
        const auto text = metrics_.expose();
        if (text.find("\n" + line + "\n") != std::string::npos) return ::testing::AssertionSuccess();
        return ::testing::AssertionFailure() << line << " is not in\n" << text;
    }

    http::RawReply get(const std::string& target, const std::string& fields = "") {
        return send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
    }
    http::RawReply post(const std::string& target, const std::string& body, const std::string& fields = "") {
        return send("POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + fields +
                    "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    http::RawReply send(const std::string& text) {
        http::RawClient client(server_->port());
        EXPECT_TRUE(client.send(text));
        return client.read_reply();
    }

    telemetry::Metrics metrics_;
    telemetry::Tracer tracer_{nullptr};
    telemetry::HttpObserver observer_{metrics_, tracer_};
    runtime::Loops loops_{1};
    LimitSettings limits_{.enabled = false, .classes = {}};
    rpc::Authenticator* authenticator_ = nullptr;
    OverloadSettings overload_{.in_flight_max = 100};
    std::string web_folder_;
    runtime::SystemClock clock_;
    FakeUpstream upstream_;
    std::unique_ptr<redis::Client> store_;
    std::unique_ptr<AdmissionChain> chain_;
    std::unique_ptr<Bulkhead> bulkhead_;
    std::unique_ptr<rest::RpcHandler> handler_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace ecommerce::gateway
