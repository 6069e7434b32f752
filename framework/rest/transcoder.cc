// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/transcoder.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "framework/call/reasons.h"
#include "framework/http/headers.h"
#include "framework/http/media_type.h"
#include "framework/http/uri.h"
#include "framework/json/json.h"
#include "framework/rest/path_template.h"

namespace ecommerce::rest {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kJson = "application/json";

std::unexpected<Error> malformed(std::string message) {
    return fail(reason::malformed_request(std::move(message)));
}

std::unexpected<Error> bad_parameter(const std::string& name, std::string_view problem) {
    auto error =
        reason::malformed_request("The query parameter \"" + name + "\" " + std::string(problem) + ".");
    return fail(std::move(error).violations({{name, std::string(problem)}}));
}

[[noreturn]] void refuse(const rpc::Method& method, const rpc::HttpRule& rule, std::string_view problem) {
    throw std::invalid_argument(std::string(method.path) + ", route " + std::string(rule.path) + ": " +
                                std::string(problem));
}

const FieldDescriptor* find_in(const google::protobuf::Descriptor& type, std::string_view name) {
    for (int i = 0; i < type.field_count(); ++i) {
        const auto* field = type.field(i);
        if (field->name() == name || field->json_name() == name) return field;
    }
    return nullptr;
}

Result<void> check_json(const http::Request& request) {
    if (http::is_media_type(request.header("content-type"), kJson)) return {};
    return fail(reason::unsupported_media_type("The body must be JSON: send Content-Type: application/json.")
                    .with("accept", std::string(kJson)));
}

Result<void> check_coding(const http::Request& request) {
    const auto coding = request.header("content-encoding");
    if (coding.empty() || http::equals_ignoring_case(coding, "identity")) return {};
    return fail(reason::unsupported_media_type("The body must be sent as it is, without a Content-Encoding.")
                    .with("accept_encoding", "identity"));
}

std::unexpected<Error> precondition_failed(std::string message) {
    return fail(reason::etag_mismatch(std::move(message)));
}

// A singular field `etag` of texts.
const FieldDescriptor* etag_in(const google::protobuf::Descriptor& type) {
    const auto* field = type.FindFieldByName("etag");
    const bool fits = field && !field->is_repeated() && field->type() == FieldDescriptor::TYPE_STRING;
    return fits ? field : nullptr;
}

}  // namespace

const FieldDescriptor* find_field(const Message& message, std::string_view path) {
    const auto* type = message.GetDescriptor();
    while (type) {
        const auto dot = path.find('.');
        const auto* field = find_in(*type, path.substr(0, dot));
        if (!field || dot == std::string_view::npos) return field;
        path.remove_prefix(dot + 1);
        type = field->is_repeated() ? nullptr : field->message_type();
    }
    return nullptr;
}

Binding::Binding(const rpc::Method& method, const rpc::HttpRule& rule) : method_(&method), rule_(&rule) {
    const auto& request = *method.request();
    for (const auto& variable : PathTemplate::parse(rule.path).variables) {
        const auto* field = find_field(request, variable.field);
        if (!field || field->is_repeated())
            refuse(method, rule, "its path names no single field: " + variable.field);
        path_fields_.push_back(field);
    }
    if (!rule.body.empty() && rule.body != "*") {
        body_ = find_in(*request.GetDescriptor(), rule.body);
        if (!body_ || body_->is_repeated()) refuse(method, rule, "its body names no single field");
        const bool raw = body_->type() == FieldDescriptor::TYPE_BYTES;
        const bool fits = method.raw_body ? raw : body_->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (!fits) refuse(method, rule, "its body's field has the wrong type");
    }
    if (method.raw_body && !body_) refuse(method, rule, "a raw body needs a bytes field");
    etag_ = etag_in(*request.GetDescriptor());
    const auto& reply = *method.response()->GetDescriptor();
    for (int i = 0; i < reply.field_count() && !reply_etag_ && method.cache.count() == 0; ++i) {
        const auto* field = reply.field(i);
        if (field->is_repeated() || !field->message_type()) continue;
        reply_etag_ = etag_in(*field->message_type());
        if (reply_etag_) reply_resource_ = field;
    }
    if (method.raw_reply) {
        const auto& response = *method.response()->GetDescriptor();
        reply_type_ = response.FindFieldByName("content_type");
        reply_data_ = response.FindFieldByName("data");
        const bool fits = reply_type_ && reply_data_ && reply_type_->type() == FieldDescriptor::TYPE_STRING &&
                          reply_data_->type() == FieldDescriptor::TYPE_BYTES;
        if (!fits) refuse(method, rule, "a raw reply needs content_type and data");
    }
}

