// SPDX-License-Identifier: Apache-2.0
#include "checks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "cleaning.h"
#include "http_rules.h"
#include "http_template.h"
#include "messages.h"
#include "reasons.h"
#include "rules.h"

#include "options/v1/options.pb.h"
#include "options/v1/step_up.pb.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::MethodOptions;

void check_access(const MethodDescriptor& method, Problems& problems) {
    if (!method.options().HasExtension(options::v1::access)) {
        problems.add(method, "method " + method.full_name() +
                                 " has no access option: say who may call it with (options.v1.access)");
        return;
    }
    const auto& access = method.options().GetExtension(options::v1::access);
    if (!access.anonymous() && !access.internal() && access.roles_size() == 0) {
        problems.add(method, "method " + method.full_name() + " has an access option that lets nobody in");
    }
    if (method.options().GetExtension(options::v1::step_up) &&
        (access.anonymous() || access.internal() || access.roles_size() == 0)) {
        problems.add(method,
                     "method " + method.full_name() + " asks for a proof, which only people can give");
    }
    for (const int role : access.roles()) {
        if (role == options::v1::ROLE_UNSPECIFIED || !options::v1::Role_IsValid(role)) {
            problems.add(method, "method " + method.full_name() + " lets in a role that there is not");
        }
    }
}

bool is_scalar(const FieldDescriptor& field) {
    return !field.is_repeated() && field.message_type() == nullptr;
}

void check_variables(const MethodDescriptor& method, const HttpTemplate& path, Problems& problems) {
    for (const auto& name : path.variables) {
        const auto* field = method.input_type()->FindFieldByName(name);
        if (field == nullptr) {
            problems.add(method, "the path variable {" + name + "} of method " + method.full_name() +
                                     " is not a field of " + method.input_type()->full_name());
        } else if (!is_scalar(*field) || field->has_presence()) {
            problems.add(method, "the path variable {" + name + "} of method " + method.full_name() +
                                     " is not a plain scalar");
        }
    }
}

void check_body(const MethodDescriptor& method, const HttpRule& rule, Problems& problems) {
    if (rule.body.empty()) return;
    if (rule.verb == "GET")
        problems.add(method, "method " + method.full_name() + " has a body, which GET has not");
    if (rule.body != "*" && method.input_type()->FindFieldByName(rule.body) == nullptr) {
        problems.add(method, "the body '" + rule.body + "' of method " + method.full_name() +
                                 " is not a field of " + method.input_type()->full_name());
    }
}

// What neither the path nor the body fills comes from the query string, which holds scalars and lists of them.
void check_query(const MethodDescriptor& method, const HttpRule& rule, const HttpTemplate& path,
                 Problems& problems) {
    if (rule.body == "*") return;
    const std::set<std::string> filled(path.variables.begin(), path.variables.end());
    for (int i = 0; i < method.input_type()->field_count(); ++i) {
        const auto& field = *method.input_type()->field(i);
        if (filled.contains(field.name()) || field.name() == rule.body || !field.is_repeated()) continue;
        if (field.message_type() != nullptr) {
            problems.add(field, "field " + field.full_name() + " cannot be a query parameter of method " +
                                    method.full_name() + ": it holds messages");
        }
    }
}

class HttpChecks {
public:
    explicit HttpChecks(Problems& problems) : problems_(problems) {}

    void check(const MethodDescriptor& method) {
        for (const auto& rule : http_rules(method)) check(method, rule);
    }

private:
    void check(const MethodDescriptor& method, const HttpRule& rule) {
        if (rule.nested) problems_.add(method, "method " + method.full_name() + " nests additional_bindings");
        if (rule.verb.empty()) {
            problems_.add(method, "method " + method.full_name() + " has an HTTP rule without a verb");
            return;
        }
        std::string problem;
        const auto path = parse_http_template(rule.path, problem);
        if (!path) {
            problems_.add(method,
                          "the path '" + rule.path + "' of method " + method.full_name() + " " + problem);
            return;
        }
        const auto [known, is_new] = owners_.emplace(rule.verb + " " + path->shape, &method);
        if (!is_new) {
            problems_.add(method, "methods " + known->second->full_name() + " and " + method.full_name() +
                                      " have the same HTTP rule " + rule.verb + " " + rule.path);
        }
        check_variables(method, *path, problems_);
        check_body(method, rule, problems_);
        check_query(method, rule, *path, problems_);
    }

