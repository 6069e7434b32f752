// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::auth {

// A name of 22 characters of base64url for any text: the first 128 bits of its BLAKE2b. `purpose` keeps
// names of different kinds apart.
std::string digest_id(std::string_view purpose, std::string_view text);

// Names a guest wherever something is kept or told of one. The token is a secret of its holder: it opens the cart.
std::string guest_id(std::string_view guest_token);

}  // namespace ecommerce::auth
