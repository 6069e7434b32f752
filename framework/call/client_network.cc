// SPDX-License-Identifier: Apache-2.0
#include "framework/call/client_network.h"

#include <arpa/inet.h>

#include <cstring>

namespace ecommerce {

std::string client_network(const std::string& address) {
    in6_addr parsed{};
    if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1 || IN6_IS_ADDR_V4MAPPED(&parsed)) return address;
    std::memset(parsed.s6_addr + 8, 0, 8);
    char network[INET6_ADDRSTRLEN];
    inet_ntop(AF_INET6, &parsed, network, sizeof network);
    return std::string(network) + "/64";
}

}  // namespace ecommerce
