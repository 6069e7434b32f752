// SPDX-License-Identifier: Apache-2.0
#include "cleaning.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <google/protobuf/compiler/cpp/names.h>

#include "messages.h"

#include "options/v1/options.pb.h"
#include "validate/validate.pb.h"

namespace ecommerce::generator {

namespace {

using options::v1::Text;

Text text_of(const FieldDescriptor& field) {
    return field.options().GetExtension(options::v1::text);
}

// What framework/text calls the form; empty where a text stays as it is.
std::string_view form_of(const FieldDescriptor& field) {
    switch (text_of(field)) {
    case options::v1::TEXT_ONE_LINE: return "one_line";
    case options::v1::TEXT_MULTI_LINE: return "many_lines";
    case options::v1::TEXT_PHONE: return "phone";
    case options::v1::TEXT_PLAIN: return "plain";
    case options::v1::TEXT_CODE: return "code";
    case options::v1::TEXT_DIGITS: return "digits";
    case options::v1::TEXT_PASSWORD: return "password";
    default: return "";
    }
}

// The messages that a field holds, a map's values among them; null when it holds none.
const Descriptor* messages_of(const FieldDescriptor& field) {
    const auto* value = field.is_map() ? field.message_type()->map_value() : &field;
    const auto* type = value->message_type();
    return type != nullptr && is_ours(*type->file()) ? type : nullptr;
}

bool search_forms(const Descriptor& message, std::set<const Descriptor*>& seen) {
    if (!seen.insert(&message).second) return false;
    for (int i = 0; i < message.field_count(); ++i) {
        const auto& field = *message.field(i);
        if (!form_of(field).empty()) return true;
        const auto* inner = messages_of(field);
        if (inner != nullptr && search_forms(*inner, seen)) return true;
    }
    return false;
}

// Whether what matches is made of listed ASCII characters: anchored at both ends, nothing that stands for whatever
// is left.
bool is_bound(std::string_view pattern) {
    if (!pattern.starts_with('^') || !pattern.ends_with('$')) return false;
    bool in_class = false;
    int depth = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        if (static_cast<unsigned char>(c) >= 0x80) return false;
        if (c == '\\') {
            // Classes by a letter: \d is ASCII in RE2's syntax, \S and \pL are not.
            const char next = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
            if (std::isupper(static_cast<unsigned char>(next)) != 0 || next == 'p') return false;
            ++at;
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            if (at + 1 < pattern.size() && pattern[at + 1] == '^') return false;
            in_class = true;
        } else if (c == '(' || c == ')') {
            depth += c == '(' ? 1 : -1;
        } else if (c == '.' || (c == '|' && depth == 0)) {
            return false;  // an alternative of the whole lacks one of the anchors
        }
    }
    return true;
}

bool is_bound(const FieldDescriptor& field) {
    const auto& rules = field.options().GetExtension(validate::rules);
    const auto& text = field.is_repeated() ? rules.repeated().items().string() : rules.string();
    return text.in_size() > 0 || text.uuid() || is_bound(text.pattern());
}

void check_texts(const Descriptor& message, std::set<const Descriptor*>& seen, const MethodDescriptor& method,
                 Problems& problems) {
    if (!seen.insert(&message).second) return;
    for (int i = 0; i < message.field_count(); ++i) {
        const auto& field = *message.field(i);
        const auto* inner = messages_of(field);
        if (inner != nullptr) check_texts(*inner, seen, method, problems);
        if (field.type() != FieldDescriptor::TYPE_STRING || text_of(field) != options::v1::TEXT_UNSPECIFIED)
            continue;
        if (is_bound(field)) continue;
        problems.add(field, "field " + field.full_name() + " comes from clients of " + method.full_name() +
                                " and has no form: say with (options.v1.text) how it is kept");
    }
}

std::string accessor(const FieldDescriptor& field) {
    return google::protobuf::compiler::cpp::FieldName(&field);
}

// The expression that is true when the field is clean; empty when nothing needs to be looked at.
std::string condition(const FieldDescriptor& field) {
    const auto name = accessor(field);
    const auto form = form_of(field);
    if (!form.empty()) {
        return fmt::format("text::{}(message.{}(), text::Form::{})",
                           field.is_repeated() ? "all_clean" : "is_clean", name, form);
    }
    const auto* inner = messages_of(field);
    if (inner == nullptr || !needs_cleaning(*inner)) return "";
    if (!field.is_repeated()) return fmt::format("(!message.has_{0}() || is_clean(message.{0}()))", name);
    return fmt::format("std::ranges::all_of(message.{}(), [](const auto& one) {{ return is_clean(one{}); }})",
                       name, field.is_map() ? ".second" : "");
}

std::string statement(const FieldDescriptor& field) {
    const auto name = accessor(field);
    const auto form = form_of(field);
    if (!form.empty() && field.is_repeated()) {
        return fmt::format("    text::clean_all(*message.mutable_{}(), text::Form::{});\n", name, form);
    }
    const auto given = field.has_presence() ? fmt::format("if (message.has_{}()) ", name) : "";
    if (!form.empty()) {
        return fmt::format("    {}text::clean(*message.mutable_{}(), text::Form::{});\n", given, name, form);
    }
    const auto* inner = messages_of(field);
    if (inner == nullptr || !needs_cleaning(*inner)) return "";
    if (!field.is_repeated()) return fmt::format("    {}clean_fields(*message.mutable_{}());\n", given, name);
    return fmt::format("    for (auto& one : *message.mutable_{}()) clean_fields(one{});\n", name,
                       field.is_map() ? ".second" : "");
}

std::string test_signature(const Descriptor& message) {
    return fmt::format("bool is_clean(const {}& message)", cpp_type(message, *message.file()));
}

std::string change_signature(const Descriptor& message) {
    return fmt::format("void clean_fields({}& message)", cpp_type(message, *message.file()));
}

std::string definition(const Descriptor& message) {
    std::string conditions;
    std::string statements;
    for (int i = 0; i < message.field_count(); ++i) {
        const auto one = condition(*message.field(i));
        if (!one.empty()) conditions += (conditions.empty() ? "" : " &&\n           ") + one;
        statements += statement(*message.field(i));
    }
    return "\n" + test_signature(message) + " {\n    return " + conditions + ";\n}\n\n" +
           change_signature(message) + " {\n" + statements + "}\n";
}

}  // namespace

