// SPDX-License-Identifier: Apache-2.0
#include "framework/postal/address.h"

#include <stdexcept>

#include <boost/pfr/core.hpp>

#include "common/v1/postal_address.pb.h"

namespace ecommerce {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor& field_of(const Message& message, std::size_t index) {
    const auto& name = common::v1::PostalAddress::descriptor()->field(int(index))->name();
    const auto* field = message.GetDescriptor()->FindFieldByName(name);
    if (!field || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
        throw std::logic_error(message.GetTypeName() + " is no postal address: it has no " + name);
    }
    return *field;
}

}  // namespace

PostalAddress to_address(const Message& message) {
    PostalAddress address;
    change_address(address, message);
    return address;
}

void write_address(const PostalAddress& address, Message& message) {
    boost::pfr::for_each_field(address, [&](const std::string& part, std::size_t index) {
        message.GetReflection()->SetString(&message, &field_of(message, index), part);
    });
}

void change_address(PostalAddress& address, const Message& changes) {
    boost::pfr::for_each_field(address, [&](std::string& part, std::size_t index) {
        const auto& field = field_of(changes, index);
        if (changes.GetReflection()->HasField(changes, &field)) {
            part = changes.GetReflection()->GetString(changes, &field);
        }
    });
}

}  // namespace ecommerce
