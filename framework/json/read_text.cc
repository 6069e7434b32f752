// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/message.h>
#include <simdjson.h>

#include "framework/call/reasons.h"
#include "framework/json/json.h"
#include "framework/json/plan.h"
#include "framework/json/scalar.h"

namespace ecommerce::json {

namespace {

std::unexpected<Error> refuse(std::string_view field, std::string problem) {
    auto error = reason::malformed_request("\"" + std::string(field) + "\" " + problem + ".");
    return fail(std::move(error).violations({{std::string(field), std::move(problem)}}));
}

}  // namespace

Result<void> read_text_field(std::string_view path, std::string_view text, google::protobuf::Message& out) {
    if (!simdjson::validate_utf8(text.data(), text.size())) return refuse(path, "must be UTF-8");
    google::protobuf::Message* message = &out;
    const MessagePlan* plan = &plan_of(*out.GetDescriptor());
    std::string_view rest = path;
    while (true) {
        const auto dot = rest.find('.');
        const FieldPlan* field = plan->shape == Shape::object ? plan->find(rest.substr(0, dot)) : nullptr;
        if (field == nullptr) return refuse(path, "is not a field");
        const bool last = dot == std::string_view::npos;
        if (field->map || (!last && (field->repeated || field->message == nullptr))) {
            return refuse(path, "cannot be given as text");
        }
        const auto& reflection = *message->GetReflection();
        const Scalar value{.kind = Scalar::Kind::parameter, .text = text};
        if (last && field->message == nullptr) {
            auto wrong = set_scalar(*field, value, *message);
            return wrong.empty() ? Result<void>() : refuse(path, std::move(wrong));
        }
        message = field->repeated ? reflection.AddMessage(message, field->field)
                                  : reflection.MutableMessage(message, field->field);
        if (last) {
            auto wrong = set_scalar_message(*field->message, value, *message);
            return wrong.empty() ? Result<void>() : refuse(path, std::move(wrong));
        }
        plan = field->message;
        rest.remove_prefix(dot + 1);
    }
}

}  // namespace ecommerce::json
