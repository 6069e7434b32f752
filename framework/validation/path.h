// SPDX-License-Identifier: Apache-2.0
// Where in a message a value is. A path is a chain of frames on the stack; its text is made only when
// something is wrong there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/runtime/result.h"

namespace ecommerce::validation {

using Violations = std::vector<FieldViolation>;

// More than this many violations of one message are not told: they would make replies large.
inline constexpr std::size_t kMaxViolations = 50;

// One step of a path: a field, an item of a list or an entry of a map. What it views outlives it.
class Path {
public:
    // `parent` is null at the root; `field` is the name in JSON.
    Path(const Path* parent, std::string_view field) : parent_(parent), name_(field) {}
    static Path item(const Path& list, std::size_t index) { return {Kind::item, list, {}, index}; }
    static Path entry(const Path& map, std::string_view key) { return {Kind::entry, map, key, 0}; }

    // "items[2].quantity", "labels[\"colour\"]".
    std::string text() const;

private:
    enum class Kind : std::uint8_t { field, item, entry };
    Path(Kind kind, const Path& parent, std::string_view name, std::size_t index)
        : parent_(&parent), name_(name), index_(index), kind_(kind) {}
    void append_to(std::string& out) const;

    const Path* parent_;
    std::string_view name_;
    std::size_t index_ = 0;
    Kind kind_ = Kind::field;
};

// Adds a violation, unless there are kMaxViolations already.
void report(Violations& out, const Path& path, std::string message);

}  // namespace ecommerce::validation
