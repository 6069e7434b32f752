// SPDX-License-Identifier: Apache-2.0
#include "application/auth/domain/device_token.h"

#include <algorithm>

namespace ecommerce::auth {

namespace {

std::string normal(std::string_view account) {
    std::string name(account);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return name;
}

}  // namespace

std::string DeviceTokenCodec::write(std::string_view device, std::string_view account) const {
    return signature_.write(device, normal(account));
}

std::optional<std::string> DeviceTokenCodec::read(std::string_view token, std::string_view account) const {
    const auto device = signature_.read(token, normal(account));
    if (!device || device->empty()) return std::nullopt;
    return std::string(*device);
}

}  // namespace ecommerce::auth
