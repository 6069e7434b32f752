// SPDX-License-Identifier: Apache-2.0
#include "message_code.h"

#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>
#include <google/protobuf/compiler/cpp/generator.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "messages.h"
#include "output.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::compiler::GeneratorContext;

// Keeps what a generator writes, by the names of the files.
class Kept : public GeneratorContext {
public:
    google::protobuf::io::ZeroCopyOutputStream* Open(const std::string& name) override {
        return new google::protobuf::io::StringOutputStream(&files[name]);
    }

    std::map<std::string, std::string> files;
};

// The files whose types occur in fields and methods.
std::set<const FileDescriptor*> files_in_use(const FileDescriptor& file) {
    std::set<const FileDescriptor*> used;
    for_each_message(file, [&](const Descriptor& message) {
        for (int i = 0; i < message.field_count(); ++i) {
            const auto* field = message.field(i);
            if (field->is_map()) field = field->message_type()->map_value();
            if (field->message_type() != nullptr) used.insert(field->message_type()->file());
            if (field->enum_type() != nullptr) used.insert(field->enum_type()->file());
        }
    });
    for (int i = 0; i < file.service_count(); ++i) {
        for (int j = 0; j < file.service(i)->method_count(); ++j) {
            used.insert(file.service(i)->method(j)->input_type()->file());
            used.insert(file.service(i)->method(j)->output_type()->file());
        }
    }
    return used;
}

// How protoc calls the description of a file in C++.
std::string table_name(const FileDescriptor& file) {
    std::string name = "descriptor_table_";
    for (const char c : file.name()) {
        name +=
            std::isalnum(static_cast<unsigned char>(c)) != 0 ? std::string(1, c) : fmt::format("_{:x}", c);
    }
    return name;
}

// Puts `by` in place of `text`, which is there exactly once; otherwise false.
bool replace_once(std::string& code, const std::string& text, const std::string& by) {
    const auto at = code.find(text);
    if (at == std::string::npos || code.find(text, at + 1) != std::string::npos) return false;
    code.replace(at, text.size(), by);
    return true;
}

std::string include_line(const FileDescriptor& file) {
    return "#include \"" + stem(file) + ".pb.h\"\n";
}

}  // namespace

bool write_message_code(const FileDescriptor& file, GeneratorContext& context, std::string& error) {
    Kept kept;
    if (!google::protobuf::compiler::cpp::CppGenerator().Generate(&file, "", &kept, &error)) return false;
    auto& header = kept.files[stem(file) + ".pb.h"];
    auto& source = kept.files[stem(file) + ".pb.cc"];
    const auto used = files_in_use(file);
    // The source refers to the descriptions of all imports, by address alone.
    std::string declarations;
    bool as_expected = true;
    for (int i = 0; i < file.dependency_count(); ++i) {
        const auto& import = *file.dependency(i);
        if (used.contains(&import)) continue;
        as_expected &= replace_once(header, include_line(import), "");
        as_expected &= source.find("&::" + table_name(import) + ",") != std::string::npos;
        declarations +=
            "extern const ::google::protobuf::internal::DescriptorTable " + table_name(import) + ";\n";
    }
    as_expected &= replace_once(source, include_line(file), include_line(file) + declarations);
    if (!as_expected) {
        error = file.name() + ": this protoc writes other code than message_code.cc knows how to change";
        return false;
    }
    for (const auto& [name, text] : kept.files) write_file(context, name, text);
    return true;
}

}  // namespace ecommerce::generator
