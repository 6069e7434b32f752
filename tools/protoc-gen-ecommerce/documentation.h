// SPDX-License-Identifier: Apache-2.0
// The comments of the contract as data, for the reference page.
#pragma once

#include <string>
#include <vector>

#include "names.h"

namespace ecommerce::generator {

// Declares and defines `std::span<const ecommerce::rpc::Doc> ecommerce::<name>()`, sorted by name.
std::string documentation_header(const std::string& name);
std::string documentation_source(const std::string& name, const std::vector<const FileDescriptor*>& files);

}  // namespace ecommerce::generator
