// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/json_tree.h"

#include "framework/json/json.h"

namespace ecommerce::openapi {

Json Json::list(std::vector<Json> items) {
    Json json;
    json.value_ = std::move(items);
    return json;
}

Json& Json::operator[](std::string_view name) {
    auto& members = std::get<Members>(value_);
    for (auto& [known, value] : members) {
        if (known == name) return value;
    }
    return members.emplace_back(std::string(name), Json()).second;
}

const Json* Json::find(std::string_view name) const {
    for (const auto& [known, value] : std::get<Members>(value_)) {
        if (known == name) return &value;
    }
    return nullptr;
}

void Json::push(Json item) {
    std::get<std::vector<Json>>(value_).push_back(std::move(item));
}

bool Json::empty() const {
    if (const auto* members = std::get_if<Members>(&value_)) return members->empty();
    if (const auto* items = std::get_if<std::vector<Json>>(&value_)) return items->empty();
    return false;
}

std::string Json::text() const {
    std::string out;
    append_to(out);
    return out;
}

void Json::append_to(std::string& out) const {
    if (const auto* members = std::get_if<Members>(&value_)) {
        out += '{';
        bool first = true;
        for (const auto& [name, value] : *members) {
            if (!first) out += ',';
            first = false;
            json::append_json_string(out, name);
            out += ':';
            value.append_to(out);
        }
        out += '}';
    } else if (const auto* items = std::get_if<std::vector<Json>>(&value_)) {
        out += '[';
        for (std::size_t i = 0; i < items->size(); ++i) {
            if (i > 0) out += ',';
            (*items)[i].append_to(out);
        }
        out += ']';
    } else if (const auto* text = std::get_if<std::string>(&value_)) {
        json::append_json_string(out, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value_)) {
        out += std::to_string(*number);
    } else {
        out += std::get<bool>(value_) ? "true" : "false";
    }
}

}  // namespace ecommerce::openapi
