// SPDX-License-Identifier: Apache-2.0
#include "framework/json/scalar.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

#include <google/protobuf/struct.pb.h>

#include "framework/json/well_known.h"
#include "framework/text/base64.h"

namespace ecommerce::json {

namespace {

namespace pb = google::protobuf;
using Type = pb::FieldDescriptor::CppType;
using Kind = Scalar::Kind;

bool is_text(const Scalar& value) {
    return value.kind == Kind::text || value.kind == Kind::parameter;
}

template <typename T>
std::string wrong_number() {
    if constexpr (std::is_floating_point_v<T>) return "must be a number";
    if (std::is_same_v<T, std::int32_t>) return "must be an integer from -2147483648 to 2147483647";
    if (std::is_same_v<T, std::uint32_t>) return "must be an integer from 0 to 4294967295";
    if (std::is_same_v<T, std::int64_t>)
        return "must be an integer from -9223372036854775808 to 9223372036854775807";
    return "must be an integer from 0 to 18446744073709551615";
}

template <typename T>
std::optional<T> integer_of(const Scalar& value) {
    using Limits = std::numeric_limits<T>;
    if (is_text(value)) {
        T parsed{};
        const char* const begin = value.text.data();
        const char* const end = begin + value.text.size();
        const auto [rest, failure] = std::from_chars(begin, end, parsed);
        if (failure != std::errc() || rest != end) return std::nullopt;
        return parsed;
    }
    switch (value.kind) {
    case Kind::integer:
        if (!std::in_range<T>(value.integer)) return std::nullopt;
        return T(value.integer);
    case Kind::natural:
        if (!std::in_range<T>(value.natural)) return std::nullopt;
        return T(value.natural);
    case Kind::real: {
        // 1.0 and 1e3 are integers as well. The upper limit itself may round up, so it is left out.
        const double limit = std::ldexp(1.0, Limits::digits);
        if (value.real != std::trunc(value.real) || value.real >= limit) return std::nullopt;
        if (value.real < (std::is_signed_v<T> ? -limit : 0.0)) return std::nullopt;
        return T(value.real);
    }
    default: return std::nullopt;
    }
}

std::optional<double> parse_real(std::string_view text) {
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    // What from_chars takes besides numbers of JSON's form: "inf", "nan".
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.front() < '0' || digits.front() > '9') return std::nullopt;
    double parsed = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto [rest, failure] = std::from_chars(begin, end, parsed);
    if (failure != std::errc() || rest != end) return std::nullopt;
    return parsed;
}

template <typename T>
std::optional<T> real_of(const Scalar& value) {
    std::optional<double> real;
    switch (value.kind) {
    case Kind::integer: real = double(value.integer); break;
    case Kind::natural: real = double(value.natural); break;
    case Kind::real: real = value.real; break;
    case Kind::none:
    case Kind::boolean: return std::nullopt;
    case Kind::text:
    case Kind::parameter: real = parse_real(value.text);
    }
    if (!real) return std::nullopt;
    if (std::isfinite(*real) && std::fabs(*real) > double(std::numeric_limits<T>::max())) return std::nullopt;
    return T(*real);
}

std::optional<bool> boolean_of(const Scalar& value) {
    if (value.kind == Kind::boolean) return value.boolean;
    if (value.kind != Kind::parameter || (value.text != "true" && value.text != "false")) return std::nullopt;
    return value.text == "true";
}

std::string wrong_name(const pb::EnumDescriptor& type) {
    std::string names;
    constexpr int kMostNames = 30;
    for (int i = 0; i < type.value_count() && i < kMostNames; ++i) {
        if (type.value(i)->number() == 0 && type.value_count() > 1) continue;  // "unspecified" is no choice
        if (!names.empty()) names += ", ";
        names += type.value(i)->name();
    }
    return "must be one of: " + names;
}

std::optional<int> enum_of(const pb::EnumDescriptor& type, const Scalar& value) {
    if (is_text(value)) {
        if (const auto* named = type.FindValueByName(std::string(value.text))) return named->number();
        if (value.kind == Kind::text) return std::nullopt;
    }
    return integer_of<std::int32_t>(value);
}

// The text of a string or the data of a bytes field; `problem` says why there is none.
std::optional<std::string> text_of(const FieldPlan& field, const Scalar& value, std::string& problem) {
    if (!is_text(value)) {
        problem = field.bytes ? "must be a string in base 64" : "must be a string";
        return std::nullopt;
    }
    if (!field.bytes) {
        if (value.text.find('\0') == std::string_view::npos) return std::string(value.text);
        problem = "must not hold a NUL character";
        return std::nullopt;
    }
    auto data = text::from_base64(value.text);
    if (!data) problem = "must be a string in base 64";
    return data;
}

// Calls `put` with the value, or says that it does not fit.
template <typename T, typename Put>
std::string apply(const std::optional<T>& value, const Put& put, std::string problem) {
    if (!value) return problem;
    put(*value);
    return "";
}

}  // namespace

