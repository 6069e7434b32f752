// SPDX-License-Identifier: Apache-2.0
#include "rules.h"

#include <cstdint>
#include <limits>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/compiler/cpp/names.h>

#include "cleaning.h"

#include "validate/validate.pb.h"

namespace ecommerce::generator {

namespace {

using validate::FieldRules;

const FieldRules& rules_of(const FieldDescriptor& field) {
    return field.options().GetExtension(validate::rules);
}

std::string accessor(const FieldDescriptor& field) {
    return google::protobuf::compiler::cpp::FieldName(&field);
}

// One value to check: how the code reads it, its path, and where the statements go.
struct Value {
    const FieldDescriptor& field;  // its type; for map entries the key's or the value's field
    std::string expression;
    std::string path;      // an expression of type Path
    std::string path_ref;  // a named Path, empty when there is none yet
    std::string indent;
};

void line(std::string& out, const Value& value, const std::string& statement) {
    out += value.indent + statement + "\n";
}

std::string limit(std::uint64_t value) {
    return value == std::numeric_limits<std::uint64_t>::max() ? "validation::kNoLimit"
                                                              : std::to_string(value);
}

template <typename Rules>
void lengths(std::string& out, const Value& value, std::string_view check, const Rules& rules) {
    if (!rules.has_min_len() && !rules.has_max_len() && !rules.has_len()) return;
    const std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t min = rules.has_len() ? rules.len() : rules.min_len();
    const std::uint64_t max = rules.has_len() ? rules.len() : rules.has_max_len() ? rules.max_len() : none;
    line(out, value,
         fmt::format("validation::{}(out, {}, {}, {}, {});", check, value.path, value.expression, limit(min),
                     limit(max)));
}

std::string literals(const google::protobuf::RepeatedPtrField<std::string>& texts) {
    std::vector<std::string> parts;
    for (const auto& text : texts) parts.push_back(cpp_literal(text));
    return fmt::format("{}", fmt::join(parts, ", "));
}

void string_code(std::string& out, const Value& value, const validate::StringRules& rules) {
    lengths(out, value, "characters", rules);
    const auto check = [&](std::string_view name, const std::string& arguments) {
        line(out, value,
             fmt::format("validation::{}(out, {}, {}{});", name, value.path, value.expression, arguments));
    };
    if (rules.has_min_bytes() || rules.has_max_bytes()) {
        const auto max =
            rules.has_max_bytes() ? rules.max_bytes() : std::numeric_limits<std::uint64_t>::max();
        check("bytes", fmt::format(", {}, {}", limit(rules.min_bytes()), limit(max)));
    }
    if (rules.has_pattern()) {
        line(out, value, "{");
        line(out, value,
             fmt::format("    static const validation::Pattern kPattern({});", cpp_literal(rules.pattern())));
        line(out, value,
             fmt::format("    validation::matches(out, {}, {}, kPattern);", value.path, value.expression));
        line(out, value, "}");
    }
    if (rules.has_prefix()) check("starts_with", ", " + cpp_literal(rules.prefix()));
    if (rules.in_size() > 0) check("one_of", ", {" + literals(rules.in()) + "}");
    if (rules.not_in_size() > 0) check("none_of", ", {" + literals(rules.not_in()) + "}");
    if (rules.email()) check("email", "");
    if (rules.uuid()) check("uuid", "");
}

std::string number(std::int64_t value) {
    if (value == std::numeric_limits<std::int64_t>::min()) return "std::numeric_limits<std::int64_t>::min()";
    return std::to_string(value);
}

std::string number(std::uint64_t value) {
    return std::to_string(value) + "U";
}

template <typename List>
std::string numbers(const List& list, bool is_signed) {
    std::vector<std::string> parts;
    for (const auto item : list) {
        parts.push_back(is_signed ? number(static_cast<std::int64_t>(item))
                                  : number(static_cast<std::uint64_t>(item)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

template <typename Rules>
void number_code(std::string& out, const Value& value, const Rules& rules) {
    constexpr bool kSigned = std::is_signed_v<decltype(rules.gt())>;
    using Wide = std::conditional_t<kSigned, std::int64_t, std::uint64_t>;
    const auto check = [&](std::string_view name, const std::string& argument) {
        line(out, value,
             fmt::format("validation::{}<std::{}>(out, {}, {}, {});", name, kSigned ? "int64_t" : "uint64_t",
                         value.path, value.expression, argument));
    };
    if (rules.has_gt()) check("more_than", number(static_cast<Wide>(rules.gt())));
    if (rules.has_gte()) check("at_least", number(static_cast<Wide>(rules.gte())));
    if (rules.has_lt()) check("less_than", number(static_cast<Wide>(rules.lt())));
    if (rules.has_lte()) check("at_most", number(static_cast<Wide>(rules.lte())));
    if (rules.in_size() > 0) check("one_of", "{" + numbers(rules.in(), kSigned) + "}");
    if (rules.not_in_size() > 0) check("none_of", "{" + numbers(rules.not_in(), kSigned) + "}");
}

void enum_code(std::string& out, const Value& value, const validate::EnumRules& rules) {
    const auto& type = *value.field.enum_type();
    if (rules.defined_only()) {
        line(out, value,
             fmt::format("validation::defined(out, {}, {}_IsValid({}));", value.path,
                         google::protobuf::compiler::cpp::QualifiedClassName(&type), value.expression));
    }
    const auto check = [&](std::string_view name, const auto& list) {
        line(out, value,
             fmt::format("validation::{}(out, {}, {}, {{{}}});", name, value.path, value.expression,
                         fmt::join(list, ", ")));
    };
    if (rules.in_size() > 0) check("enum_one_of", rules.in());
    if (rules.not_in_size() > 0) check("enum_none_of", rules.not_in());
}

bool descends(const FieldDescriptor& field, const FieldRules& rules) {
    return field.message_type() != nullptr && !rules.message().skip() &&
           needs_validation(*field.message_type());
}

std::string in_blocks(const std::string& indent, const std::string& condition,
                      const std::string& statements) {
    std::string out = indent + "if (" + condition + ") {\n";
    for (std::size_t at = 0; at < statements.size();) {
        const auto end = statements.find('\n', at) + 1;
        out += "    " + statements.substr(at, end - at);
        at = end;
    }
    return out + indent + "}\n";
}

bool ignores_empty(const FieldRules& rules) {
    switch (rules.type_case()) {
    case FieldRules::kInt32: return rules.int32().ignore_empty();
    case FieldRules::kInt64: return rules.int64().ignore_empty();
    case FieldRules::kUint32: return rules.uint32().ignore_empty();
    case FieldRules::kUint64: return rules.uint64().ignore_empty();
    case FieldRules::kString: return rules.string().ignore_empty();
    default: return false;
    }
}

// The checks of one scalar, enum or message that is there.
std::string value_code(const Value& value, const FieldRules& rules) {
    std::string out;
    switch (rules.type_case()) {
    case FieldRules::kInt32: number_code(out, value, rules.int32()); break;
    case FieldRules::kInt64: number_code(out, value, rules.int64()); break;
    case FieldRules::kUint32: number_code(out, value, rules.uint32()); break;
    case FieldRules::kUint64: number_code(out, value, rules.uint64()); break;
    case FieldRules::kString: string_code(out, value, rules.string()); break;
    case FieldRules::kBytes: lengths(out, value, "bytes", rules.bytes()); break;
    case FieldRules::kEnum: enum_code(out, value, rules.enum_()); break;
    default: break;
    }
    if (!out.empty() && ignores_empty(rules)) {
        const bool text = rules.type_case() == FieldRules::kString;
        return in_blocks(value.indent,
                         text ? "!" + value.expression + ".empty()" : value.expression + " != 0", out);
    }
    if (descends(value.field, rules)) {
        if (value.path_ref.empty()) {
            line(out, value, "const validation::Path path" + value.path + ";");
            line(out, value, "validate_fields(" + value.expression + ", &path, out);");
        } else {
            line(out, value, "validate_fields(" + value.expression + ", &" + value.path_ref + ", out);");
        }
    }
    return out;
}

std::string field_path(const FieldDescriptor& field) {
    return "{at, \"" + field.json_name() + "\"}";
}

std::string list_code(const FieldDescriptor& field) {
    const auto& rules = rules_of(field).repeated();
    const std::string name = accessor(field);
    std::string out;
    if (rules.unique()) {
        out += fmt::format("    validation::{}(out, {}, message.{}());\n",
                           has_form(field) ? "unique_texts" : "unique", field_path(field), name);
    }
    const Value item{field, fmt::format("message.{}(i)", name), "item", "item", "        "};
    const std::string checks = value_code(item, rules.items());
    if (!checks.empty()) {
        out += fmt::format("    for (int i = 0; i < message.{}_size(); ++i) {{\n", name);
        out += "        const validation::Path list" + field_path(field) + ";\n";
        out +=
            "        const auto item = validation::Path::item(list, std::size_t(i));\n" + checks + "    }\n";
    }
    if (!rules.has_min_items() && !rules.has_max_items()) return out;
    const auto max = rules.has_max_items() ? rules.max_items() : std::numeric_limits<std::uint64_t>::max();
    const std::string count =
        fmt::format("validation::count(out, {}, std::size_t(message.{}_size()), {}, {})", field_path(field),
                    name, limit(rules.min_items()), limit(max));
    return out.empty() ? "    " + count + ";\n" : in_blocks("    ", count, out);
}

std::string map_code(const FieldDescriptor& field) {
    const auto& rules = rules_of(field).map();
    const std::string name = accessor(field);
    const auto& entry = *field.message_type();
    const bool text_key = entry.map_key()->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    const Value key{*entry.map_key(), "key", "entry", "entry", "        "};
    const Value value{*entry.map_value(), "value", "entry", "entry", "        "};
    const std::string key_checks = value_code(key, rules.keys());
    const std::string value_checks = value_code(value, rules.values());
    std::string out;
    if (!key_checks.empty() || !value_checks.empty()) {
        out += fmt::format("    for (const auto& [key, value] : message.{}()) {{\n", name);
        out += "        const validation::Path map" + field_path(field) + ";\n";
        if (!text_key) out += "        const std::string name = std::to_string(key);\n";
        out += fmt::format("        const auto entry = validation::Path::entry(map, {});\n",
                           text_key ? "key" : "name");
        if (value_checks.empty()) out += "        static_cast<void>(value);\n";
        out += key_checks + value_checks + "    }\n";
    }
    if (!rules.has_min_pairs() && !rules.has_max_pairs()) return out;
    const auto max = rules.has_max_pairs() ? rules.max_pairs() : std::numeric_limits<std::uint64_t>::max();
    const std::string count = fmt::format("validation::count(out, {}, message.{}().size(), {}, {})",
                                          field_path(field), name, limit(rules.min_pairs()), limit(max));
    return out.empty() ? "    " + count + ";\n" : in_blocks("    ", count, out);
}

bool search_rules(const Descriptor& message, std::set<const Descriptor*>& seen) {
    if (!is_ours(*message.file()) && !message.options().map_entry()) return false;
    if (!seen.insert(&message).second) return false;
    for (int i = 0; i < message.field_count(); ++i) {
        const auto& field = *message.field(i);
        const auto& rules = rules_of(field);
        if (rules.ByteSizeLong() > 0 && !(rules.message().skip() && !rules.message().required())) return true;
        if (rules.message().skip() || field.message_type() == nullptr) continue;
        if (search_rules(*field.message_type(), seen)) return true;
    }
    return false;
}

}  // namespace

bool needs_validation(const Descriptor& message) {
    std::set<const Descriptor*> seen;
    return search_rules(message, seen);
}

std::string rules_code(const FieldDescriptor& field) {
    if (field.is_map()) return map_code(field);
    if (field.is_repeated()) return list_code(field);
    const auto& rules = rules_of(field);
    const std::string expression = "message." + accessor(field) + "()";
    std::string out;
    if (rules.message().required()) {
        out += fmt::format("    validation::required(out, {}, message.has_{}());\n", field_path(field),
                           accessor(field));
    }
    const Value value{field, expression, field_path(field), "", "    "};
    const std::string checks = value_code(value, rules);
    if (checks.empty()) return out;
    return out + (field.has_presence() ? in_blocks("    ", "message.has_" + accessor(field) + "()", checks)
                                       : checks);
}

}  // namespace ecommerce::generator
