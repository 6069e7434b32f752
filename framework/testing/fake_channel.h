// SPDX-License-Identifier: Apache-2.0
// A neighbour service that answers as the test tells it, behind its generated client.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "framework/call/reasons.h"
#include "framework/rpc/endpoint.h"
#include "framework/rpc/method.h"

namespace ecommerce::testing {

// Any loop; answers are set before the first call.
class FakeChannel final : public rpc::Channel {
public:
    template <typename Request, typename Response>
    void on(const std::string& method, std::function<Result<Response>(const Request&)> answer) {
        answers_[method] = [answer = std::move(answer)](const google::protobuf::Message& request,
                                                        google::protobuf::Message& response) -> Result<void> {
            auto given = answer(static_cast<const Request&>(request));
            if (!given) return fail(std::move(given.error()));
            static_cast<Response&>(response) = *std::move(given);
            return {};
        };
    }

    // Asked before each call, with the method's name: an error is the call's answer.
    std::function<Result<void>(const std::string&)> before = [](const std::string&) {
        return Result<void>();
    };

    Task<Result<void>> call(const rpc::Method& method, CallContext&, const google::protobuf::Message& request,
                            google::protobuf::Message& response) override {
        const std::string name(method.name);
        std::lock_guard lock(mutex_);
        calls_.push_back(name);
        if (auto refused = before(name); !refused) co_return refused;
        const auto answer = answers_.find(name);
        if (answer == answers_.end())
            co_return fail(reason::no_such_method("The test has no answer to this."));
        co_return answer->second(request, response);
    }
    Task<Result<void>> stream(const rpc::Method&, CallContext&, const google::protobuf::Message&,
                              rpc::MessageSink&) override {
        co_return fail(reason::no_such_method("The test has no answer to this."));
    }

    // The methods called so far, in order.
    std::vector<std::string> calls() const {
        std::lock_guard lock(mutex_);
        return calls_;
    }

private:
    using Answer = std::function<Result<void>(const google::protobuf::Message&, google::protobuf::Message&)>;
    mutable std::mutex mutex_;
    std::map<std::string, Answer> answers_;
    std::vector<std::string> calls_;
};

}  // namespace ecommerce::testing
