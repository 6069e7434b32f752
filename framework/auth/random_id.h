// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace ecommerce::auth {

// 128 random bits from the operating system as 22 characters of base64url: nobody can guess one.
std::string random_id();

// From the operating system.
std::string random_bytes(std::size_t count);

}  // namespace ecommerce::auth
