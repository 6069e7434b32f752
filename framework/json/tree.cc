// SPDX-License-Identifier: Apache-2.0
#include "framework/json/tree.h"

#include <cmath>

#include <simdjson.h>

#include "framework/json/json.h"
#include "framework/json/text.h"

namespace ecommerce::json {

namespace dom = simdjson::dom;

Json Json::list(std::vector<Json> items) {
    Json json;
    json.value_ = std::move(items);
    return json;
}

Json Json::object(std::initializer_list<std::pair<std::string_view, Json>> members) {
    Json json;
    auto& all = std::get<Members>(json.value_);
    for (const auto& [name, value] : members) all.emplace_back(std::string(name), value);
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
    for (const auto& [known, value] : members()) {
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
            append_json_string(out, name);
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
        append_json_string(out, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&value_)) {
        append_number(out, *number);
    } else if (const auto* truth = std::get_if<bool>(&value_)) {
        out += *truth ? "true" : "false";
    } else if (const auto* real = std::get_if<double>(&value_)) {
        append_real(out, *real);
    } else {
        out += "null";
    }
}

class Json::Reader {
public:
    static Json read(const dom::element& element) {
        Json json;
        switch (element.type()) {
        case dom::element_type::OBJECT: {
            auto& members = std::get<Members>(json.value_);
            for (const auto [name, value] : dom::object(element))
                members.emplace_back(std::string(name), read(value));
            break;
        }
        case dom::element_type::ARRAY: {
            std::vector<Json> items;
            for (const auto item : dom::array(element)) items.push_back(read(item));
            json.value_ = std::move(items);
            break;
        }
        case dom::element_type::STRING: json.value_ = std::string(std::string_view(element)); break;
        case dom::element_type::INT64: json.value_ = std::int64_t(element); break;
        case dom::element_type::UINT64: json.value_ = double(std::uint64_t(element)); break;
        case dom::element_type::DOUBLE: json.value_ = double(element); break;
        case dom::element_type::BOOL: json.value_ = bool(element); break;
        case dom::element_type::NULL_VALUE: json.value_ = std::monostate(); break;
        }
        return json;
    }
};

std::optional<Json> Json::parse(std::string_view text) {
    dom::parser parser;
    dom::element root;
    if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return std::nullopt;
    return Reader::read(root);
}

namespace {

const Json& null() {
    static const Json none = *Json::parse("null");
    return none;
}

}  // namespace

const Json& Json::at(std::string_view name) const {
    const auto* found = find(name);
    return found ? *found : null();
}

const Json& Json::at(std::size_t place) const {
    const auto all = items();
    return place < all.size() ? all[place] : null();
}

std::optional<std::int64_t> Json::integer() const {
    if (const auto* number = std::get_if<std::int64_t>(&value_)) return *number;
    const auto* real = std::get_if<double>(&value_);
    if (!real || std::abs(*real) >= 9e18) return std::nullopt;
    return std::int64_t(*real);
}

std::optional<bool> Json::boolean() const {
    const auto* truth = std::get_if<bool>(&value_);
    return truth ? std::optional(*truth) : std::nullopt;
}

std::string_view Json::string() const {
    const auto* text = std::get_if<std::string>(&value_);
    return text ? std::string_view(*text) : std::string_view();
}

std::span<const Json> Json::items() const {
    const auto* items = std::get_if<std::vector<Json>>(&value_);
    return items ? std::span<const Json>(*items) : std::span<const Json>();
}

const Json::Members& Json::members() const {
    static const Members none;
    const auto* members = std::get_if<Members>(&value_);
    return members ? *members : none;
}

}  // namespace ecommerce::json
