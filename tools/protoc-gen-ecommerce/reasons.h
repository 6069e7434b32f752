// SPDX-License-Identifier: Apache-2.0
// `enum ErrorReason`: why calls of a service may fail.
#pragma once

#include <string>

#include "names.h"
#include "problems.h"

namespace ecommerce::generator {

// The file's `enum ErrorReason`, or null.
const EnumDescriptor* reasons_of(const FileDescriptor& file);

// Refuses values without the prefix, without a code, or with a status that HTTP does not have for failures.
void check_reasons(const FileDescriptor& file, Problems& problems);

// For each value but the zero one: its name as a constant, and a function that makes an Error of it.
std::string reasons_declaration(const FileDescriptor& file);

// The HTTP status of a value of `enum ErrorReason`: its own, or that of its code. 0: it has no code.
int http_status_of(const EnumValueDescriptor& reason);

}  // namespace ecommerce::generator
