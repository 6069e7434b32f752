// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/openapi.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <google/protobuf/message.h>

#include "framework/json/tree.h"
#include "framework/openapi/docs.h"
#include "framework/openapi/operations.h"
#include "framework/openapi/schemas.h"

namespace ecommerce::openapi {

namespace {

bool is_public(const rpc::Method& method) {
    return !method.http.empty() && (method.access.anonymous || !method.access.roles.empty());
}

// "ecommerce.order.v1.ShopOrderService" -> "ShopOrder".
std::string tag_of(const rpc::Method& method) {
    auto name = method.service.substr(method.service.rfind('.') + 1);
    if (name.ends_with("Service") && name != "Service") name.remove_suffix(7);
    return std::string(name);
}

// "ShopOrder" -> "Shop order".
std::string words(std::string_view pascal) {
    std::string text;
    for (const char c : pascal) {
        const bool begins = c >= 'A' && c <= 'Z' && !text.empty();
        if (begins) text += ' ';
        text += begins ? char(c - 'A' + 'a') : c;
    }
    return text;
}

std::string lower_first(std::string_view name) {
    std::string text(name);
    if (text[0] >= 'A' && text[0] <= 'Z') text[0] = char(text[0] - 'A' + 'a');
    return text;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return out;
}

// Its reasons are the platform's: any method may fail with them.
constexpr std::string_view kPlatformPackage = "ecommerce.common.v1";

std::string_view package_of(const rpc::Method& method) {
    return method.service.substr(0, method.service.rfind('.'));
}

// The reasons of failure that a package of the contract declares.
Json reasons_of(std::string_view package, const Docs& docs) {
    const std::string prefix = std::string(package) + ".ERROR_REASON_";
    auto reasons = Json::list();
    for (const auto& doc : docs.within(prefix)) {
        if (doc.status == 0) continue;
        Json reason;
        reason["reason"] = doc.name.substr(prefix.size());
        reason["status"] = doc.status;
        reason["description"] = paragraphs(doc.text);
        reasons.push(std::move(reason));
    }
    return reasons;
}

class Document {
public:
    Document(std::span<const std::span<const rpc::Method>> services, std::span<const rpc::Doc> docs)
        : docs_(docs), schemas_(docs_) {
        for (const auto& methods : services) {
            for (const auto& method : methods) {
                if (!is_public(method)) continue;
                methods_.push_back(&method);
                ++names_[lower_first(method.name)];
                use_schemas(method, schemas_);
            }
        }
    }

    std::string text(const Info& info) {
        for (const auto* method : methods_) add(*method);
        Json document;
        document["openapi"] = "3.0.3";
        auto& about = document["info"];
        about["title"] = info.title;
        about["version"] = info.version;
        about["description"] = info.description;
        about["license"]["name"] = "Apache-2.0";
        about["license"]["url"] = "https://www.apache.org/licenses/LICENSE-2.0";
        Json server;
        server["url"] = info.server_url;
        document["servers"] = Json::list({std::move(server)});
        document["tags"] = std::move(tags_);
        auto reasons = reasons_of(kPlatformPackage, docs_);
        if (!reasons.empty()) document["x-reasons"] = std::move(reasons);
        document["paths"] = std::move(paths_);
        auto& components = document["components"];
        components["schemas"] = schemas_.all();
        components["schemas"]["Problem"] = problem_schema();
        components["responses"] = problem_responses();
        auto& bearer = components["securitySchemes"]["bearer"];
        bearer["type"] = "http";
        bearer["scheme"] = "bearer";
        bearer["bearerFormat"] = "JWT";
        return document.text();
    }

private:
    void add(const rpc::Method& method) {
        const auto tag = tag_of(method);
        if (tag_names_.insert(tag).second) add_tag(method, tag);
        std::string id = lower_first(method.name);
        if (names_[id] > 1) id = lower_first(tag) + "_" + std::string(method.name);
        std::size_t number = 0;
        for (const auto& rule : method.http) {
            ++number;
            const OperationInput input{method, rule, number > 1 ? id + std::to_string(number) : id, tag,
                                       path_names(method, rule)};
            const auto path = PathParts::parse(rule.path).with(input.path_names);
            paths_[path][lower(rule.verb)] = operation(input, schemas_, docs_);
        }
    }

    void add_tag(const rpc::Method& method, const std::string& name) {
        Json tag;
        tag["name"] = name;
        tag["x-displayName"] = words(name);
        const auto doc = docs_.find(method.service);
        if (!doc.empty()) tag["description"] = paragraphs(doc);
        auto reasons = reasons_of(package_of(method), docs_);
        if (!reasons.empty()) tag["x-reasons"] = std::move(reasons);
        tags_.push(std::move(tag));
    }

    // One path has one set of names, whatever the fields of its methods are called.
    std::vector<std::string> path_names(const rpc::Method& method, const rpc::HttpRule& rule) {
        const auto parts = PathParts::parse(rule.path);
        const auto [known, is_new] = names_of_paths_.try_emplace(parts.shape);
        if (is_new) {
            for (const auto& variable : parts.variables) {
                known->second.push_back(
                    method.request()->GetDescriptor()->FindFieldByName(variable)->json_name());
            }
        }
        return known->second;
    }

    Docs docs_;
    Schemas schemas_;
    std::vector<const rpc::Method*> methods_;
    std::map<std::string, int> names_;  // how many methods want an operationId
    std::map<std::string, std::vector<std::string>> names_of_paths_;
    std::set<std::string> tag_names_;
    Json tags_ = Json::list();
    Json paths_;
};

}  // namespace

std::string openapi_document(std::span<const std::span<const rpc::Method>> services,
                             std::span<const rpc::Doc> docs, const Info& info) {
    return Document(services, docs).text(info);
}

}  // namespace ecommerce::openapi
