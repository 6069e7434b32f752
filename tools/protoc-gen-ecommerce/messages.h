// SPDX-License-Identifier: Apache-2.0
// Code of a file's messages: validators.
#pragma once

#include <string>

#include <google/protobuf/descriptor.pb.h>

#include "names.h"

namespace ecommerce::generator {

// validate_fields() of each message with rules in it or below it.
std::string validators_declaration(const FileDescriptor& file);
std::string validators_definition(const FileDescriptor& file);

// Calls `use` for every message of the file, nested ones included.
template <typename Use>
void for_each_message(const Descriptor& message, const Use& use) {
    if (message.options().map_entry()) return;
    use(message);
    for (int i = 0; i < message.nested_type_count(); ++i) for_each_message(*message.nested_type(i), use);
}
template <typename Use>
void for_each_message(const FileDescriptor& file, const Use& use) {
    for (int i = 0; i < file.message_type_count(); ++i) for_each_message(*file.message_type(i), use);
}

}  // namespace ecommerce::generator