std::string set_scalar(const FieldPlan& plan, const Scalar& value, pb::Message& message) {
    const auto& reflection = *message.GetReflection();
    const auto* field = plan.field;
    const auto put = [&](auto set, auto add) {
        return
            [&, set, add](const auto& v) { (reflection.*(plan.repeated ? add : set))(&message, field, v); };
    };
    using R = pb::Reflection;
    switch (plan.type) {
    case Type::CPPTYPE_INT32:
        return apply(integer_of<std::int32_t>(value), put(&R::SetInt32, &R::AddInt32),
                     wrong_number<std::int32_t>());
    case Type::CPPTYPE_INT64:
        return apply(integer_of<std::int64_t>(value), put(&R::SetInt64, &R::AddInt64),
                     wrong_number<std::int64_t>());
    case Type::CPPTYPE_UINT32:
        return apply(integer_of<std::uint32_t>(value), put(&R::SetUInt32, &R::AddUInt32),
                     wrong_number<std::uint32_t>());
    case Type::CPPTYPE_UINT64:
        return apply(integer_of<std::uint64_t>(value), put(&R::SetUInt64, &R::AddUInt64),
                     wrong_number<std::uint64_t>());
    case Type::CPPTYPE_DOUBLE:
        return apply(real_of<double>(value), put(&R::SetDouble, &R::AddDouble), wrong_number<double>());
    case Type::CPPTYPE_FLOAT:
        return apply(real_of<float>(value), put(&R::SetFloat, &R::AddFloat), wrong_number<float>());
    case Type::CPPTYPE_BOOL:
        return apply(boolean_of(value), put(&R::SetBool, &R::AddBool), "must be true or false");
    case Type::CPPTYPE_ENUM: {
        const auto& type = *field->enum_type();
        const auto number = enum_of(type, value);
        return number ? apply(number, put(&R::SetEnumValue, &R::AddEnumValue), "") : wrong_name(type);
    }
    case Type::CPPTYPE_STRING: {
        std::string problem;
        auto text = text_of(plan, value, problem);
        if (!text) return problem;
        if (plan.repeated) {
            reflection.AddString(&message, field, *std::move(text));
        } else {
            reflection.SetString(&message, field, *std::move(text));
        }
        return "";
    }
    case Type::CPPTYPE_MESSAGE: break;
    }
    return "must be an object";
}

std::string set_scalar_message(const MessagePlan& plan, const Scalar& value, pb::Message& message) {
    const auto parse = [&](auto* typed, auto parser, std::string_view what) -> std::string {
        if (is_text(value) && parser(value.text, *typed)) return "";
        return "must be " + std::string(what);
    };
    switch (plan.shape) {
    case Shape::wrapper: return set_scalar(plan.fields[0], value, message);
    case Shape::timestamp:
        return parse(static_cast<pb::Timestamp*>(&message), parse_timestamp,
                     "a time such as \"2026-01-31T08:00:00Z\"");
    case Shape::duration:
        return parse(static_cast<pb::Duration*>(&message), parse_duration, "a duration such as \"1.5s\"");
    case Shape::field_mask:
        return parse(static_cast<pb::FieldMask*>(&message), parse_field_mask,
                     "names of fields such as \"title,price\"");
    case Shape::any_value: {
        auto& any = static_cast<pb::Value&>(message);
        if (is_text(value)) {
            any.set_string_value(std::string(value.text));
        } else if (value.kind == Kind::boolean) {
            any.set_bool_value(value.boolean);
        } else {
            any.set_number_value(real_of<double>(value).value_or(0));
        }
        return "";
    }
    case Shape::value_list: return "must be an array";
    default: return "must be an object";
    }
}

}  // namespace ecommerce::json
