// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/random_id.h"

#include <array>

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::auth {

std::string random_id() {
    std::array<char, 16> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    return text::to_base64url({bytes.data(), bytes.size()});
}

}  // namespace ecommerce::auth
