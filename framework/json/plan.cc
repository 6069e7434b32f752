// SPDX-License-Identifier: Apache-2.0
#include "framework/json/plan.h"

#include <memory>
#include <mutex>

#include <google/protobuf/any.pb.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/wrappers.pb.h>

#include "framework/json/json.h"

namespace ecommerce::json {

namespace {

namespace pb = google::protobuf;

// By the descriptor itself and not by name: the code casts to the generated classes.
Shape shape_of(const pb::Descriptor& descriptor) {
    static const std::unordered_map<const pb::Descriptor*, Shape> kShapes = {
        {pb::Timestamp::descriptor(), Shape::timestamp},  {pb::Duration::descriptor(), Shape::duration},
        {pb::FieldMask::descriptor(), Shape::field_mask}, {pb::Struct::descriptor(), Shape::structure},
        {pb::Value::descriptor(), Shape::any_value},      {pb::ListValue::descriptor(), Shape::value_list},
        {pb::Any::descriptor(), Shape::packed},           {pb::BoolValue::descriptor(), Shape::wrapper},
        {pb::Int32Value::descriptor(), Shape::wrapper},   {pb::Int64Value::descriptor(), Shape::wrapper},
        {pb::UInt32Value::descriptor(), Shape::wrapper},  {pb::UInt64Value::descriptor(), Shape::wrapper},
        {pb::FloatValue::descriptor(), Shape::wrapper},   {pb::DoubleValue::descriptor(), Shape::wrapper},
        {pb::StringValue::descriptor(), Shape::wrapper},  {pb::BytesValue::descriptor(), Shape::wrapper},
    };
    const auto found = kShapes.find(&descriptor);
    return found == kShapes.end() ? Shape::object : found->second;
}

// All plans of the process.
class Plans {
public:
    const MessagePlan& get(const pb::Descriptor& descriptor) {
        const std::lock_guard lock(mutex_);
        return build(descriptor);
    }

private:
    const MessagePlan& build(const pb::Descriptor& descriptor) {
        auto& plan = messages_[&descriptor];
        if (plan != nullptr) return *plan;  // also while it is being built: messages refer to themselves
        plan = std::make_unique<MessagePlan>();
        auto& built = *plan;
        built.descriptor = &descriptor;
        built.shape = shape_of(descriptor);
        built.fields.reserve(std::size_t(descriptor.field_count()));
        for (int i = 0; i < descriptor.field_count(); ++i)
            built.fields.push_back(build(*descriptor.field(i)));
        for (const auto& field : built.fields) {
            built.by_name.emplace(field.field->name(), &field);
            built.by_name.insert_or_assign(field.field->json_name(), &field);
        }
        return built;
    }

    FieldPlan build(const pb::FieldDescriptor& field) {
        FieldPlan plan{};
        plan.field = &field;
        append_json_string(plan.head, field.json_name());
        plan.head += ':';
        plan.type = field.cpp_type();
        plan.repeated = field.is_repeated();
        plan.map = field.is_map();
        plan.presence = field.has_presence();
        plan.bytes = field.type() == pb::FieldDescriptor::TYPE_BYTES;
        if (field.message_type() != nullptr) plan.message = &build(*field.message_type());
        if (field.enum_type() != nullptr) {
            plan.enum_names = &names(*field.enum_type());
            plan.null_value = field.enum_type()->full_name() == "google.protobuf.NullValue";
        }
        return plan;
    }

    const EnumNames& names(const pb::EnumDescriptor& type) {
        auto& names = enums_[&type];
        if (!names.empty()) return names;
        for (int i = 0; i < type.value_count(); ++i) {
            // The first name of a number wins, as in protobuf.
            names.emplace(type.value(i)->number(), "\"" + type.value(i)->name() + "\"");
        }
        return names;
    }

    std::mutex mutex_;
    std::unordered_map<const pb::Descriptor*, std::unique_ptr<MessagePlan>> messages_;
    std::unordered_map<const pb::EnumDescriptor*, EnumNames> enums_;
};

}  // namespace

const MessagePlan& plan_of(const pb::Descriptor& descriptor) {
    thread_local std::unordered_map<const pb::Descriptor*, const MessagePlan*> known;
    auto& plan = known[&descriptor];
    if (plan == nullptr) {
        static Plans& plans = *new Plans;  // never destroyed: other threads may still use plans at exit
        plan = &plans.get(descriptor);
    }
    return *plan;
}

}  // namespace ecommerce::json
