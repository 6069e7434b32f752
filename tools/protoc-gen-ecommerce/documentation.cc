// SPDX-License-Identifier: Apache-2.0
#include "documentation.h"

#include <map>

#include <fmt/format.h>

#include "messages.h"
#include "reasons.h"

namespace ecommerce::generator {

namespace {

struct Comment {
    std::string text;
    int status = 0;  // the HTTP status of a reason of failure
};
using Comments = std::map<std::string, Comment>;

// Without the space that follows each "//", and without blank lines at the ends.
std::string tidy(const std::string& comment) {
    std::string text;
    for (std::size_t at = 0; at < comment.size();) {
        const auto end = std::min(comment.find('\n', at), comment.size());
        auto line = comment.substr(at, end - at);
        if (line.starts_with(' ')) line.erase(0, 1);
        text += line + "\n";
        at = end + 1;
    }
    while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
    return text;
}

template <typename Descriptor>
void collect(const Descriptor& descriptor, Comments& comments) {
    google::protobuf::SourceLocation location;
    if (!descriptor.GetSourceLocation(&location)) return;
    auto text =
        tidy(location.leading_comments.empty() ? location.trailing_comments : location.leading_comments);
    if (!text.empty()) comments[descriptor.full_name()].text = std::move(text);
}

void collect_enum(const EnumDescriptor& type, Comments& comments) {
    collect(type, comments);
    for (int i = 0; i < type.value_count(); ++i) collect(*type.value(i), comments);
}

void collect_file(const FileDescriptor& file, Comments& comments) {
    for_each_message(file, [&](const Descriptor& message) {
        collect(message, comments);
        for (int i = 0; i < message.field_count(); ++i) collect(*message.field(i), comments);
        for (int i = 0; i < message.enum_type_count(); ++i) collect_enum(*message.enum_type(i), comments);
    });
    for (int i = 0; i < file.enum_type_count(); ++i) collect_enum(*file.enum_type(i), comments);
    if (const auto* reasons = reasons_of(file)) {
        for (int i = 0; i < reasons->value_count(); ++i) {
            const auto& reason = *reasons->value(i);
            if (reason.number() != 0) comments[reason.full_name()].status = http_status_of(reason);
        }
    }
    for (int i = 0; i < file.service_count(); ++i) {
        const auto& service = *file.service(i);
        collect(service, comments);
        for (int j = 0; j < service.method_count(); ++j) collect(*service.method(j), comments);
    }
}

}  // namespace

std::string documentation_header(const std::string& name) {
    return "// SPDX-License-Identifier: Apache-2.0\n// Generated from the contract's comments by protoc-gen-ecommerce.\n"
           "#pragma once\n\n#include <span>\n\n#include \"framework/rpc/doc.h\"\n\nnamespace ecommerce {\n\n"
           "// The comments, sorted by the names of what they describe.\nstd::span<const rpc::Doc> " +
           name + "();\n\n}  // namespace ecommerce\n";
}

std::string documentation_source(const std::string& name, const std::vector<const FileDescriptor*>& files) {
    Comments comments;
    for (const auto* file : files) collect_file(*file, comments);
    std::string code = "// SPDX-License-Identifier: Apache-2.0\n// Generated from the contract's comments by "
                       "protoc-gen-ecommerce.\n#include \"" +
                       name + ".h\"\n\n#include <array>\n\nnamespace ecommerce {\n\nnamespace {\n\n";
    code += fmt::format("constexpr std::array<rpc::Doc, {}> kDocs{{{{\n", comments.size());
    for (const auto& [full_name, comment] : comments) {
        const auto status = comment.status == 0 ? "" : fmt::format(", {}", comment.status);
        code += fmt::format("    {{{}, {}{}}},\n", cpp_literal(full_name), cpp_literal(comment.text), status);
    }
    return code + "}};\n\n}  // namespace\n\nstd::span<const rpc::Doc> " + name +
           "() {\n    return kDocs;\n}\n\n}  // namespace ecommerce\n";
}

}  // namespace ecommerce::generator
