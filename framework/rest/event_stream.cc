// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/event_stream.h"

#include <algorithm>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "framework/http/problem.h"
#include "framework/json/json.h"

namespace ecommerce::rest {

namespace {

const google::protobuf::FieldDescriptor* text_field(const google::protobuf::Descriptor& of,
                                                    const char* name) {
    const auto* field = of.FindFieldByName(name);
    using google::protobuf::FieldDescriptor;
    const bool is_text =
        field && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field->is_repeated();
    return is_text ? field : nullptr;
}

}  // namespace

Task<Result<void>> EventSink::write(const google::protobuf::Message& message) {
    text_.clear();
    if (const auto* field = text_field(*message.GetDescriptor(), "event_id")) {
        const auto id = message.GetReflection()->GetString(message, field);
        // What would end the line is no id.
        if (id.find_first_of(std::string_view("\r\n\0", 3)) == id.npos && !id.empty())
            text_ = "id: " + id + "\n";
    }
    text_ += "data: ";
    json::write_json(message, text_);
    text_ += "\n\n";
    co_return co_await out_.write(text_);
}

Task<void> EventSink::write_error(const Error& error, std::string_view trace_id) {
    text_ = "event: error\ndata: " + http::problem_json(error, trace_id) + "\n\n";
    // Nobody may be listening any more, which is what an error here says.
    (void)co_await out_.write(text_);
}

void read_last_event(const http::Request& request, google::protobuf::Message& into) {
    const auto id = request.header("Last-Event-ID");
    // Headers may hold bytes that are no text.
    const bool is_text = std::ranges::all_of(id, [](char c) { return c >= ' ' && c <= '~'; });
    if (id.empty() || !is_text) return;
    if (const auto* field = text_field(*into.GetDescriptor(), "last_event_id")) {
        into.GetReflection()->SetString(&into, field, std::string(id));
    }
}

}  // namespace ecommerce::rest