    Problems& problems_;
    std::map<std::string, const MethodDescriptor*> owners_;
};

bool has_field(const Descriptor& message, const std::string& name, FieldDescriptor::Type type) {
    const auto* field = message.FindFieldByName(name);
    return field != nullptr && !field->is_repeated() && field->type() == type;
}

constexpr std::uint32_t kMessageBytesMax = 32U << 20;  // rpc::kMessageBytesMax

void check_policy(const MethodDescriptor& method, Problems& problems) {
    const auto& policy = method.options().GetExtension(options::v1::policy);
    if (std::max(policy.request_bytes_max(), policy.reply_bytes_max()) > kMessageBytesMax) {
        problems.add(method, "method " + method.full_name() + " allows messages of more than 32 MiB");
    }
    const auto rules = http_rules(method);
    if (policy.raw_body()) {
        for (const auto& rule : rules) {
            if (!has_field(*method.input_type(), rule.body, FieldDescriptor::TYPE_BYTES)) {
                problems.add(method,
                             "method " + method.full_name() +
                                 " takes a raw body, so `body` must name a bytes field of its request");
            }
        }
    }
    const auto& reply = *method.output_type();
    if (policy.raw_reply() && (!has_field(reply, "content_type", FieldDescriptor::TYPE_STRING) ||
                               !has_field(reply, "data", FieldDescriptor::TYPE_BYTES))) {
        problems.add(method, "method " + method.full_name() +
                                 " replies raw, so its reply needs `string content_type` and `bytes data`");
    }
    if (policy.cache_seconds() == 0) return;
    const bool reads = method.options().idempotency_level() == MethodOptions::NO_SIDE_EFFECTS;
    if (!reads || !method.options().GetExtension(options::v1::access).anonymous()) {
        problems.add(method, "method " + method.full_name() +
                                 " may be cached, but is not an anonymous read with NO_SIDE_EFFECTS");
    }
}

// A type of its own for each request and reply lets either grow alone.
class TypeChecks {
public:
    explicit TypeChecks(Problems& problems) : problems_(problems) {}

    void check(const MethodDescriptor& method) {
        for (const auto* type : {method.input_type(), method.output_type()}) {
            const auto [known, is_new] = owners_.emplace(type->full_name(), &method);
            if (!is_new) {
                problems_.add(method, type->full_name() + " is used by " + known->second->full_name() +
                                          " already; " + method.full_name() + " needs a type of its own");
            }
        }
    }

private:
    Problems& problems_;
    std::map<std::string, const MethodDescriptor*> owners_;
};

}  // namespace

void check_file(const FileDescriptor& file, Problems& problems) {
    if (!is_ours(file)) {
        problems.add_at(file.name(), 1, "the package is not within ecommerce");
        return;
    }
    check_reasons(file, problems);
    for_each_message(file, [&](const Descriptor& message) {
        for (int i = 0; i < message.field_count(); ++i) {
            check_rules(*message.field(i), problems);
            check_text(*message.field(i), problems);
        }
    });
    HttpChecks http(problems);
    TypeChecks types(problems);
    for (int i = 0; i < file.service_count(); ++i) {
        const auto& service = *file.service(i);
        if (service.method_count() == 0)
            problems.add(service, "service " + service.full_name() + " has no methods");
        for (int j = 0; j < service.method_count(); ++j) {
            const auto& method = *service.method(j);
            if (method.client_streaming()) {
                problems.add(method, "method " + method.full_name() +
                                         " streams from the client, which is not supported");
            }
            check_access(method, problems);
            http.check(method);
            check_policy(method, problems);
            types.check(method);
            check_texts_of_clients(method, problems);
        }
    }
}

}  // namespace ecommerce::generator
