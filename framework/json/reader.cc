// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <set>
#include <vector>

#include <google/protobuf/any.pb.h>
#include <google/protobuf/message.h>
#include <google/protobuf/struct.pb.h>
#include <simdjson.h>

#include "framework/call/reasons.h"
#include "framework/json/json.h"
#include "framework/json/locate.h"
#include "framework/json/plan.h"
#include "framework/json/scalar.h"
#include "framework/validation/path.h"

namespace ecommerce::json {

namespace {

namespace pb = google::protobuf;
namespace dom = simdjson::dom;
using dom::element_type;
using validation::Path;
using Type = pb::FieldDescriptor::CppType;

// What a parser keeps of the largest text it read; more is given back.
constexpr std::size_t kKeptCapacity = 256 * 1024;

Scalar scalar_of(dom::element element) {
    switch (element.type()) {
    case element_type::BOOL: return {.kind = Scalar::Kind::boolean, .boolean = bool(element)};
    case element_type::INT64: return {.kind = Scalar::Kind::integer, .integer = std::int64_t(element)};
    case element_type::UINT64: return {.kind = Scalar::Kind::natural, .natural = std::uint64_t(element)};
    case element_type::DOUBLE: return {.kind = Scalar::Kind::real, .real = double(element)};
    case element_type::STRING: return {.kind = Scalar::Kind::text, .text = std::string_view(element)};
    default: return {};
    }
}

// Names come from outside: long ones are not told in full.
std::string_view shown(std::string_view name) {
    return name.substr(0, 100);
}

class JsonReader {
public:
    void message(const MessagePlan& plan, dom::element element, pb::Message& message, const Path* at);
    validation::Violations& violations() { return violations_; }

private:
    void problem(const Path* at, std::string text);
    void object(const MessagePlan& plan, dom::object object, pb::Message& message, const Path* at,
                bool packed);
    void field(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at);
    void list(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at);
    void map(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at);
    void value(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at);
    void structure(dom::element element, pb::Struct& out, const Path* at);
    void any_value(dom::element element, pb::Value& out, const Path* at);
    void value_list(dom::element element, pb::ListValue& out, const Path* at);
    void packed(dom::element element, pb::Any& out, const Path* at);

