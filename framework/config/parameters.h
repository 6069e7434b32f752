// SPDX-License-Identifier: Apache-2.0
// Settings that may change while the program runs, as whoever changes them sees them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "framework/state/names.h"

namespace ecommerce::config {

// Values as people write them: "15m", "64MiB", "yes". Empty where there is none.
struct Parameter {
    enum class Kind : std::uint8_t { boolean, integer, number, size, duration, choice };

    std::string name;  // "order.ship_within"
    Kind kind = Kind::integer;
    std::string help;
    std::string fallback;
    // Inclusive.
    std::string min = {};
    std::string max = {};
    std::vector<std::string> choices = {};
    // What counts in this process, and where it comes from: "default", "conf/ecommerce.yaml:12".
    std::string value = {};
    std::string origin = {};
};

constexpr auto names_of(Parameter::Kind) {
    using enum Parameter::Kind;
    return std::to_array<Name<Parameter::Kind>>({{boolean, "boolean"},
                                                 {integer, "integer"},
                                                 {number, "number"},
                                                 {size, "size"},
                                                 {duration, "duration"},
                                                 {choice, "choice"}});
}

// Why the text is no value of the parameter, as the rest of a sentence: "is 9d, but must be at most 7d". Empty when it is
// one.
std::string objection(const Parameter& parameter, std::string_view text);
// A value as the parameter itself would be written: "60m" is "1h".
std::string normalised(const Parameter& parameter, std::string_view text);

// Values by the names of their parameters.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

}  // namespace ecommerce::config
