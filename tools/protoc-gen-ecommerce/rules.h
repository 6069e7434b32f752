// SPDX-License-Identifier: Apache-2.0
// From the (validate.rules) of a field to the code that checks it.
#pragma once

#include <string>

#include "names.h"
#include "problems.h"

namespace ecommerce::generator {

// Refuses rules that do not fit the field, contradict each other or are not supported.
void check_rules(const FieldDescriptor& field, Problems& problems);

// Statements that check the field of `message`, indented by four; empty when nothing needs a check.
std::string rules_code(const FieldDescriptor& field);

// Whether anything in the message, or in messages within it, has rules.
bool needs_validation(const Descriptor& message);

}  // namespace ecommerce::generator
