// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/schemas.h"

#include <string_view>

#include <google/protobuf/descriptor.pb.h>

#include "framework/openapi/bounds.h"

namespace ecommerce::openapi {

namespace {

namespace pb = google::protobuf;
using Type = pb::FieldDescriptor::Type;

constexpr std::string_view kWellKnown = "google.protobuf.";

Json typed(std::string_view type, std::string_view format = "") {
    Json schema;
    schema["type"] = type;
    if (!format.empty()) schema["format"] = format;
    return schema;
}

Json reference(const std::string& name) {
    Json schema;
    schema["$ref"] = "#/components/schemas/" + name;
    return schema;
}

Json scalar(const pb::FieldDescriptor& field) {
    switch (field.type()) {
    case Type::TYPE_BOOL: return typed("boolean");
    case Type::TYPE_FLOAT: return typed("number", "float");
    case Type::TYPE_DOUBLE: return typed("number", "double");
    case Type::TYPE_STRING: return typed("string");
    case Type::TYPE_BYTES: return typed("string", "byte");
    case Type::TYPE_INT32:
    case Type::TYPE_SINT32:
    case Type::TYPE_SFIXED32: return typed("integer", "int32");
    case Type::TYPE_UINT32:
    case Type::TYPE_FIXED32: {
        auto schema = typed("integer", "int64");
        schema["minimum"] = 0;
        schema["maximum"] = 4294967295;
        return schema;
    }
    case Type::TYPE_UINT64:
    case Type::TYPE_FIXED64: return typed("string", "uint64");
    default: return typed("string", "int64");
    }
}

// Messages whose JSON is not an object of their fields.
Json well_known(const pb::Descriptor& message) {
    const auto name = std::string_view(message.full_name()).substr(kWellKnown.size());
    if (name == "Timestamp") return typed("string", "date-time");
    if (name == "Duration") {
        auto schema = typed("string");
        schema["pattern"] = "^-?[0-9]+(\\.[0-9]{1,9})?s$";
        return schema;
    }
    if (name == "FieldMask") return typed("string");
    if (name == "Empty") return typed("object");
    if (name == "Struct" || name == "Any") {
        auto schema = typed("object");
        schema["additionalProperties"] = true;
        return schema;
    }
    if (name == "ListValue") {
        auto schema = typed("array");
        schema["items"] = Json();
        return schema;
    }
    if (name.ends_with("Value") && message.field_count() == 1) return scalar(*message.field(0));  // a wrapper
    return {};                                                                                    // any value
}

bool is_well_known(const pb::Descriptor& message) {
    return message.full_name().starts_with(kWellKnown);
}

void describe(Json& schema, std::string_view doc) {
    if (!doc.empty()) schema["description"] = paragraphs(doc);
}

}  // namespace

void Schemas::use(const pb::Descriptor& message, Side side) {
    if (is_well_known(message)) return;
    auto& used = side == Side::request ? requests_ : replies_;
    if (!message.options().map_entry()) {
        if (!used.emplace(message.full_name(), &message).second) return;
        owners_[message.name()].insert(message.full_name());
    }
    for (int i = 0; i < message.field_count(); ++i) use_field(*message.field(i), side);
}

void Schemas::use_field(const pb::FieldDescriptor& field, Side side) {
    if (field.message_type() != nullptr) use(*field.message_type(), side);
    if (field.enum_type() == nullptr) return;
    enums_.emplace(field.enum_type()->full_name(), field.enum_type());
    owners_[field.enum_type()->name()].insert(field.enum_type()->full_name());
}

void Schemas::use_body(const pb::Descriptor& message, Fields left_out) {
    use(message, Side::request);
    left_out_[message.full_name()] = std::move(left_out);
}

bool Schemas::has_request(const pb::Descriptor& message) const {
    return requests_.contains(message.full_name());
}

// The plain name where only one thing has it, else with its package: "order.v1.Item".
template <typename Type>
std::string Schemas::short_name(const Type& type) const {
    const auto owners = owners_.find(type.name());
    if (owners != owners_.end() && owners->second.size() == 1) return type.name();
    constexpr std::string_view kPrefix = "ecommerce.";
    const auto& full = type.full_name();
    return full.starts_with(kPrefix) ? full.substr(kPrefix.size()) : full;
}

std::string Schemas::name_of(const pb::Descriptor& message, Side side) const {
    const bool both = requests_.contains(message.full_name()) && replies_.contains(message.full_name());
    return short_name(message) + (both && side == Side::request ? "Input" : "");
}

Json Schemas::message(const pb::Descriptor& message, Side side) const {
    return is_well_known(message) ? well_known(message) : reference(name_of(message, side));
}

// One value of the field: an item of a list.
Json Schemas::value(const pb::FieldDescriptor& field, Side side) const {
    if (field.message_type() != nullptr) return message(*field.message_type(), side);
    if (field.enum_type() == nullptr) return scalar(field);
    if (field.enum_type()->full_name() == "google.protobuf.NullValue") return {};
    return reference(short_name(*field.enum_type()));
}

Json Schemas::field(const pb::FieldDescriptor& field, Side side, bool described) const {
    const bool bounded = side == Side::request;  // the rules are for what comes in
    Json schema;
    if (field.is_map()) {
        auto item = value(*field.message_type()->map_value(), side);
        if (item.find("$ref") == nullptr && bounded) add_item_bounds(field, item);
        schema = typed("object");
        schema["additionalProperties"] = std::move(item);
    } else if (field.is_repeated()) {
        auto item = value(field, side);
        if (item.find("$ref") == nullptr && bounded) add_item_bounds(field, item);
        schema = typed("array");
        schema["items"] = std::move(item);
    } else {
        schema = value(field, side);
    }
    const auto doc = described ? docs_.find(field.full_name()) : std::string_view();
    if (schema.find("$ref") != nullptr) {
        if (doc.empty()) return schema;
        // Nothing may stand beside a reference.
        Json wrapped;
        wrapped["allOf"] = Json::list({std::move(schema)});
        schema = std::move(wrapped);
    } else if (bounded) {
        add_bounds(field, schema);
    }
    describe(schema, doc);
    if (field.options().deprecated()) schema["deprecated"] = true;
    return schema;
}

Json Schemas::object(const pb::Descriptor& message, Side side, const Fields& left_out) const {
    auto schema = typed("object");
    describe(schema, docs_.find(message.full_name()));
    Json properties;
    auto required = Json::list();
    for (int i = 0; i < message.field_count(); ++i) {
        const auto& member = *message.field(i);
        if (left_out.contains(&member)) continue;
        properties[member.json_name()] = field(member, side);
        if (side == Side::reply ? !member.has_presence() : must_be_given(member))
            required.push(member.json_name());
    }
    if (!properties.empty()) schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    // Requests with members that are not known are refused.
    if (side == Side::request) schema["additionalProperties"] = false;
    return schema;
}

Json Schemas::enumeration(const pb::EnumDescriptor& type) const {
    auto schema = typed("string");
    describe(schema, docs_.find(type.full_name()));
    auto names = Json::list();
    Json descriptions;
    for (int i = 0; i < type.value_count(); ++i) {
        const auto& value = *type.value(i);
        names.push(value.name());
        const auto doc = docs_.find(value.full_name());
        if (!doc.empty()) descriptions[value.name()] = paragraphs(doc);
    }
    schema["enum"] = std::move(names);
    if (!descriptions.empty()) schema["x-enum-descriptions"] = std::move(descriptions);
    return schema;
}

Json Schemas::all() const {
    std::map<std::string, Json> sorted;
    for (const auto& [name, message] : requests_) {
        const auto without = left_out_.find(name);
        sorted[name_of(*message, Side::request)] =
            object(*message, Side::request, without == left_out_.end() ? Fields{} : without->second);
    }
    for (const auto& [name, message] : replies_) {
        sorted[name_of(*message, Side::reply)] = object(*message, Side::reply);
    }
    for (const auto& [name, type] : enums_) sorted[short_name(*type)] = enumeration(*type);
    Json schemas;
    for (auto& [name, schema] : sorted) schemas[name] = std::move(schema);
    return schemas;
}

}  // namespace ecommerce::openapi
