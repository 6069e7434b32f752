// SPDX-License-Identifier: Apache-2.0
#include "framework/service/environment.h"

#include <array>
#include <stdexcept>

#include "framework/rpc/channels.h"

namespace ecommerce::service {

void not_needed(Need need) {
    constexpr std::array<const char*, 7> kNames{"database", "events", "key_value", "passwords",
                                                "files",    "http",   "edge"};
    throw std::logic_error(std::string("A service uses what its definition does not need: ") +
                           kNames[std::size_t(need)] + ".");
}

rpc::Channel& Environment::neighbour(std::string_view service) {
    return channels.to(service);
}

}  // namespace ecommerce::service
