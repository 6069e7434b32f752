// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "framework/validation/pattern.h"
#include "rules.h"

#include "validate/validate.pb.h"

namespace ecommerce::generator {

namespace {

using google::protobuf::Message;
using validate::FieldRules;

// What rules.cc writes code for. A rule that the definition has and this table lacks is refused: it must
// never look as if it were checked.
const std::map<std::string_view, std::set<std::string_view>>& supported() {
    static const std::set<std::string_view> kNumber = {"lt", "lte",    "gt",          "gte",
                                                       "in", "not_in", "ignore_empty"};
    static const std::map<std::string_view, std::set<std::string_view>> kRules = {
        {"message", {"skip", "required"}},
        {"int32", kNumber},
        {"int64", kNumber},
        {"uint32", kNumber},
        {"uint64", kNumber},
        {"string",
         {"min_len", "max_len", "len", "min_bytes", "max_bytes", "pattern", "prefix", "in", "not_in", "email",
          "uuid", "ignore_empty"}},
        {"bytes", {"min_len", "max_len", "len"}},
        {"enum", {"defined_only", "in", "not_in"}},
        {"repeated", {"min_items", "max_items", "unique", "items"}},
        {"map", {"min_pairs", "max_pairs", "keys", "values"}},
    };
    return kRules;
}

// The name of the rules that fit a value of the field's type (an item's, for lists).
std::string_view kind_of(const FieldDescriptor& field) {
    switch (field.type()) {
    case FieldDescriptor::TYPE_INT32: return "int32";
    case FieldDescriptor::TYPE_INT64: return "int64";
    case FieldDescriptor::TYPE_UINT32: return "uint32";
    case FieldDescriptor::TYPE_UINT64: return "uint64";
    case FieldDescriptor::TYPE_STRING: return "string";
    case FieldDescriptor::TYPE_BYTES: return "bytes";
    case FieldDescriptor::TYPE_ENUM: return "enum";
    case FieldDescriptor::TYPE_MESSAGE: return "message";
    default: return "";
    }
}

class Check {
public:
    Check(const FieldDescriptor& field, Problems& problems) : field_(field), problems_(problems) {}

    // `value`: the field whose type the rules are for. `kind`: "repeated" and "map" for whole lists and maps.
    void rules(const FieldRules& rules, const FieldDescriptor& value, std::string_view kind) {
        if (!rules.unknown_fields().empty()) refuse("has a rule that this generator does not know");
        std::vector<const FieldDescriptor*> set;
        rules.GetReflection()->ListFields(rules, &set);
        for (const auto* member : set) {
            if (member->name() == "message" && kind == "repeated") {
                refuse("is a list: rules for its messages belong into repeated.items");
            } else if (member->name() != kind) {
                refuse("has rules for " + member->name() + ", which it is not");
            } else {
                names(rules.GetReflection()->GetMessage(rules, member), kind);
            }
        }
        contents(rules, value);
    }

private:
    void refuse(const std::string& what) {
        problems_.add(field_, "field " + field_.full_name() + " " + what);
    }

    void names(const Message& rules, std::string_view kind) {
        if (!rules.GetReflection()->GetUnknownFields(rules).empty()) {
            refuse("has a rule that this generator does not know");
        }
        std::vector<const FieldDescriptor*> set;
        rules.GetReflection()->ListFields(rules, &set);
        for (const auto* member : set) {
            if (!supported().at(kind).contains(member->name())) {
                refuse("has the rule " + std::string(kind) + "." + member->name() +
                       ", which is not supported");
            }
        }
    }

    void contents(const FieldRules& rules, const FieldDescriptor& value) {
        switch (rules.type_case()) {
        case FieldRules::kInt32: bounds(rules.int32()); break;
        case FieldRules::kInt64: bounds(rules.int64()); break;
        case FieldRules::kUint32: bounds(rules.uint32()); break;
        case FieldRules::kUint64: bounds(rules.uint64()); break;
        case FieldRules::kString: text(rules.string()); break;
        case FieldRules::kBytes: lengths(rules.bytes()); break;
        case FieldRules::kEnum: numbers(rules.enum_(), value); break;
        case FieldRules::kRepeated: list(rules.repeated(), value); break;
        case FieldRules::kMap: map(rules.map(), value); break;
        default: break;
        }
    }

    template <typename Rules>
    void bounds(const Rules& rules) {
        if (rules.has_gt() && rules.has_gte()) refuse("has both gt and gte");
        if (rules.has_lt() && rules.has_lte()) refuse("has both lt and lte");
        const bool lower = rules.has_gt() || rules.has_gte();
        const bool upper = rules.has_lt() || rules.has_lte();
        const auto low = rules.has_gt() ? rules.gt() : rules.gte();
        const auto high = rules.has_lt() ? rules.lt() : rules.lte();
        const bool open = rules.has_gt() || rules.has_lt();
        if (lower && upper && (open ? low >= high : low > high)) refuse("has bounds that no number keeps");
    }

    template <typename Rules>
    void lengths(const Rules& rules) {
        if (rules.has_len() && (rules.has_min_len() || rules.has_max_len())) {
            refuse("has both len and another length");
        }
        if (rules.has_min_len() && rules.has_max_len() && rules.min_len() > rules.max_len()) {
            refuse("has a min_len above its max_len");
        }
    }

    void text(const validate::StringRules& rules) {
        lengths(rules);
        if (rules.has_min_bytes() && rules.has_max_bytes() && rules.min_bytes() > rules.max_bytes()) {
            refuse("has a min_bytes above its max_bytes");
        }
        if (!rules.has_pattern()) return;
        try {
            const validation::Pattern pattern(rules.pattern());
        } catch (const std::invalid_argument& error) {
            refuse("has a pattern that RE2 does not take: " + std::string(error.what()));
        }
    }

    void numbers(const validate::EnumRules& rules, const FieldDescriptor& value) {
        for (const auto* list : {&rules.in(), &rules.not_in()}) {
            for (const int number : *list) {
                if (value.enum_type()->FindValueByNumber(number) == nullptr) {
                    refuse("names the enum number " + std::to_string(number) + ", which there is not");
                }
            }
        }
    }

    void list(const validate::RepeatedRules& rules, const FieldDescriptor& value) {
        if (rules.has_min_items() && rules.has_max_items() && rules.min_items() > rules.max_items()) {
            refuse("has a min_items above its max_items");
        }
        if (rules.unique() && value.message_type() != nullptr)
            refuse("wants unique messages, which cannot be");
        if (rules.items().message().required()) refuse("wants its items set, which they always are");
        this->rules(rules.items(), value, kind_of(value));
    }

    void map(const validate::MapRules& rules, const FieldDescriptor& value) {
        if (rules.has_min_pairs() && rules.has_max_pairs() && rules.min_pairs() > rules.max_pairs()) {
            refuse("has a min_pairs above its max_pairs");
        }
        const auto& entry = *value.message_type();
        this->rules(rules.keys(), *entry.map_key(), kind_of(*entry.map_key()));
        this->rules(rules.values(), *entry.map_value(), kind_of(*entry.map_value()));
    }

    const FieldDescriptor& field_;
    Problems& problems_;
};

}  // namespace

void check_rules(const FieldDescriptor& field, Problems& problems) {
    if (!field.options().HasExtension(validate::rules)) return;
    const auto& rules = field.options().GetExtension(validate::rules);
    const auto kind = field.is_map() ? "map" : field.is_repeated() ? "repeated" : kind_of(field);
    Check(field, problems).rules(rules, field, kind);
}

}  // namespace ecommerce::generator
