// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/random_id.h"

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::auth {

std::string random_id() {
    return text::to_base64url(random_bytes(16));
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

}  // namespace ecommerce::auth
