// SPDX-License-Identifier: Apache-2.0
#include "reasons.h"

#include <string_view>

#include <fmt/format.h>

#include "options/v1/options.pb.h"

namespace ecommerce::generator {

namespace {

constexpr std::string_view kPrefix = "ERROR_REASON_";
constexpr std::string_view kCodePrefix = "CODE_";

options::v1::Code code_of(const EnumValueDescriptor& reason) {
    return reason.options().GetExtension(options::v1::code);
}

// The code as ecommerce::Code calls it: CODE_NOT_FOUND is `not_found`.
std::string cpp_code(options::v1::Code code) {
    return lower_snake(options::v1::Code_Name(code).substr(kCodePrefix.size()));
}

std::string maker(std::string_view name, const EnumValueDescriptor& reason) {
    const auto status = reason.options().GetExtension(options::v1::http_status);
    const std::string exact = status == 0 ? "" : fmt::format(", {}", status);
    return fmt::format("inline Error {}(std::string message) {{\n"
                       "    return {{Reason{{{}, Code::{}{}}}, std::move(message)}};\n"
                       "}}\n",
                       lower_snake(name), cpp_constant(name), cpp_code(code_of(reason)), exact);
}

}  // namespace

const EnumDescriptor* reasons_of(const FileDescriptor& file) {
    return file.FindEnumTypeByName("ErrorReason");
}

void check_reasons(const FileDescriptor& file, Problems& problems) {
    const auto* reasons = reasons_of(file);
    if (reasons == nullptr) return;
    for (int i = 0; i < reasons->value_count(); ++i) {
        const auto& value = *reasons->value(i);
        if (!value.name().starts_with(kPrefix) || value.name().size() == kPrefix.size()) {
            problems.add(value, "the reason " + value.name() + " does not begin with ERROR_REASON_");
            continue;
        }
        if (value.number() == 0) continue;
        const auto code = code_of(value);
        if (code == options::v1::CODE_UNSPECIFIED || !options::v1::Code_IsValid(code)) {
            problems.add(value, "the reason " + value.name() +
                                    " has no code: say what a caller may do with (options.v1.code)");
        }
        const auto status = value.options().GetExtension(options::v1::http_status);
        if (status != 0 && (status < 400 || status > 599)) {
            problems.add(value, "the reason " + value.name() + " has an http_status that is no failure");
        }
    }
}

std::string reasons_declaration(const FileDescriptor& file) {
    const auto* reasons = reasons_of(file);
    if (reasons == nullptr) return "";
    std::string names;
    std::string makers;
    for (int i = 0; i < reasons->value_count(); ++i) {
        const auto& value = *reasons->value(i);
        if (value.number() == 0) continue;
        const auto name = std::string_view(value.name()).substr(kPrefix.size());
        names += fmt::format("inline constexpr std::string_view {} = \"{}\";\n", cpp_constant(name), name);
        makers += "\n" + maker(name, value);
    }
    return "\n// What the reason of an Error may be, and what makes the Error: its message is one sentence for a "
           "person.\nnamespace reason {\n\n" +
           names + makers + "\n}  // namespace reason\n";
}

int http_status_of(const EnumValueDescriptor& reason) {
    const auto own = reason.options().GetExtension(options::v1::http_status);
    if (own != 0) return int(own);
    const auto* code = options::v1::Code_descriptor()->FindValueByNumber(code_of(reason));
    return code == nullptr ? 0 : int(code->options().GetExtension(options::v1::http_status));
}

}  // namespace ecommerce::generator
