// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <memory>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream.h>

namespace ecommerce::generator {

void write_file(google::protobuf::compiler::GeneratorContext& context, const std::string& name,
                const std::string& text) {
    const std::unique_ptr<google::protobuf::io::ZeroCopyOutputStream> stream(context.Open(name));
    google::protobuf::io::CodedOutputStream out(stream.get());
    out.WriteString(text);
}

}  // namespace ecommerce::generator
