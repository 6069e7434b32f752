// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/event_stream.h"

#include "framework/http/problem.h"
#include "framework/json/json.h"

namespace ecommerce::rest {

Task<Result<void>> EventSink::write(const google::protobuf::Message& message) {
    text_ = "data: ";
    json::write_json(message, text_);
    text_ += "\n\n";
    co_return co_await out_.write(text_);
}

Task<void> EventSink::write_error(const Error& error, std::string_view trace_id) {
    text_ = "event: error\ndata: " + http::problem_json(error, trace_id) + "\n\n";
    // Nobody may be listening any more, which is what an error here says.
    (void)co_await out_.write(text_);
}

}  // namespace ecommerce::rest
