// SPDX-License-Identifier: Apache-2.0
// What the contract must keep. Whatever is refused here cannot be forgotten in a service.
#pragma once

#include "names.h"
#include "problems.h"

namespace ecommerce::generator {

void check_file(const FileDescriptor& file, Problems& problems);

}  // namespace ecommerce::generator
