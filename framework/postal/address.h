// SPDX-License-Identifier: Apache-2.0
// A postal address as rows hold it, and its one converter: every message with the fields of common.v1.PostalAddress is
// read and written by their names, whatever else it has.
//
//   struct AddressRow { std::int64_t id; PostalAddress address; bool is_default; };
//   AddressRow row{.address = to_address(request)};
//   write_address(row.address, *response.mutable_address());
#pragma once

#include <string>

namespace google::protobuf {
class Message;
}

namespace ecommerce {

// In the order of the message's fields.
struct PostalAddress {
    std::string recipient;
    std::string phone;
    std::string country_code;
    std::string province;
    std::string city;
    std::string district;
    std::string street;
    std::string postal_code;
    std::string region_code;

    bool operator==(const PostalAddress&) const = default;
};

// A message that lacks one of the fields is a bug: each of these throws std::logic_error.
PostalAddress to_address(const google::protobuf::Message& message);
void write_address(const PostalAddress& address, google::protobuf::Message& message);
// Takes over what `changes` has set, where its fields are optional.
void change_address(PostalAddress& address, const google::protobuf::Message& changes);

}  // namespace ecommerce
