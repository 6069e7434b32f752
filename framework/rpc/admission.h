// SPDX-License-Identifier: Apache-2.0
// A service's own say before a call costs anything: that a flash sale is over, a queue is full, a code is spent.
// What is refused here never claims its Idempotency-Key, so it costs no row.
//
//   admissions.before<v1::PlaceOrderRequest>([this](CallContext& context, const v1::PlaceOrderRequest& request) {
//       return sale_.admit(context, request);  // Task<Result<void>>; an error is the call's answer
//   });
#pragma once

#include <functional>
#include <map>
#include <utility>

#include "framework/call/context.h"
#include "framework/rpc/method.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace google::protobuf {
class Descriptor;
class Message;
}  // namespace google::protobuf

namespace ecommerce::rpc {

// Filled before the fronts are made, which it outlives.
class Admissions {
public:
    using Check = std::function<Task<Result<void>>(CallContext&, const google::protobuf::Message&)>;

    // Asks `admit` before the method that takes such a request: after access and validation, not for a repetition
    // whose reply is kept. It must be cheap, and may be asked for calls that then do not come about.
    template <typename Request, typename Admit>
    void before(Admit admit) {
        add(Request::descriptor(),
            [admit = std::move(admit)](CallContext& context, const google::protobuf::Message& request) {
                return admit(context, static_cast<const Request&>(request));
            });
    }

    // For fronts: null when nobody is to be asked.
    const Check* find(const Method& method);
    // Throws std::logic_error when one is for a request that no front takes.
    void require_used() const;

private:
    struct Entry {
        Check check;
        bool used = false;
    };
    void add(const google::protobuf::Descriptor* request, Check check);

    std::map<const google::protobuf::Descriptor*, Entry> entries_;
};

}  // namespace ecommerce::rpc
