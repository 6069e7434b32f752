// SPDX-License-Identifier: Apache-2.0
#include "messages.h"

#include <fmt/format.h>

#include "rules.h"

namespace ecommerce::generator {

namespace {

std::string signature(const Descriptor& message) {
    return fmt::format(
        "void validate_fields(const {}& message, const validation::Path* at, validation::Violations& out)",
        cpp_type(message, *message.file()));
}

std::string definition(const Descriptor& message) {
    std::string code;
    for (int i = 0; i < message.field_count(); ++i) code += rules_code(*message.field(i));
    return "\n" + signature(message) + " {\n" + code + "}\n";
}

}  // namespace

std::string validators_declaration(const FileDescriptor& file) {
    std::string code;
    for_each_message(file, [&](const Descriptor& message) {
        if (needs_validation(message)) code += signature(message) + ";\n";
    });
    if (code.empty()) return code;
    return "\n// Report what breaks the contract's rules; `at` is where the message is, null at the root.\n" +
           code;
}

std::string validators_definition(const FileDescriptor& file) {
    std::string code;
    for_each_message(file, [&](const Descriptor& message) {
        if (needs_validation(message)) code += definition(message);
    });
    return code;
}

}  // namespace ecommerce::generator
