// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ecommerce::auth {

// 128 random bits from the operating system as 22 characters of base64url: nobody can guess one.
std::string random_id();

}  // namespace ecommerce::auth
