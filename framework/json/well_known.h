// SPDX-License-Identifier: Apache-2.0
// The texts of google.protobuf.Timestamp, Duration and FieldMask.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/timestamp.pb.h>

namespace ecommerce::json {

// Without quotes. Values outside of what the types allow are moved to the nearest that they allow.
void append_timestamp(std::string& out, const google::protobuf::Timestamp& time);
void append_duration(std::string& out, const google::protobuf::Duration& duration);
void append_field_mask(std::string& out, const google::protobuf::FieldMask& mask);

// False when the text is none.
bool parse_timestamp(std::string_view text, google::protobuf::Timestamp& time);
bool parse_duration(std::string_view text, google::protobuf::Duration& duration);
bool parse_field_mask(std::string_view text, google::protobuf::FieldMask& mask);

}  // namespace ecommerce::json
