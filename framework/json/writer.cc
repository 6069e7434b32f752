// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <vector>

#include <google/protobuf/any.pb.h>
#include <google/protobuf/message.h>
#include <google/protobuf/reflection.h>
#include <google/protobuf/struct.pb.h>

#include "framework/json/json.h"
#include "framework/json/plan.h"
#include "framework/json/text.h"
#include "framework/json/well_known.h"
#include "framework/text/base64.h"

namespace ecommerce::json {

namespace {

namespace pb = google::protobuf;
using Type = pb::FieldDescriptor::CppType;

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void message(const MessagePlan& plan, const pb::Message& message);

private:
    void members(const MessagePlan& plan, const pb::Message& message, bool first);
    void wrapped(const MessagePlan& plan, const pb::Message& message);
    void packed(const pb::Any& any);
    void structure(const pb::Struct& value);
    void any_value(const pb::Value& value);
    void value_list(const pb::ListValue& list);
    void single(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection);
    void list(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection);
    void map(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection);
    void text(const FieldPlan& field, std::string_view value);
    void enumeration(const FieldPlan& field, int number);
    template <typename T>
    void number(T value);
    template <typename T>
    void numbers(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection);
    std::string key_text(const FieldPlan& key, const pb::Message& entry);

    std::string& out_;
    std::string scratch_;
};

template <typename T>
void JsonWriter::number(T value) {
    if constexpr (std::is_same_v<T, bool>) {
        out_ += value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
        append_real(out_, value);
    } else if constexpr (sizeof(T) == 8) {
        append_quoted_number(out_, value);
    } else {
        append_number(out_, value);
    }
}

void JsonWriter::text(const FieldPlan& field, std::string_view value) {
    if (!field.bytes) return append_json_string(out_, value);
    out_ += '"';
    out_ += text::to_base64(value);
    out_ += '"';
}

void JsonWriter::enumeration(const FieldPlan& field, int number) {
    if (field.null_value) {
        out_ += "null";
        return;
    }
    const auto name = field.enum_names->find(number);
    if (name != field.enum_names->end()) {
        out_ += name->second;
    } else {
        append_number(out_, number);
    }
}

void JsonWriter::single(const FieldPlan& field, const pb::Message& message,
                        const pb::Reflection& reflection) {
    switch (field.type) {
    case Type::CPPTYPE_INT32: return number(reflection.GetInt32(message, field.field));
    case Type::CPPTYPE_INT64: return number(reflection.GetInt64(message, field.field));
    case Type::CPPTYPE_UINT32: return number(reflection.GetUInt32(message, field.field));
    case Type::CPPTYPE_UINT64: return number(reflection.GetUInt64(message, field.field));
    case Type::CPPTYPE_DOUBLE: return number(reflection.GetDouble(message, field.field));
    case Type::CPPTYPE_FLOAT: return number(reflection.GetFloat(message, field.field));
    case Type::CPPTYPE_BOOL: return number(reflection.GetBool(message, field.field));
    case Type::CPPTYPE_ENUM: return enumeration(field, reflection.GetEnumValue(message, field.field));
    case Type::CPPTYPE_STRING:
        return text(field, reflection.GetStringReference(message, field.field, &scratch_));
    case Type::CPPTYPE_MESSAGE:
        return this->message(*field.message, reflection.GetMessage(message, field.field));
    }
}

template <typename T>
void JsonWriter::numbers(const FieldPlan& field, const pb::Message& message,
                         const pb::Reflection& reflection) {
    bool first = true;
    for (const T value : reflection.GetRepeatedFieldRef<T>(message, field.field)) {
        if (!first) out_ += ',';
        first = false;
        number(value);
    }
}

void JsonWriter::list(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection) {
    out_ += '[';
    switch (field.type) {
    case Type::CPPTYPE_INT32: numbers<std::int32_t>(field, message, reflection); break;
    case Type::CPPTYPE_INT64: numbers<std::int64_t>(field, message, reflection); break;
    case Type::CPPTYPE_UINT32: numbers<std::uint32_t>(field, message, reflection); break;
    case Type::CPPTYPE_UINT64: numbers<std::uint64_t>(field, message, reflection); break;
    case Type::CPPTYPE_DOUBLE: numbers<double>(field, message, reflection); break;
    case Type::CPPTYPE_FLOAT: numbers<float>(field, message, reflection); break;
    case Type::CPPTYPE_BOOL: numbers<bool>(field, message, reflection); break;
    default: {
        const int size = reflection.FieldSize(message, field.field);
        for (int i = 0; i < size; ++i) {
            if (i > 0) out_ += ',';
            if (field.type == Type::CPPTYPE_ENUM) {
                enumeration(field, reflection.GetRepeatedEnumValue(message, field.field, i));
            } else if (field.type == Type::CPPTYPE_STRING) {
                text(field, reflection.GetRepeatedStringReference(message, field.field, i, &scratch_));
            } else {
                this->message(*field.message, reflection.GetRepeatedMessage(message, field.field, i));
            }
        }
    }
    }
    out_ += ']';
}

// Keys are strings in JSON whatever they are in the message.
std::string JsonWriter::key_text(const FieldPlan& key, const pb::Message& entry) {
    const auto& reflection = *entry.GetReflection();
    switch (key.type) {
    case Type::CPPTYPE_INT32: return std::to_string(reflection.GetInt32(entry, key.field));
    case Type::CPPTYPE_INT64: return std::to_string(reflection.GetInt64(entry, key.field));
    case Type::CPPTYPE_UINT32: return std::to_string(reflection.GetUInt32(entry, key.field));
    case Type::CPPTYPE_UINT64: return std::to_string(reflection.GetUInt64(entry, key.field));
    case Type::CPPTYPE_BOOL: return reflection.GetBool(entry, key.field) ? "true" : "false";
    default: return reflection.GetString(entry, key.field);
    }
}

void JsonWriter::map(const FieldPlan& field, const pb::Message& message, const pb::Reflection& reflection) {
    const auto& key = field.message->fields[0];
    const auto& value = field.message->fields[1];
    std::vector<std::pair<std::string, const pb::Message*>> entries;
    const int size = reflection.FieldSize(message, field.field);
    entries.reserve(std::size_t(size));
    for (int i = 0; i < size; ++i) {
        const auto& entry = reflection.GetRepeatedMessage(message, field.field, i);
        entries.emplace_back(key_text(key, entry), &entry);
    }
    std::ranges::sort(entries);
    out_ += '{';
    bool first = true;
    for (const auto& [name, entry] : entries) {
        if (!first) out_ += ',';
        first = false;
        append_json_string(out_, name);
        out_ += ':';
        single(value, *entry, *entry->GetReflection());
    }
    out_ += '}';
}

void JsonWriter::members(const MessagePlan& plan, const pb::Message& message, bool first) {
    const auto& reflection = *message.GetReflection();
    for (const auto& field : plan.fields) {
        if (field.presence && !reflection.HasField(message, field.field)) continue;
        if (!first) out_ += ',';
        first = false;
        out_ += field.head;
        if (field.map) {
            map(field, message, reflection);
        } else if (field.repeated) {
            list(field, message, reflection);
        } else {
            single(field, message, reflection);
        }
    }
}

void JsonWriter::wrapped(const MessagePlan& plan, const pb::Message& message) {
    single(plan.fields[0], message, *message.GetReflection());
}

// {"@type": …, members}; of messages that are no objects: {"@type": …, "value": …}.
void JsonWriter::packed(const pb::Any& any) {
    if (any.type_url().empty()) {
        out_ += "{}";
        return;
    }
    out_ += "{\"@type\":";
    append_json_string(out_, any.type_url());
    const auto name = any.type_url().substr(any.type_url().rfind('/') + 1);
    const auto* descriptor = pb::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
    if (descriptor != nullptr) {
        const std::unique_ptr<pb::Message> inner(
            pb::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
        if (inner->ParseFromString(any.value())) {
            const auto& plan = plan_of(*descriptor);
            if (plan.shape == Shape::object) {
                members(plan, *inner, false);
            } else {
                out_ += ",\"value\":";
                message(plan, *inner);
            }
        }
    }
    out_ += '}';
}

void JsonWriter::structure(const pb::Struct& value) {
    std::vector<std::pair<std::string_view, const pb::Value*>> entries;
    for (const auto& [name, field] : value.fields()) entries.emplace_back(name, &field);
    std::ranges::sort(entries);
    out_ += '{';
    bool first = true;
    for (const auto& [name, field] : entries) {
        if (!first) out_ += ',';
        first = false;
        append_json_string(out_, name);
        out_ += ':';
        any_value(*field);
    }
    out_ += '}';
}

void JsonWriter::value_list(const pb::ListValue& list) {
    out_ += '[';
    bool first = true;
    for (const auto& value : list.values()) {
        if (!first) out_ += ',';
        first = false;
        any_value(value);
    }
    out_ += ']';
}

void JsonWriter::any_value(const pb::Value& value) {
    switch (value.kind_case()) {
    case pb::Value::kNumberValue: return number(value.number_value());
    case pb::Value::kStringValue: return append_json_string(out_, value.string_value());
    case pb::Value::kBoolValue: return number(value.bool_value());
    case pb::Value::kStructValue: return structure(value.struct_value());
    case pb::Value::kListValue: return value_list(value.list_value());
    default: out_ += "null";
    }
}

void JsonWriter::message(const MessagePlan& plan, const pb::Message& message) {
    switch (plan.shape) {
    case Shape::object:
        out_ += '{';
        members(plan, message, true);
        out_ += '}';
        return;
    case Shape::wrapper: return wrapped(plan, message);
    case Shape::structure: return structure(static_cast<const pb::Struct&>(message));
    case Shape::any_value: return any_value(static_cast<const pb::Value&>(message));
    case Shape::value_list: return value_list(static_cast<const pb::ListValue&>(message));
    case Shape::packed: return packed(static_cast<const pb::Any&>(message));
    case Shape::timestamp:
    case Shape::duration:
    case Shape::field_mask: break;
    }
    out_ += '"';
    if (plan.shape == Shape::timestamp) {
        append_timestamp(out_, static_cast<const pb::Timestamp&>(message));
    } else if (plan.shape == Shape::duration) {
        append_duration(out_, static_cast<const pb::Duration&>(message));
    } else {
        append_field_mask(out_, static_cast<const pb::FieldMask&>(message));
    }
    out_ += '"';
}

}  // namespace

void write_json(const pb::Message& message, std::string& out) {
    JsonWriter(out).message(plan_of(*message.GetDescriptor()), message);
}

}  // namespace ecommerce::json
