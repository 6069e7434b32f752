// SPDX-License-Identifier: Apache-2.0
// Code of a file's services: interface, endpoint, client and method table.
#pragma once

#include <string>

#include "names.h"

namespace ecommerce::generator {

std::string services_declaration(const FileDescriptor& file);
std::string services_definition(const FileDescriptor& file);

}  // namespace ecommerce::generator
