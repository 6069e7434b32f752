// SPDX-License-Identifier: Apache-2.0
// Where a service listens.
#pragma once

#include <cstdint>

namespace ecommerce::service {

struct Ports {
    std::uint16_t http = 0;
    std::uint16_t grpc = 0;  // 0: none
};

}  // namespace ecommerce::service
