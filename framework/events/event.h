// SPDX-License-Identifier: Apache-2.0
// An event on its way from the outbox to its subscribers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/clock.h"

namespace ecommerce::events {

struct Event {
    std::string id;    // a UUID, the same at every delivery
    std::string type;  // full name of the message in `payload`
    std::string key;   // names the thing it is about; may be empty
    std::string payload;
    std::string traceparent;
    Timestamp occurred_at;
    Timestamp deliver_at;                  // not before this moment
    int attempt = 1;                       // 1 for the first delivery
    std::vector<std::string> subscribers;  // who has not taken it yet
};

// A new id. Ids that are made one after another sort so (UUID version 7), which keeps the indexes over
// them compact.
std::string new_event_id(Timestamp now);
// True for the usual form of a UUID, 8-4-4-4-12 hexadecimal digits.
bool is_event_id(std::string_view text);

}  // namespace ecommerce::events
