// SPDX-License-Identifier: Apache-2.0
// protoc's plugin: `protoc --plugin=protoc-gen-ecommerce=… --ecommerce_out=DIR x.proto`.
#include <google/protobuf/compiler/plugin.h>

#include "generator.h"

int main(int argc, char** argv) {
    const ecommerce::generator::Generator generator;
    return google::protobuf::compiler::PluginMain(argc, argv, &generator);
}
