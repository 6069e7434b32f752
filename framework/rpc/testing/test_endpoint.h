// SPDX-License-Identifier: Apache-2.0
// A service for tests of the transports, without generated code: text in, text out. What its methods do is
// set by the test.
#pragma once

#include <array>
#include <functional>
#include <string>

#include <google/protobuf/wrappers.pb.h>

#include "framework/rpc/endpoint.h"

namespace ecommerce::rpc::testing {

using Text = google::protobuf::StringValue;

class TestEndpoint final : public Endpoint {
public:
    // Indexes of methods().
    enum : std::size_t { kRead, kWrite, kPlace, kInternal, kWatch, kMethods };

    using Unary = std::function<Task<Result<void>>(CallContext&, const Text&, Text&)>;
    using Stream = std::function<Task<Result<void>>(CallContext&, const Text&, Writer<Text>&)>;

    // Set before any call. Lambdas that capture are fine: they live as long as the endpoint.
    Unary unary = [](CallContext&, const Text& request, Text& response) -> Task<Result<void>> {
        response.set_value(request.value());
        co_return Result<void>();
    };
    Stream streaming = [](CallContext&, const Text&, Writer<Text>&) -> Task<Result<void>> {
        co_return Result<void>();
    };

    std::span<const Method> methods() const override { return table(); }
    static const Method& method(std::size_t index) { return table()[index]; }

    Task<Result<void>> call(std::size_t, CallContext& context, const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        return unary(context, static_cast<const Text&>(request), static_cast<Text&>(response));
    }
    Task<Result<void>> stream(std::size_t, CallContext& context, const google::protobuf::Message& request,
                              MessageSink& sink) override {
        Writer<Text> writer(sink);
        co_return co_await streaming(context, static_cast<const Text&>(request), writer);
    }

private:
    static Method row(std::string_view name, std::string_view path, Access access) {
        Method method{};
        method.service = "test.v1.TextService";
        method.name = name;
        method.path = path;
        method.access = access;
        method.timeout = std::chrono::seconds(20);
        method.request =
            method.response = []() -> const google::protobuf::Message* { return &Text::default_instance(); };
        method.cleaned =
            [](const google::protobuf::Message& request) -> std::unique_ptr<google::protobuf::Message> {
            const std::string_view value = static_cast<const Text&>(request).value();
            if (!value.starts_with(' ')) return nullptr;
            auto copy = std::make_unique<Text>();
            copy->set_value(std::string(value.substr(1)));
            return copy;
        };
        method.validate = [](const google::protobuf::Message& request,
                             std::vector<FieldViolation>& violations) {
            if (static_cast<const Text&>(request).value() == "bad")
                violations.push_back({"value", "must not be bad"});
        };
        return method;
    }
    static std::span<const Method> table() {
        static const std::array<Method, kMethods> rows = [] {
            const Access customers{.roles = RoleSet().with(Role::customer)};
            std::array<Method, kMethods> all = {
                row("Read", "/test.v1.TextService/Read", {.anonymous = true}),
                row("Write", "/test.v1.TextService/Write", customers),
                row("Place", "/test.v1.TextService/Place", customers),
                row("Internal", "/test.v1.TextService/Internal", {.internal = true}),
                row("Watch", "/test.v1.TextService/Watch", {.anonymous = true}),
            };
            all[kRead].retry = Retry::no_side_effects;
            all[kWrite].idempotency_key = KeyUse::optional;
            all[kPlace].idempotency_key = KeyUse::required;
            all[kInternal].request_bytes_max = all[kInternal].reply_bytes_max = std::size_t(6) << 20;
            all[kWatch].server_streaming = true;
            return all;
        }();
        return rows;
    }
};

inline Text text(std::string value) {
    Text message;
    message.set_value(std::move(value));
    return message;
}

inline Principal customer(std::int64_t user_id) {
    Principal principal;
    principal.user_id = user_id;
    principal.roles = RoleSet().with(Role::customer);
    return principal;
}

}  // namespace ecommerce::rpc::testing
