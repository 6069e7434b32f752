// SPDX-License-Identifier: Apache-2.0
// A gRPC server with the test service and ways to call it, over the loopback interface.
#pragma once

#include <atomic>
#include <memory>

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/rpc/channels.h"
#include "framework/rpc/grpc_server.h"
#include "framework/rpc/testing/memory_idempotency_store.h"
#include "framework/rpc/testing/run.h"
#include "framework/rpc/testing/test_endpoint.h"

namespace ecommerce::rpc::testing {

// An identity is "<service>/<user>", a bearer token "user-<id>": enough to see that they arrive.
class TestAuthenticator final : public Authenticator {
public:
    Task<Result<Principal>> authenticate(CallContext&, const Credentials& credentials) override {
        Principal principal;
        if (!credentials.identity.empty()) {
            const auto slash = credentials.identity.find('/');
            if (slash == std::string::npos) co_return fail(reason::token_invalid("Forged."));
            const auto user = std::stoll(credentials.identity.substr(slash + 1));
            if (user != 0) principal = customer(user);
            principal.service = credentials.identity.substr(0, slash);
        } else if (credentials.bearer.starts_with("user-")) {
            principal = customer(std::stoll(credentials.bearer.substr(5)));
        } else if (!credentials.bearer.empty()) {
            co_return fail(reason::token_invalid("The token is not ours."));
        }
        co_return principal;
    }
};

class TestSigner final : public IdentitySigner {
public:
    std::string sign(const CallContext& context) override {
        return context.principal.service + "/" + std::to_string(context.principal.user_id);
    }
};

class GrpcFixture : public ::testing::Test {
protected:
    GrpcFixture() { fronts.add("texts", front); }

    std::unique_ptr<GrpcServer> serve(GrpcServerOptions options = {}) {
        return std::make_unique<GrpcServer>(loops, fronts, authenticator, std::move(options));
    }
    static std::string address(const GrpcServer& server) {
        return "127.0.0.1:" + std::to_string(server.port());
    }

    // A process that has none of the services itself and finds "texts" at these addresses.
    std::unique_ptr<Network> elsewhere(Addresses addresses, UpstreamOptions options = {}) {
        resolvers.push_back(std::make_unique<StaticResolver>(
            std::map<std::string, Addresses>{{"texts", std::move(addresses)}}));
        return std::make_unique<Network>(nothing, *resolvers.back(), signer, options, nullptr);
    }

    Result<std::string> call(Channel& channel, std::size_t method, CallContext& context,
                             std::string value = "a") {
        const auto request = text(std::move(value));
        Text response;
        auto result = run(loops, channel.call(TestEndpoint::method(method), context, request, response));
        if (!result) return fail(result.error());
        return response.value();
    }
    static CallContext in(std::chrono::milliseconds time) {
        CallContext context;
        context.deadline = deadline_in(time);
        return context;
    }

    runtime::Loops loops{2};
    MemoryIdempotencyStore store;
    TestEndpoint endpoint;
    Front front{endpoint, {.idempotency = &store}};
    Fronts fronts;
    Fronts nothing;
    TestAuthenticator authenticator;
    TestSigner signer;
    std::vector<std::unique_ptr<StaticResolver>> resolvers;
};

}  // namespace ecommerce::rpc::testing
