// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <google/protobuf/compiler/code_generator.h>

namespace ecommerce::generator {

void write_file(google::protobuf::compiler::GeneratorContext& context, const std::string& name,
                const std::string& text);

}  // namespace ecommerce::generator
