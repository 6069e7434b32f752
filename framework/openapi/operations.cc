// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/operations.h"

#include <algorithm>
#include <optional>

#include <google/protobuf/message.h>

#include "framework/call/idempotency.h"
#include "framework/call/proof.h"
#include "framework/openapi/bounds.h"

namespace ecommerce::openapi {

namespace {

namespace pb = google::protobuf;

// Query parameters reach this deep into messages: "filter.price.min".
constexpr int kMostQueryLevels = 3;

const pb::Descriptor& request_of(const rpc::Method& method) {
    return *method.request()->GetDescriptor();
}

const pb::Descriptor& reply_of(const rpc::Method& method) {
    return *method.response()->GetDescriptor();
}

Json content(std::string_view type, Json schema) {
    Json media;
    media["schema"] = std::move(schema);
    Json content;
    content[type] = std::move(media);
    return content;
}

Json binary() {
    Json schema;
    schema["type"] = "string";
    schema["format"] = "binary";
    return schema;
}

Json parameter(std::string_view name, std::string_view in, bool required, std::string_view doc, Json schema) {
    Json parameter;
    parameter["name"] = name;
    parameter["in"] = in;
    if (required) parameter["required"] = true;
    if (!doc.empty()) parameter["description"] = paragraphs(doc);
    parameter["schema"] = std::move(schema);
    return parameter;
}

Json idempotency_key(bool required) {
    Json schema;
    schema["type"] = "string";
    schema["minLength"] = 1;
    schema["maxLength"] = kIdempotencyKeyMax;
    schema["pattern"] = "^[!-~]+$";
    return parameter(
        "Idempotency-Key", "header", required,
        "A text of your own, new for each thing that is to happen. The same key with the same request "
        "gives the first reply again and has no second effect.",
        std::move(schema));
}

Json if_match() {
    Json schema;
    schema["type"] = "string";
    return parameter(
        "If-Match", "header", false,
        "The ETag that came with what you read, instead of `etag` in the request: 412 when somebody has "
        "changed it since.",
        std::move(schema));
}

// Whether the JSON of the message is one string or number.
bool is_one_value(const pb::Descriptor& message) {
    const std::string_view name = message.full_name();
    return name.starts_with("google.protobuf.") && name != "google.protobuf.Struct" &&
           name != "google.protobuf.Any" && name != "google.protobuf.ListValue" &&
           name != "google.protobuf.Empty";
}

// What makes the parameters of one operation.
class Parameters {
public:
    Parameters(const Schemas& schemas, const Docs& docs) : schemas_(schemas), docs_(docs) {}

    void add_path(const pb::FieldDescriptor& field, const std::string& name) {
        add(field, name, "path", true);
    }

    // All fields of the message that are not `given` otherwise, messages within it by dots.
    void add_query(const pb::Descriptor& message, const Schemas::Fields& given,
                   const std::string& prefix = "", int level = 1) {
        for (int i = 0; i < message.field_count(); ++i) {
            const auto& field = *message.field(i);
            if (given.contains(&field)) continue;
            const auto name = prefix + field.json_name();
            if (field.message_type() == nullptr || is_one_value(*field.message_type())) {
                add(field, name, "query", level == 1 && must_be_given(field));
            } else if (!field.is_repeated() && level < kMostQueryLevels) {
                add_query(*field.message_type(), given, name + ".", level + 1);
            }
        }
    }

    void add_key(bool required) { list_.push(idempotency_key(required)); }
    void add_if_match() { list_.push(if_match()); }

    Json take() { return std::move(list_); }

private:
    void add(const pb::FieldDescriptor& field, const std::string& name, std::string_view in, bool required) {
        list_.push(parameter(name, in, required, docs_.find(field.full_name()),
                             schemas_.field(field, Side::request, false)));
    }

