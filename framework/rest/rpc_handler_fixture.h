// SPDX-License-Identifier: Apache-2.0
// RpcHandler over its real parser and a channel that answers here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/json/json.h"
#include "framework/rest/rpc_handler.h"
#include "framework/runtime/loop.h"

#include "rest_sample/v1/sample.pb.h"

namespace ecommerce::rest {

using rest_sample::v1::RawResponse;
using rest_sample::v1::RenameRequest;
using rest_sample::v1::RenameResponse;
using rest_sample::v1::SampleRequest;
using rest_sample::v1::SampleResponse;

inline const google::protobuf::Message* sample_request() {
    return &SampleRequest::default_instance();
}
inline const google::protobuf::Message* sample_response() {
    return &SampleResponse::default_instance();
}
inline const google::protobuf::Message* raw_response() {
    return &RawResponse::default_instance();
}

inline const google::protobuf::Message* rename_request() {
    return &RenameRequest::default_instance();
}
inline const google::protobuf::Message* rename_response() {
    return &RenameResponse::default_instance();
}

inline constexpr rpc::HttpRule kGet[] = {{"GET", "/v1/items/{item_id}", ""}};
inline constexpr rpc::HttpRule kList[] = {{"GET", "/v1/items", ""}};
inline constexpr rpc::HttpRule kPost[] = {{"POST", "/v1/orders/{order_no}:change", "*"}};
inline constexpr rpc::HttpRule kShop[] = {{"PATCH", "/v1/shops/{shop.id}", "shop"}};
inline constexpr rpc::HttpRule kRaw[] = {{"POST", "/v1/hooks/{order_no}", "data"}};
inline constexpr rpc::HttpRule kPicture[] = {{"GET", "/pictures/{order_no}", ""}};
inline constexpr rpc::HttpRule kWatch[] = {{"GET", "/v1/items/{item_id}:watch", ""}};
inline constexpr rpc::HttpRule kRename[] = {{"PATCH", "/v1/thing", "*"}};
inline constexpr rpc::HttpRule kSecret[] = {{"GET", "/v1/secret", ""}};

inline rpc::Method method(std::string_view name, std::span<const rpc::HttpRule> http) {
    rpc::Method method{};
    method.service = "test.Sample";
    method.name = name;
    method.path = name;
    method.http = http;
    method.access.anonymous = true;
    method.request = sample_request;
    method.response = sample_response;
    return method;
}

inline std::vector<rpc::Method> methods() {
    std::vector<rpc::Method> all = {
        method("Get", kGet),     method("List", kList),     method("Change", kPost),
        method("Shop", kShop),   method("Raw", kRaw),       method("Picture", kPicture),
        method("Watch", kWatch), method("Secret", kSecret), method("Rename", kRename)};
    all[1].cache = std::chrono::seconds(5);
    all[4].raw_body = true;
    all[4].request_bytes_max = 6'000'000;
    all[5].raw_reply = true;
    all[5].response = raw_response;
    all[6].server_streaming = true;
    all[8].request = rename_request;
    all[8].response = rename_response;
    all[7].access = {.anonymous = false, .roles = RoleSet().with(Role::admin)};
    return all;
}

// Answers with the request that came, or with `error`.
class EchoChannel final : public rpc::Channel {
public:
    Task<Result<void>> call(const rpc::Method& called, CallContext& call_context,
                            const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        method = called.name;
        context = call_context;
        ++calls;
        if (error) co_return fail(*error);
        call_context.reply_headers.emplace_back("location", "/v1/items/7");
        if (auto* raw = dynamic_cast<RawResponse*>(&response)) {
            if (leads_elsewhere) co_return Result<void>();
            raw->set_content_type("image/webp");
            raw->set_data("picture");
        } else if (auto* renamed = dynamic_cast<RenameResponse*>(&response)) {
            const auto& rename = dynamic_cast<const RenameRequest&>(request);
            version_asked = rename.etag();
            renamed->mutable_thing()->set_name(rename.name());
            renamed->mutable_thing()->set_etag("8");
        } else {
            dynamic_cast<SampleResponse&>(response).mutable_seen()->CopyFrom(request);
        }
        co_return Result<void>();
    }
    Task<Result<void>> stream(const rpc::Method&, CallContext&, const google::protobuf::Message& request,
                              rpc::MessageSink& sink) override {
        if (error && calls == 0) co_return fail(*error);
        SampleResponse event;
        event.mutable_seen()->CopyFrom(request);
        for (int i = 0; i < 3; ++i) {
            event.mutable_seen()->set_order_no("event\n" + std::to_string(i));
            // Who names an event goes on after it.
            const auto& last = event.seen().last_event_id();
            if (!last.empty()) event.set_event_id(last + std::to_string(i));
            if (auto written = co_await sink.write(event); !written) co_return written;
        }
        if (error) co_return fail(*error);
        co_return Result<void>();
    }

    std::string method;
    CallContext context;
    int calls = 0;
    std::string version_asked;
    bool leads_elsewhere = false;  // raw replies are empty beside their location
    std::optional<Error> error;
};

class TestAuthenticator final : public rpc::Authenticator {
public:
    Task<Result<Principal>> authenticate(CallContext&, const rpc::Credentials& credentials) override {
        Principal principal;
        if (credentials.bearer.empty()) co_return principal;
        if (credentials.bearer != "good") co_return fail(reason::token_invalid("No."));
        principal.user_id = 7;
        principal.roles = RoleSet().with(Role::customer);
        co_return principal;
    }
};

class RpcHandlerTest : public testing::Test {
protected:
    RpcHandlerTest() {
        options_.authenticator = &authenticator_;
        make();
    }
    void make() {
        handler_ = std::make_unique<RpcHandler>(options_);
        handler_->add(methods_, channel_);
    }
    http::Response send(const std::string& line, const std::string& fields = "",
                        const std::string& body = "") {
        auto request =
            http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n" + fields +
                                     "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        EXPECT_TRUE(request) << line;
        http::Response response;
        runtime::Loops loops(1);
        loops.run_blocking(0, handle(*handler_, *request, response));
        return response;
    }
    static Task<void> handle(RpcHandler& handler, http::Request& request, http::Response& out) {
        out = co_await handler.handle(request);
    }
    // What the method saw, when the request was good.
    SampleRequest seen(const http::Response& response) {
        SampleResponse message;
        EXPECT_TRUE(json::read_json(response.body, message)) << response.body;
        return message.seen();
    }

    TestAuthenticator authenticator_;
    RpcHandlerOptions options_;
    std::vector<rpc::Method> methods_ = methods();
    EchoChannel channel_;
    std::unique_ptr<RpcHandler> handler_;
};

inline const std::string kJson = "Content-Type: application/json\r\n";

}  // namespace ecommerce::rest
