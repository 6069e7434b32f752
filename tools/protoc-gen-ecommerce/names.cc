// SPDX-License-Identifier: Apache-2.0
#include "names.h"

#include <cctype>

#include <fmt/format.h>
#include <google/protobuf/compiler/cpp/names.h>

namespace ecommerce::generator {

namespace {

template <typename Type>
std::string type_name(const Type& type, const FileDescriptor& from) {
    namespace cpp = google::protobuf::compiler::cpp;
    if (type.file()->package() == from.package()) return cpp::ClassName(&type);
    return cpp::QualifiedClassName(&type);
}

}  // namespace

std::string stem(const FileDescriptor& file) {
    const std::string& name = file.name();
    return name.ends_with(".proto") ? name.substr(0, name.size() - 6) : name;
}

std::string folder(const FileDescriptor& file) {
    return file.name().substr(0, file.name().find('/'));
}

std::string cpp_namespace(const FileDescriptor& file) {
    std::string text;
    for (const char c : file.package()) {
        if (c == '.') {
            text += "::";
        } else {
            text += c;
        }
    }
    return text;
}

std::string cpp_type(const Descriptor& message, const FileDescriptor& from) {
    return type_name(message, from);
}

std::string cpp_type(const EnumDescriptor& type, const FileDescriptor& from) {
    return type_name(type, from);
}

std::string cpp_constant(std::string_view upper_snake) {
    std::string text = "k";
    bool word_begins = true;
    for (const char c : upper_snake) {
        if (c == '_') {
            word_begins = true;
            continue;
        }
        text += word_begins ? char(std::toupper(c)) : char(std::tolower(c));
        word_begins = false;
    }
    return text;
}

std::string lower_snake(std::string_view upper_snake) {
    std::string text;
    for (const char c : upper_snake) text += char(std::tolower(c));
    return text;
}

std::string upper_snake(std::string_view pascal) {
    std::string text;
    for (const char c : pascal) {
        if (std::isupper(c) != 0 && !text.empty()) text += '_';
        text += char(std::toupper(c));
    }
    return text;
}

std::string cpp_literal(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\{:03o}", byte);
        } else {
            out += c;
        }
    }
    return out + "\"";
}

bool is_ours(const FileDescriptor& file) {
    return file.package().starts_with("ecommerce.") && file.package() != "ecommerce.options.v1";
}

}  // namespace ecommerce::generator
