// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/bounds.h"

#include <algorithm>
#include <string>

#include "framework/validation/pattern.h"

#include "validate/validate.pb.h"

namespace ecommerce::openapi {

namespace {

using google::protobuf::FieldDescriptor;
using validate::FieldRules;

const FieldRules& rules_of(const FieldDescriptor& field) {
    return field.options().GetExtension(validate::rules);
}

void text_bounds(const validate::StringRules& rules, Json& schema) {
    if (rules.has_len() || rules.has_min_len())
        schema["minLength"] = rules.has_len() ? rules.len() : rules.min_len();
    if (rules.has_len() || rules.has_max_len())
        schema["maxLength"] = rules.has_len() ? rules.len() : rules.max_len();
    if (rules.has_max_bytes()) schema["x-maxBytes"] = rules.max_bytes();
    if (rules.has_pattern()) schema["pattern"] = rules.pattern();
    if (rules.has_prefix() && !rules.has_pattern()) schema["x-prefix"] = rules.prefix();
    if (rules.email()) schema["format"] = "email";
    if (rules.uuid()) schema["format"] = "uuid";
    if (rules.in_size() == 0) return;
    schema["enum"] = Json::list();
    for (const auto& choice : rules.in()) schema["enum"].push(choice);
}

// JSON has 64-bit integers as strings, whose bounds no schema can tell; those go under names of our own.
template <typename Rules>
void number_bounds(const Rules& rules, bool as_text, Json& schema) {
    const auto set = [&](std::string_view name, auto value) {
        if (as_text) {
            schema["x-" + std::string(name)] = std::to_string(value);
        } else {
            schema[name] = value;
        }
    };
    if (rules.has_gte()) set("minimum", rules.gte());
    if (rules.has_gt()) set("minimum", rules.gt() + 1);
    if (rules.has_lte()) set("maximum", rules.lte());
    if (rules.has_lt()) set("maximum", rules.lt() - 1);
    if (rules.in_size() == 0) return;
    schema["enum"] = Json::list();
    for (const auto choice : rules.in())
        schema["enum"].push(as_text ? Json(std::to_string(choice)) : Json(choice));
}

// Data is in base 64: four characters for three bytes.
void data_bounds(const validate::BytesRules& rules, Json& schema) {
    if (rules.has_max_len()) schema["maxLength"] = (rules.max_len() + 2) / 3 * 4;
    if (rules.has_min_len() && rules.min_len() > 0) schema["minLength"] = 2;
}

void value_bounds(const FieldRules& rules, Json& schema) {
    switch (rules.type_case()) {
    case FieldRules::kInt32: number_bounds(rules.int32(), false, schema); break;
    case FieldRules::kUint32: number_bounds(rules.uint32(), false, schema); break;
    case FieldRules::kInt64: number_bounds(rules.int64(), true, schema); break;
    case FieldRules::kUint64: number_bounds(rules.uint64(), true, schema); break;
    case FieldRules::kString: text_bounds(rules.string(), schema); break;
    case FieldRules::kBytes: data_bounds(rules.bytes(), schema); break;
    case FieldRules::kRepeated:
        if (rules.repeated().min_items() > 0) schema["minItems"] = rules.repeated().min_items();
        if (rules.repeated().has_max_items()) schema["maxItems"] = rules.repeated().max_items();
        if (rules.repeated().unique()) schema["uniqueItems"] = true;
        break;
    case FieldRules::kMap:
        if (rules.map().min_pairs() > 0) schema["minProperties"] = rules.map().min_pairs();
        if (rules.map().has_max_pairs()) schema["maxProperties"] = rules.map().max_pairs();
        break;
    default: break;
    }
}

template <typename List, typename T>
bool contains(const List& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

bool refuses_empty(const validate::StringRules& rules) {
    if (rules.ignore_empty()) return false;
    if (rules.min_len() > 0 || rules.len() > 0 || rules.min_bytes() > 0 || rules.email() || rules.uuid())
        return true;
    if (rules.has_prefix() && !rules.prefix().empty()) return true;
    if (rules.in_size() > 0 && !contains(rules.in(), std::string())) return true;
    if (contains(rules.not_in(), std::string())) return true;
    return rules.has_pattern() && !validation::Pattern(rules.pattern()).found_in("");
}

template <typename Rules>
bool refuses_zero(const Rules& rules) {
    if (rules.ignore_empty()) return false;
    const decltype(rules.gt()) zero = 0;
    if ((rules.has_gt() && !(zero > rules.gt())) || (rules.has_gte() && !(zero >= rules.gte()))) return true;
    if ((rules.has_lt() && !(zero < rules.lt())) || (rules.has_lte() && !(zero <= rules.lte()))) return true;
    return (rules.in_size() > 0 && !contains(rules.in(), zero)) || contains(rules.not_in(), zero);
}

}  // namespace

void add_bounds(const FieldDescriptor& field, Json& schema) {
    value_bounds(rules_of(field), schema);
}

void add_item_bounds(const FieldDescriptor& field, Json& schema) {
    const auto& rules = rules_of(field);
    value_bounds(field.is_map() ? rules.map().values() : rules.repeated().items(), schema);
}

bool must_be_given(const FieldDescriptor& field) {
    const auto& rules = rules_of(field);
    if (field.message_type() != nullptr && !field.is_repeated()) return rules.message().required();
    if (field.has_presence()) return false;
    switch (rules.type_case()) {
    case FieldRules::kInt32: return refuses_zero(rules.int32());
    case FieldRules::kUint32: return refuses_zero(rules.uint32());
    case FieldRules::kInt64: return refuses_zero(rules.int64());
    case FieldRules::kUint64: return refuses_zero(rules.uint64());
    case FieldRules::kString: return refuses_empty(rules.string());
    case FieldRules::kBytes: return rules.bytes().min_len() > 0 || rules.bytes().len() > 0;
    case FieldRules::kEnum:
        return contains(rules.enum_().not_in(), 0) ||
               (rules.enum_().in_size() > 0 && !contains(rules.enum_().in(), 0));
    case FieldRules::kRepeated: return rules.repeated().min_items() > 0;
    case FieldRules::kMap: return rules.map().min_pairs() > 0;
    default: return false;
    }
}

}  // namespace ecommerce::openapi