    validation::Violations violations_;
};

void JsonReader::problem(const Path* at, std::string text) {
    if (at != nullptr) return validation::report(violations_, *at, std::move(text));
    violations_.push_back({"", std::move(text)});
}

// One value that is not null into a field that is no map; lists get one item more.
void JsonReader::value(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at) {
    if (plan.type == Type::CPPTYPE_MESSAGE) {
        const auto& reflection = *message.GetReflection();
        auto* inner = plan.repeated ? reflection.AddMessage(&message, plan.field)
                                    : reflection.MutableMessage(&message, plan.field);
        return this->message(*plan.message, element, *inner, &at);
    }
    auto wrong = set_scalar(plan, scalar_of(element), message);
    if (!wrong.empty()) problem(&at, std::move(wrong));
}

void JsonReader::list(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at) {
    dom::array items;
    if (element.get(items) != simdjson::SUCCESS) return problem(&at, "must be an array");
    std::size_t index = 0;
    for (const auto item : items) {
        const auto path = Path::item(at, index++);
        const bool takes_null =
            plan.null_value || (plan.message != nullptr && plan.message->shape == Shape::any_value);
        if (item.is_null() && !takes_null) {
            problem(&path, "must not be null");
        } else if (item.is_null() && plan.null_value) {
            message.GetReflection()->AddEnumValue(&message, plan.field, 0);
        } else {
            value(plan, item, message, path);
        }
    }
}

void JsonReader::map(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return problem(&at, "must be an object");
    const auto& key = plan.message->fields[0];
    const auto& mapped = plan.message->fields[1];
    std::set<std::string_view> seen;
    for (const auto [name, item] : object) {
        const auto path = Path::entry(at, shown(name));
        if (!seen.insert(name).second) {
            problem(&path, "is given twice");
            continue;
        }
        auto& entry = *message.GetReflection()->AddMessage(&message, plan.field);
        const auto wrong = set_scalar(key, {.kind = Scalar::Kind::parameter, .text = name}, entry);
        if (!wrong.empty()) {
            problem(&path, "has a key that " + wrong);
        } else if (mapped.null_value && item.is_null()) {
            entry.GetReflection()->SetEnumValue(&entry, mapped.field, 0);
        } else if (item.is_null() &&
                   !(mapped.message != nullptr && mapped.message->shape == Shape::any_value)) {
            problem(&path, "must not be null");
        } else {
            value(mapped, item, entry, path);
        }
    }
}

void JsonReader::field(const FieldPlan& plan, dom::element element, pb::Message& message, const Path& at) {
    if (element.is_null()) {
        const bool any = plan.message != nullptr && plan.message->shape == Shape::any_value && !plan.repeated;
        if (any) {
            auto* value = message.GetReflection()->MutableMessage(&message, plan.field);
            static_cast<pb::Value*>(value)->set_null_value(pb::NULL_VALUE);
        } else if (plan.null_value && !plan.repeated) {
            message.GetReflection()->SetEnumValue(&message, plan.field, 0);
        }
        return;  // everything else: null is unset
    }
    if (const auto* choice = plan.field->real_containing_oneof()) {
        if (message.GetReflection()->HasOneof(message, choice)) {
            return problem(&at, "must not be given together with another choice of " + choice->name());
        }
    }
    if (plan.map) return map(plan, element, message, at);
    if (plan.repeated) return list(plan, element, message, at);
    value(plan, element, message, at);
}

void JsonReader::object(const MessagePlan& plan, dom::object object, pb::Message& message, const Path* at,
                        bool packed) {
    std::vector<bool> seen(plan.fields.size());
    for (const auto [name, element] : object) {
        if (packed && name == "@type") continue;
        const Path path(at, shown(name));
        const auto* const known = plan.find(name);
        if (known == nullptr) {
            problem(&path, "is not a field");
            continue;
        }
        const auto index = std::size_t(known - plan.fields.data());
        if (seen[index]) {
            problem(&path, "is given twice");
            continue;
        }
        seen[index] = true;
        field(*known, element, message, path);
    }
}

void JsonReader::any_value(dom::element element, pb::Value& out, const Path* at) {
    switch (element.type()) {
    case element_type::OBJECT: return structure(element, *out.mutable_struct_value(), at);
    case element_type::ARRAY: return value_list(element, *out.mutable_list_value(), at);
    case element_type::NULL_VALUE: return out.set_null_value(pb::NULL_VALUE);
    case element_type::STRING: {
        const std::string_view text(element);
        if (text.find('\0') != std::string_view::npos) return problem(at, "must not hold a NUL character");
        return out.set_string_value(std::string(text));
    }
    case element_type::BOOL: return out.set_bool_value(bool(element));
    default: return out.set_number_value(double(element));
    }
}

void JsonReader::structure(dom::element element, pb::Struct& out, const Path* at) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return problem(at, "must be an object");
    for (const auto [name, item] : object) {
        const Path path(at, shown(name));
        const auto [field, is_new] = out.mutable_fields()->insert({std::string(name), pb::Value()});
        if (!is_new) {
            problem(&path, "is given twice");
        } else {
            any_value(item, field->second, &path);
        }
    }
}

void JsonReader::value_list(dom::element element, pb::ListValue& out, const Path* at) {
    dom::array items;
    if (element.get(items) != simdjson::SUCCESS) return problem(at, "must be an array");
    std::size_t index = 0;
    for (const auto item : items) {
        const Path root(nullptr, "");
        const auto path = Path::item(at != nullptr ? *at : root, index++);
        any_value(item, *out.add_values(), &path);
    }
}

void JsonReader::packed(dom::element element, pb::Any& out, const Path* at) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return problem(at, "must be an object");
    std::string_view url;
    if (object.at_key("@type").get(url) != simdjson::SUCCESS) {
        if (object.size() > 0) problem(at, "must have the member @type");
        return;
    }
    const auto name = std::string(url.substr(url.rfind('/') + 1));
    const auto* descriptor = pb::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
    if (descriptor == nullptr || url.find('/') == std::string_view::npos) {
        return problem(at, "has a @type that is not known");
    }
    const auto& plan = plan_of(*descriptor);
    const std::unique_ptr<pb::Message> inner(
        pb::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
    if (plan.shape == Shape::object) {
        this->object(plan, object, *inner, at, true);
    } else {
        dom::element value;
        if (object.size() != 2 || object.at_key("value").get(value) != simdjson::SUCCESS) {
            return problem(at, "must have the members @type and value alone");
        }
        const Path path(at, "value");
        this->message(plan, value, *inner, &path);
    }
    out.set_type_url(std::string(url));
    out.set_value(inner->SerializeAsString());
}

void JsonReader::message(const MessagePlan& plan, dom::element element, pb::Message& message,
                         const Path* at) {
    switch (plan.shape) {
    case Shape::object: {
        dom::object members;
        if (element.get(members) != simdjson::SUCCESS) return problem(at, "must be an object");
        return object(plan, members, message, at, false);
    }
    case Shape::structure: return structure(element, static_cast<pb::Struct&>(message), at);
    case Shape::any_value: return any_value(element, static_cast<pb::Value&>(message), at);
    case Shape::value_list: return value_list(element, static_cast<pb::ListValue&>(message), at);
    case Shape::packed: return packed(element, static_cast<pb::Any&>(message), at);
    default: break;
    }
    auto wrong = set_scalar_message(plan, scalar_of(element), message);
    if (!wrong.empty()) problem(at, std::move(wrong));
}

std::string problem_of(simdjson::error_code code) {
    switch (code) {
    case simdjson::EMPTY: return "must be JSON and is empty";
    case simdjson::UTF8_ERROR: return "must be UTF-8";
    case simdjson::UNCLOSED_STRING: return "has a string without an end";
    case simdjson::UNESCAPED_CHARS: return "has a control character in a string";
    case simdjson::STRING_ERROR: return "has a string with a wrong escape";
    case simdjson::NUMBER_ERROR: return "has something that is not a number where one should be";
    case simdjson::DEPTH_ERROR: return "is nested too deep";
    case simdjson::CAPACITY: return "is too large";
    default: return "is not valid JSON";
    }
}

std::unexpected<Error> refuse(std::vector<FieldViolation> violations) {
    const auto& first = violations.front();
    const std::string where = first.field.empty() ? "The body" : "\"" + first.field + "\"";
    auto error = reason::malformed_request(where + " " + first.message + ".");
    return fail(std::move(error).violations(std::move(violations)));
}

}  // namespace

Result<void> read_json(std::string_view text, pb::Message& out, const ReadLimits& limits) {
    thread_local dom::parser parser;
    out.Clear();
    // The parser counts the document itself as a level.
    if (parser.capacity() < text.size() || parser.max_depth() != limits.max_depth + 1) {
        if (const auto code = parser.allocate(text.size() + 1, limits.max_depth + 1))
            return refuse({{"", problem_of(code)}});
    }
    dom::element root;
    const auto code = parser.parse(text.data(), text.size()).get(root);
    JsonReader reader;
    if (code == simdjson::SUCCESS) {
        reader.message(plan_of(*out.GetDescriptor()), root, out, nullptr);
    } else {
        auto located = code == simdjson::NUMBER_ERROR || code == simdjson::DEPTH_ERROR
                           ? locate_problem(text, limits.max_depth)
                           : std::nullopt;
        reader.violations().push_back(located ? *std::move(located) : FieldViolation{"", problem_of(code)});
    }
    if (text.size() > kKeptCapacity) parser = dom::parser();
    if (reader.violations().empty()) return {};
    return refuse(std::move(reader.violations()));
}

}  // namespace ecommerce::json