void check_text(const FieldDescriptor& field, Problems& problems) {
    if (!field.options().HasExtension(options::v1::text)) return;
    if (field.type() != FieldDescriptor::TYPE_STRING) {
        problems.add(field, "field " + field.full_name() + " has a form of text, which it is not");
    } else if (!options::v1::Text_IsValid(text_of(field)) ||
               text_of(field) == options::v1::TEXT_UNSPECIFIED) {
        problems.add(field, "field " + field.full_name() + " has a form that there is not");
    }
}

void check_texts_of_clients(const MethodDescriptor& method, Problems& problems) {
    const auto& access = method.options().GetExtension(options::v1::access);
    if (!access.anonymous() && access.roles_size() == 0) return;
    std::set<const Descriptor*> seen;
    check_texts(*method.input_type(), seen, method, problems);
}

bool has_form(const FieldDescriptor& field) {
    return !form_of(field).empty();
}

bool needs_cleaning(const Descriptor& message) {
    std::set<const Descriptor*> seen;
    return search_forms(message, seen);
}

std::string cleaners_declaration(const FileDescriptor& file) {
    std::string code;
    for_each_message(file, [&](const Descriptor& message) {
        if (needs_cleaning(message))
            code += test_signature(message) + ";\n" + change_signature(message) + ";\n";
    });
    if (code.empty()) return code;
    return "\n// Bring the texts of a message into the forms of the contract, where they are not yet.\n" +
           code;
}

std::string cleaners_definition(const FileDescriptor& file) {
    std::string code;
    for_each_message(file, [&](const Descriptor& message) {
        if (needs_cleaning(message)) code += definition(message);
    });
    return code;
}

}  // namespace ecommerce::generator
