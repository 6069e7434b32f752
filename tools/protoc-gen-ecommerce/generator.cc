// SPDX-License-Identifier: Apache-2.0
#include "generator.h"

#include <map>
#include <set>

#include "checks.h"
#include "cleaning.h"
#include "documentation.h"
#include "message_code.h"
#include "messages.h"
#include "names.h"
#include "output.h"
#include "problems.h"
#include "reasons.h"
#include "services.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::compiler::GeneratorContext;

constexpr std::string_view kHead = "// SPDX-License-Identifier: Apache-2.0\n// Generated from ";

std::string head(const FileDescriptor& file) {
    return std::string(kHead) + file.name() + " by protoc-gen-ecommerce.\n";
}

std::string header_text(const FileDescriptor& file) {
    const bool reasons = reasons_of(file) != nullptr;
    const bool services = file.service_count() > 0;
    const std::string code = reasons_declaration(file) + cleaners_declaration(file) +
                             validators_declaration(file) + services_declaration(file);
    std::string text = head(file) + "#pragma once\n\n";
    text += "#include <span>\n#include <string_view>\n\n";
    if (services) text += "#include \"framework/rpc/endpoint.h\"\n";
    if (reasons) text += "#include \"framework/runtime/result.h\"\n";
    // Reasons alone need nothing of protobuf: whatever knows Errors may include them.
    if (!reasons || services || file.message_type_count() > 0) {
        text += "#include \"framework/validation/path.h\"\n";
        text += "#include \"" + stem(file) + ".pb.h\"  // IWYU pragma: export\n";
    }
    if (code.empty()) return text;
    const std::string space = cpp_namespace(file);
    return text + "\nnamespace " + space + " {\n" + code + "\n}  // namespace " + space + "\n";
}

// What stands behind the headers of one folder's files, which are one package.
std::string source_text(const std::vector<const FileDescriptor*>& files) {
    std::set<std::string> headers;
    std::string code;
    for (const auto* file : files) {
        headers.insert(stem(*file));
        for (int i = 0; i < file->dependency_count(); ++i) {
            if (is_ours(*file->dependency(i))) headers.insert(stem(*file->dependency(i)));
        }
        code += cleaners_definition(*file) + validators_definition(*file) + services_definition(*file);
    }
    const auto& first = *files.front();
    std::string text = std::string(kHead) + first.package() + " by protoc-gen-ecommerce.\n";
    if (code.empty()) return text;
    text += "#include \"framework/rpc/generated.h\"\n#include \"framework/text/clean.h\"\n";
    text += "#include \"framework/validation/pattern.h\"\n#include \"framework/validation/rules.h\"\n";
    for (const auto& header : headers) text += "#include \"" + header + ".rpc.h\"\n";
    const std::string space = cpp_namespace(first);
    return text + "\nnamespace " + space + " {\n" + code + "\n}  // namespace " + space + "\n";
}

// The path of a file's folder, with its slash.
std::string folder_path(const FileDescriptor& file) {
    return file.name().substr(0, file.name().rfind('/') + 1);
}

}  // namespace

bool Generator::Generate(const FileDescriptor* file, const std::string& parameter, GeneratorContext* context,
                         std::string* error) const {
    return GenerateAll({file}, parameter, context, error);
}

bool Generator::GenerateAll(const std::vector<const FileDescriptor*>& files, const std::string& parameter,
                            GeneratorContext* context, std::string* error) const {
    constexpr std::string_view kDocs = "docs=";
    if (parameter.starts_with(kDocs)) {
        const auto name = parameter.substr(kDocs.size());
        write_file(*context, name + ".h", documentation_header(name));
        write_file(*context, name + ".cc", documentation_source(name, files));
        return true;
    }
    if (!parameter.empty()) {
        *error = "the only parameter is docs=NAME, not '" + parameter + "'";
        return false;
    }
    Problems problems;
    for (const auto* file : files) check_file(*file, problems);
    if (!problems.empty()) {
        *error = problems.text();
        return false;
    }
    std::map<std::string, std::vector<const FileDescriptor*>> folders;
    for (const auto* file : files) {
        if (!write_message_code(*file, *context, *error)) return false;
        write_file(*context, stem(*file) + ".rpc.h", header_text(*file));
        folders[folder_path(*file)].push_back(file);
    }
    for (const auto& [name, members] : folders) {
        write_file(*context, name + "package.rpc.cc", source_text(members));
    }
    return true;
}

}  // namespace ecommerce::generator
