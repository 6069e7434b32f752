// SPDX-License-Identifier: Apache-2.0
// Putting one value into a field.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "framework/json/plan.h"

namespace ecommerce::json {

// A JSON value as scalar fields see it, or the text of a path or query parameter.
struct Scalar {
    // `none` is an object, an array or null, which no scalar field takes.
    enum class Kind : std::uint8_t { none, boolean, integer, natural, real, text, parameter };
    Kind kind = Kind::none;
    bool boolean = false;
    std::int64_t integer = 0;   // that fits
    std::uint64_t natural = 0;  // above the largest int64
    double real = 0;
    std::string_view text;
};

// Sets the field, or adds to the list. Not for message fields. Says what is wrong, empty when nothing is.
std::string set_scalar(const FieldPlan& field, const Scalar& value, google::protobuf::Message& message);

// Sets a message whose JSON is one scalar: a time, a mask, a wrapper, or google.protobuf.Value.
std::string set_scalar_message(const MessagePlan& plan, const Scalar& value,
                               google::protobuf::Message& message);

}  // namespace ecommerce::json
