// SPDX-License-Identifier: Apache-2.0
// Messages and enums as the schemas of an OpenAPI document.
#pragma once

#include <map>
#include <set>
#include <string>

#include <google/protobuf/descriptor.h>

#include "framework/json/tree.h"
#include "framework/openapi/docs.h"

namespace ecommerce::openapi {

using json::Json;

// A message looks different in requests, where few fields must be given, and in replies, where all without
// presence are there.
enum class Side { request, reply };

// First `use` everything, then ask for schemas: names depend on what else there is.
class Schemas {
public:
    using Fields = std::set<const google::protobuf::FieldDescriptor*>;

    explicit Schemas(const Docs& docs) : docs_(docs) {}

    void use(const google::protobuf::Descriptor& message, Side side);
    void use_field(const google::protobuf::FieldDescriptor& field, Side side);
    // A request whose body never has the fields `left_out`, because the path has them.
    void use_body(const google::protobuf::Descriptor& message, Fields left_out);

    // {"$ref": …} for what has a schema of its own, else the schema itself.
    Json message(const google::protobuf::Descriptor& message, Side side) const;
    // An object with the fields of the message but those in `left_out`.
    Json object(const google::protobuf::Descriptor& message, Side side, const Fields& left_out = {}) const;
    // Whether the request has a schema of its own.
    bool has_request(const google::protobuf::Descriptor& message) const;
    // With its description, where it is not `described` elsewhere, and with bounds in requests.
    Json field(const google::protobuf::FieldDescriptor& field, Side side, bool described = true) const;

    // All schemas by name.
    Json all() const;

    std::string name_of(const google::protobuf::Descriptor& message, Side side) const;

private:
    template <typename Type>
    std::string short_name(const Type& type) const;
    Json value(const google::protobuf::FieldDescriptor& field, Side side) const;
    Json enumeration(const google::protobuf::EnumDescriptor& type) const;

    const Docs& docs_;
    // By full name, so that documents do not depend on addresses.
    std::map<std::string, const google::protobuf::Descriptor*> requests_, replies_;
    std::map<std::string, Fields> left_out_;  // of requests
    std::map<std::string, const google::protobuf::EnumDescriptor*> enums_;
    std::map<std::string, std::set<std::string>> owners_;  // of a short name: full names
};

}  // namespace ecommerce::openapi
