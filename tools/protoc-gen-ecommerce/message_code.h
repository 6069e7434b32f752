// SPDX-License-Identifier: Apache-2.0
// The classes of a file's messages and enums: protoc's own code with one change. protoc lets x.pb.h include the
// header of everything that x.proto imports; we leave out what is imported for its options alone, which nobody
// who includes x.pb.h can use, and which drags the descriptors of all protobuf into every source.
#pragma once

#include <string>

#include <google/protobuf/compiler/code_generator.h>
#include <google/protobuf/descriptor.h>

namespace ecommerce::generator {

// Writes x.pb.h and x.pb.cc. False, with the reason in `error`, if protoc's code is not as this expects it.
bool write_message_code(const google::protobuf::FileDescriptor& file,
                        google::protobuf::compiler::GeneratorContext& context, std::string& error);

}  // namespace ecommerce::generator
