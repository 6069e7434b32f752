// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/compiler/code_generator.h>

namespace ecommerce::generator {

// Writes x.pb.h, x.pb.cc and x.rpc.h for each x.proto, and one package.rpc.cc for each folder; so the files of a
// folder are given in one run. With the parameter "docs=NAME" it writes instead NAME.h and NAME.cc with the
// comments of all the files, for the reference page.
class Generator final : public google::protobuf::compiler::CodeGenerator {
public:
    bool Generate(const google::protobuf::FileDescriptor* file, const std::string& parameter,
                  google::protobuf::compiler::GeneratorContext* context, std::string* error) const override;
    bool GenerateAll(const std::vector<const google::protobuf::FileDescriptor*>& files,
                     const std::string& parameter, google::protobuf::compiler::GeneratorContext* context,
                     std::string* error) const override;
    // Proto3 `optional` is understood.
    std::uint64_t GetSupportedFeatures() const override { return FEATURE_PROTO3_OPTIONAL; }
};

}  // namespace ecommerce::generator