    const Schemas& schemas_;
    const Docs& docs_;
    Json list_ = Json::list();
};

Schemas::Fields path_fields(const rpc::Method& method, const rpc::HttpRule& rule) {
    Schemas::Fields fields;
    for (const auto& name : PathParts::parse(rule.path).variables) {
        fields.insert(request_of(method).FindFieldByName(name));
    }
    return fields;
}

Json parameters(const OperationInput& input, const Schemas& schemas, const Docs& docs) {
    const auto& message = request_of(input.method);
    Parameters parameters(schemas, docs);
    const auto parts = PathParts::parse(input.rule.path);
    for (std::size_t i = 0; i < parts.variables.size(); ++i) {
        parameters.add_path(*message.FindFieldByName(parts.variables[i]), input.path_names[i]);
    }
    if (input.rule.body != "*") {
        auto given = path_fields(input.method, input.rule);
        if (!input.rule.body.empty()) given.insert(message.FindFieldByName(std::string(input.rule.body)));
        parameters.add_query(message, given);
    }
    if (input.method.idempotency_key != rpc::KeyUse::ignored) {
        parameters.add_key(input.method.idempotency_key == rpc::KeyUse::required);
    }
    if (message.FindFieldByName("etag") != nullptr) parameters.add_if_match();
    return parameters.take();
}

// Nothing where the path says it all.
std::optional<Json> request_body(const OperationInput& input, const Schemas& schemas) {
    const auto& message = request_of(input.method);
    if (input.rule.body.empty()) return std::nullopt;
    Json body;
    body["required"] = true;
    if (input.method.raw_body) {
        body["content"] = content("application/octet-stream", binary());
        return body;
    }
    if (input.rule.body != "*") {
        const auto& field = *message.FindFieldByName(std::string(input.rule.body));
        body["content"] = content("application/json", schemas.message(*field.message_type(), Side::request));
        return body;
    }
    const auto given = path_fields(input.method, input.rule);
    if (std::size_t(message.field_count()) == given.size()) return std::nullopt;
    bool required = false;
    for (int i = 0; i < message.field_count(); ++i) {
        required = required || (!given.contains(message.field(i)) && must_be_given(*message.field(i)));
    }
    body["required"] = required;
    body["content"] = content("application/json", schemas.has_request(message)
                                                      ? schemas.message(message, Side::request)
                                                      : schemas.object(message, Side::request, given));
    return body;
}

Json success(const rpc::Method& method, const Schemas& schemas) {
    Json response;
    response["description"] =
        method.server_streaming ? "Server-sent events; the data of each is one message." : "Done.";
    if (method.raw_reply) {
        response["content"] = content("*/*", binary());
    } else {
        response["content"] = content(method.server_streaming ? "text/event-stream" : "application/json",
                                      schemas.message(reply_of(method), Side::reply));
    }
    return response;
}

Json responses(const OperationInput& input, const Schemas& schemas) {
    Json responses;
    responses["200"] = success(input.method, schemas);
    const auto problem = [&](std::string_view status, std::string_view name) {
        responses[status]["$ref"] = "#/components/responses/" + std::string(name);
    };
    const bool writes = input.rule.verb != "GET";
    if (request_of(input.method).field_count() > 0) problem("400", "Invalid");
    if (!input.method.access.anonymous) {
        problem("401", "Unauthenticated");
        problem("403", "Forbidden");
    }
    if (input.rule.path.find('{') != std::string_view::npos) problem("404", "NotFound");
    if (writes) problem("409", "Conflict");
    if (input.method.idempotency_key != rpc::KeyUse::ignored) problem("422", "KeyReused");
    problem("429", "RateLimited");
    problem("default", "Problem");
    return responses;
}

Json roles(const rpc::Access& access) {
    auto roles = Json::list();
    if (access.anonymous) roles.push("anonymous");
    if (access.roles.has(Role::customer)) roles.push("customer");
    if (access.roles.has(Role::seller)) roles.push("seller");
    if (access.roles.has(Role::admin)) roles.push("admin");
    return roles;
}

}  // namespace

PathParts PathParts::parse(std::string_view path) {
    PathParts parts;
    while (!path.empty()) {
        const auto open = path.find('{');
        parts.shape += path.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = path.find('}', open);
        parts.variables.emplace_back(path.substr(open + 1, close - open - 1));
        parts.shape += "{}";
        path.remove_prefix(close + 1);
    }
    return parts;
}

std::string PathParts::with(const std::vector<std::string>& names) const {
    std::string path;
    std::size_t next = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        path += shape[i];
        if (shape[i] == '{') path += names[next++];
    }
    return path;
}

void use_schemas(const rpc::Method& method, Schemas& schemas) {
    if (!method.raw_reply) schemas.use(reply_of(method), Side::reply);
    const auto& request = request_of(method);
    const auto given = path_fields(method, method.http.front());
    const bool one_body = std::ranges::all_of(method.http, [&](const rpc::HttpRule& rule) {
        return rule.body == "*" && path_fields(method, rule) == given;
    });
    if (one_body && std::size_t(request.field_count()) > given.size())
        return schemas.use_body(request, given);
    // Only what its fields refer to: the message itself becomes parameters, or is written in place.
    for (int i = 0; i < request.field_count(); ++i) schemas.use_field(*request.field(i), Side::request);
}

Json operation(const OperationInput& input, const Schemas& schemas, const Docs& docs) {
    const auto& method = input.method;
    const auto doc = docs.find(std::string(method.service) + "." + std::string(method.name));
    Json operation;
    operation["operationId"] = input.id;
    operation["tags"] = Json::list({input.tag});
    operation["summary"] = doc.empty() ? std::string(method.name) : first_sentence(doc);
    if (!doc.empty()) operation["description"] = paragraphs(doc);
    auto inputs = parameters(input, schemas, docs);
    if (!inputs.empty()) operation["parameters"] = std::move(inputs);
    if (auto body = request_body(input, schemas)) operation["requestBody"] = *std::move(body);
    operation["responses"] = responses(input, schemas);
    Json bearer;
    bearer["bearer"] = Json::list();
    operation["security"] = method.access.anonymous ? Json::list() : Json::list({bearer});
    operation["x-roles"] = roles(method.access);
    if (method.access.roles.has(kProven)) operation["x-step-up"] = true;
    operation["x-rate-class"] = method.rate_class;
    operation["x-timeout-ms"] = method.timeout.count();
    if (method.cache.count() > 0) operation["x-cache-seconds"] = method.cache.count();
    return operation;
}

}  // namespace ecommerce::openapi
