// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/refusals.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "framework/call/reasons.h"
#include "framework/http/problem.h"
#include "framework/rest/call_headers.h"

namespace ecommerce::gateway {

http::Response refusal(const rest::Exchange& exchange, const Error& error) {
    auto response = http::problem(error, exchange.context.trace.trace_id_hex());
    response.headers.set("Cache-Control", "no-store");
    rest::write_headers(exchange.context, response);
    return response;
}

Error overload() {
    return reason::unavailable("There is too much to do at the moment. Try again shortly.").retry_after(1);
}

http::Response overload_refusal() {
    static const auto kFields = std::make_shared<const std::string>(
        fmt::format("Content-Type: {}\r\nCache-Control: no-store\r\nRetry-After: {}\r\n", http::kProblemType,
                    overload().retry_after_seconds()));
    static const auto kBody = std::make_shared<const std::string>(http::problem_json(overload(), {}));
    http::Response response;
    response.status = 503;
    response.shared_fields = kFields;
    response.shared_body = kBody;
    return response;
}

}  // namespace ecommerce::gateway
