// SPDX-License-Identifier: Apache-2.0
// What reading and writing need to know of a type of message, worked out once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <google/protobuf/descriptor.h>

namespace ecommerce::json {

// How a message looks in JSON.
enum class Shape : std::uint8_t {
    object,
    timestamp,
    duration,
    field_mask,
    structure,   // google.protobuf.Struct
    any_value,   // google.protobuf.Value
    value_list,  // google.protobuf.ListValue
    wrapper,     // google.protobuf.StringValue and its like: the value itself
    packed,      // google.protobuf.Any
};

struct MessagePlan;

// Names of an enum's values with their quotes, by number.
using EnumNames = std::unordered_map<int, std::string>;

struct FieldPlan {
    const google::protobuf::FieldDescriptor* field;
    std::string head;  // "\"skuId\":"
    std::string_view name() const { return std::string_view(head).substr(1, head.size() - 3); }
    google::protobuf::FieldDescriptor::CppType type;
    bool repeated;
    bool map;
    bool presence;  // left out while not set
    bool bytes;
    bool null_value;              // the enum google.protobuf.NullValue
    const MessagePlan* message;   // of messages; of a map, its entry
    const EnumNames* enum_names;  // of enums
};

struct MessagePlan {
    const google::protobuf::Descriptor* descriptor;
    Shape shape;
    std::vector<FieldPlan> fields;
    std::unordered_map<std::string_view, const FieldPlan*> by_name;  // JSON names and the proto's own

    const FieldPlan* find(std::string_view name) const {
        const auto found = by_name.find(name);
        return found == by_name.end() ? nullptr : found->second;
    }
};

// Of a generated type of message; valid for the life of the program.
const MessagePlan& plan_of(const google::protobuf::Descriptor& descriptor);

}  // namespace ecommerce::json
