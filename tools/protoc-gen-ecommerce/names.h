// SPDX-License-Identifier: Apache-2.0
// How things of a .proto file are called in C++ and JSON.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/descriptor.h>

namespace ecommerce::generator {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// "order/v1/order_service.proto" -> "order/v1/order_service".
std::string stem(const FileDescriptor& file);
// "order/v1/order_service.proto" -> "order": the platform's service whose contract it is.
std::string folder(const FileDescriptor& file);
// "ecommerce.order.v1" -> "ecommerce::order::v1".
std::string cpp_namespace(const FileDescriptor& file);
// As short as code of the file `from` may write it: "Order", "::ecommerce::common::v1::Money".
std::string cpp_type(const Descriptor& message, const FileDescriptor& from);
std::string cpp_type(const EnumDescriptor& type, const FileDescriptor& from);
// "OUT_OF_STOCK" -> "kOutOfStock".
std::string cpp_constant(std::string_view upper_snake);
// "OUT_OF_STOCK" -> "out_of_stock".
std::string lower_snake(std::string_view upper_snake);
// "OrderService" -> "ORDER_SERVICE".
std::string upper_snake(std::string_view pascal);
// A C++ string literal with its quotes.
std::string cpp_literal(std::string_view text);

// Whether our plugin writes code for the file: it is part of the contract and not one of its tools.
bool is_ours(const FileDescriptor& file);

}  // namespace ecommerce::generator
