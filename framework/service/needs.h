// SPDX-License-Identifier: Apache-2.0
// The parts of a process that a service may have. What it does not need is not built for it.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace ecommerce::service {

enum class Need : std::uint8_t {
    database,   // a schema of its own, as a role of its own; also remembers calls by their Idempotency-Key
    events,     // publishes or subscribes; kept in the database
    key_value,  // the key-value store, which may be lost at any time
    passwords,  // threads that hash passwords
    files,      // threads that may block: files, images
    http,       // a client to the world outside the platform
    edge,       // faces the world itself: has its own port and calls services as whoever called it
};

class Needs {
public:
    constexpr Needs(std::initializer_list<Need> needs) {
        for (const auto need : needs) bits_ |= bit(need);
    }
    constexpr bool has(Need need) const { return (bits_ & bit(need)) != 0; }

private:
    static constexpr unsigned bit(Need need) { return 1U << unsigned(need); }
    unsigned bits_ = 0;
};

}  // namespace ecommerce::service
