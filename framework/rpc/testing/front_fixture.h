// SPDX-License-Identifier: Apache-2.0
// For the tests of fronts: one before an endpoint of tests, with a store of keys within the process.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "framework/rpc/front.h"
#include "framework/rpc/testing/memory_idempotency_store.h"
#include "framework/rpc/testing/run.h"
#include "framework/rpc/testing/test_endpoint.h"

namespace ecommerce::rpc::testing {

class Witness final : public Observer {
public:
    void began(const Method&, const CallContext&, Side) override { ++begun; }
    void ended(const EndedCall& call) override {
        ++ended_calls;
        parent = call.parent_span;
        span = call.context.trace.span_id;
        code = call.error ? std::optional(call.error->code()) : std::nullopt;
        causes.push_back(call.cause ? call.cause->reason() : "");
    }
    void threw(const Method&, const CallContext&, std::exception_ptr) override { ++thrown; }

    int begun = 0;
    int ended_calls = 0;
    int thrown = 0;
    std::uint64_t parent = 0;
    std::uint64_t span = 0;
    std::optional<Code> code;
    std::vector<std::string> causes;
};

class FrontFixture : public ::testing::Test {
protected:
    Result<std::string> call(std::size_t method, std::string value = "hello") {
        return call(method, context, std::move(value));
    }
    Result<std::string> call(std::size_t method, CallContext& with, std::string value) {
        const auto request = text(std::move(value));
        Text response;
        auto result = run(loops, front.call(method, with, request, response));
        if (!result) return fail(result.error());
        return response.value();
    }

    runtime::Loops loops{1};
    TestEndpoint endpoint;
    MemoryIdempotencyStore store;
    Witness witness;
    Front front{endpoint, {.calls_max_per_method = 2, .idempotency = &store, .observer = &witness}};
    CallContext context;
};

}  // namespace ecommerce::rpc::testing
