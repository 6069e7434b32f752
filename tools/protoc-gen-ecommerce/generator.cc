// SPDX-License-Identifier: Apache-2.0
#include "generator.h"

#include <memory>
#include <set>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream.h>

#include "checks.h"
#include "documentation.h"
#include "messages.h"
#include "names.h"
#include "problems.h"
#include "reasons.h"
#include "services.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::compiler::GeneratorContext;

constexpr std::string_view kHead = "// SPDX-License-Identifier: Apache-2.0\n// Generated from ";

void write_file(GeneratorContext& context, const std::string& name, const std::string& text) {
    const std::unique_ptr<google::protobuf::io::ZeroCopyOutputStream> stream(context.Open(name));
    google::protobuf::io::CodedOutputStream out(stream.get());
    out.WriteString(text);
}

std::string head(const FileDescriptor& file) {
    return std::string(kHead) + file.name() + " by protoc-gen-ecommerce.\n";
}

std::string header_text(const FileDescriptor& file) {
    const bool reasons = reasons_of(file) != nullptr;
    const bool services = file.service_count() > 0;
    const std::string code =
        reasons_declaration(file) + validators_declaration(file) + services_declaration(file);
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

std::string source_text(const FileDescriptor& file) {
    const std::string validators = validators_definition(file);
    const std::string services = services_definition(file);
    std::string text = head(file) + "#include \"" + stem(file) + ".rpc.h\"\n";
    if (validators.empty() && services.empty()) return text;
    text += "\n";
    if (!services.empty()) text += "#include \"framework/rpc/generated.h\"\n";
    text += "#include \"framework/validation/pattern.h\"\n#include \"framework/validation/rules.h\"\n";
    std::set<std::string> imports;
    for (int i = 0; i < file.dependency_count(); ++i) {
        if (is_ours(*file.dependency(i))) imports.insert(stem(*file.dependency(i)));
    }
    for (const auto& import : imports) text += "#include \"" + import + ".rpc.h\"\n";
    const std::string space = cpp_namespace(file);
    return text + "\nnamespace " + space + " {\n" + validators + services + "\n}  // namespace " + space +
           "\n";
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
    for (const auto* file : files) {
        write_file(*context, stem(*file) + ".rpc.h", header_text(*file));
        write_file(*context, stem(*file) + ".rpc.cc", source_text(*file));
    }
    return true;
}

}  // namespace ecommerce::generator