// The body comes first because reading JSON replaces the message; what the path says wins over it.
Result<void> Binding::read(const http::Request& request, const Router::Match& match, Message& out) const {
    if (auto body = read_body(request, out); !body) return body;
    for (const auto& [field, value] : match.variables) {
        if (auto set = json::read_text_field(field, value, out); !set) return set;
    }
    if (auto query = read_query(request, out); !query) return query;
    return read_if_match(request, out);
}

Result<void> Binding::read_if_match(const http::Request& request, Message& out) const {
    const auto count = request.header_count("if-match");
    const auto value = request.header("if-match");
    if (count == 0 || (count == 1 && value == "*")) return {};
    const bool reads = request.verb() == http::Verb::get || request.verb() == http::Verb::head;
    if (!etag_) {
        if (reads && method_->cache.count() > 0) return {};
        return precondition_failed("This method cannot hold to If-Match, so it has done nothing.");
    }
    const bool one_tag =
        count == 1 && value.size() > 2 && value.starts_with('"') && value.find('"', 1) == value.size() - 1;
    if (!one_tag) return precondition_failed("If-Match must name one strong entity tag here.");
    const std::string tag(value.substr(1, value.size() - 2));
    const auto& reflection = *out.GetReflection();
    const auto said = reflection.GetString(out, etag_);
    if (!said.empty() && said != tag)
        return precondition_failed("If-Match and the etag of the body name two versions.");
    reflection.SetString(&out, etag_, tag);
    return {};
}

Result<void> Binding::read_body(const http::Request& request, Message& out) const {
    const auto& body = request.body();
    if (!body.empty()) {
        if (auto coding = check_coding(request); !coding) return coding;
    }
    if (rule_->body.empty()) {
        if (!body.empty()) return malformed("This address takes no body.");
        return {};
    }
    if (method_->raw_body) {
        out.GetReflection()->SetString(&out, body_, body);
        return {};
    }
    if (body.empty()) return {};
    if (auto json = check_json(request); !json) return json;
    return json::read_json(body, body_ ? *out.GetReflection()->MutableMessage(&out, body_) : out);
}

Result<void> Binding::read_query(const http::Request& request, Message& out) const {
    if (request.query().empty()) return {};
    auto parameters = http::parse_query(request.query());
    if (!parameters) return fail(std::move(parameters).error());
    std::set<const FieldDescriptor*> seen;
    for (const auto& [name, value] : *parameters) {
        const auto* field = rule_->body == "*" ? nullptr : find_field(out, name);
        if (!field) return bad_parameter(name, "is not known here");
        const bool of_body =
            body_ && find_in(*out.GetDescriptor(), std::string_view(name).substr(0, name.find('.'))) == body_;
        if (of_body) return bad_parameter(name, "belongs into the body");
        if (std::ranges::find(path_fields_, field) != path_fields_.end())
            return bad_parameter(name, "is given by the path");
        if (!seen.insert(field).second && !field->is_repeated()) return bad_parameter(name, "is given twice");
        if (auto set = json::read_text_field(name, value, out); !set) return set;
    }
    return {};
}

http::Response Binding::write(const Message& message) const {
    http::Response response;
    if (reply_data_) {
        const auto& reflection = *message.GetReflection();
        response.content_type = reflection.GetString(message, reply_type_);
        response.body = reflection.GetString(message, reply_data_);
        return response;
    }
    response.content_type = kJson;
    json::write_json(message, response.body);
    if (reply_etag_ && message.GetReflection()->HasField(message, reply_resource_)) {
        const auto& resource = message.GetReflection()->GetMessage(message, reply_resource_);
        const auto etag = resource.GetReflection()->GetString(resource, reply_etag_);
        if (!etag.empty()) response.headers.set("ETag", "\"" + etag + "\"");
    }
    return response;
}

}  // namespace ecommerce::rest
