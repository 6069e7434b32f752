// SPDX-License-Identifier: Apache-2.0
// The method table of a service: names, HTTP rules, access and policy.
#pragma once

#include <string>

#include "names.h"

namespace ecommerce::generator {

// Defines k<Service>Methods in an unnamed namespace.
std::string method_table(const ServiceDescriptor& service);

}  // namespace ecommerce::generator
