// SPDX-License-Identifier: Apache-2.0
// Canonical proto3 JSON (https://protobuf.dev/programming-guides/json/) of generated messages. Any thread,
// no locks once a type of message was seen.
//
// Deviations: the writer always prints fields without presence, zeros and empty lists included, so that
// clients see a stable shape, and sorts maps, so that equal messages are equal text. The reader refuses
// duplicate keys and NUL characters in strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "framework/runtime/result.h"

namespace google::protobuf {
class Message;
}

namespace ecommerce::json {

// Appends the message.
void write_json(const google::protobuf::Message& message, std::string& out);

struct ReadLimits {
    std::size_t max_depth = 32;  // of nested objects and arrays
};

// Replaces what `out` holds. Names are JSON's or the proto's own; null is unset. The error is
// MALFORMED_REQUEST and names the JSON path of every wrong value; `out` is then in an undefined state.
Result<void> read_json(std::string_view text, google::protobuf::Message& out, const ReadLimits& limits = {});

// Reads one value written as text, as it comes in a path or a query, into a field of `out`: `path` names
// the field, through messages by dots ("filter.minPrice"), by JSON or proto names. Lists grow by one.
// Messages are taken where their JSON is a string or a number: times, masks, wrappers.
Result<void> read_text_field(std::string_view path, std::string_view text, google::protobuf::Message& out);

// Appends `text` as a JSON string with its quotes. Bytes that are no valid UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace ecommerce::json
