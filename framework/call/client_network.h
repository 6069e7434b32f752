// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace ecommerce {

// What stands for a client's address where callers are counted or told apart: IPv6 clients own whole /64 networks.
std::string client_network(const std::string& address);

}  // namespace ecommerce
