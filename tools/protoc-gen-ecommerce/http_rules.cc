// SPDX-License-Identifier: Apache-2.0
#include "http_rules.h"

#include "google/api/annotations.pb.h"

namespace ecommerce::generator {

namespace {

HttpRule convert(const google::api::HttpRule& rule) {
    switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet: return {"GET", rule.get(), rule.body()};
    case google::api::HttpRule::kPut: return {"PUT", rule.put(), rule.body()};
    case google::api::HttpRule::kPost: return {"POST", rule.post(), rule.body()};
    case google::api::HttpRule::kDelete: return {"DELETE", rule.delete_(), rule.body()};
    case google::api::HttpRule::kPatch: return {"PATCH", rule.patch(), rule.body()};
    default: return {"", "", rule.body()};
    }
}

}  // namespace

std::vector<HttpRule> http_rules(const MethodDescriptor& method) {
    std::vector<HttpRule> rules;
    if (!method.options().HasExtension(google::api::http)) return rules;
    const auto& first = method.options().GetExtension(google::api::http);
    rules.push_back(convert(first));
    for (const auto& more : first.additional_bindings()) {
        rules.push_back(convert(more));
        rules.back().nested = more.additional_bindings_size() > 0;
    }
    return rules;
}

}  // namespace ecommerce::generator
