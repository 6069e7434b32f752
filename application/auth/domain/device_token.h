// SPDX-License-Identifier: Apache-2.0
// Device tokens: "<device>.<MAC>", signed about an account. Whoever shows one has signed in to the account before. It
// opens nothing: a device that is known is counted apart when passwords are guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "framework/auth/signed_text.h"

namespace ecommerce::auth {

class DeviceTokenCodec {
public:
    // `key` is at least 32 secret bytes; throws on fewer.
    explicit DeviceTokenCodec(std::string_view key) : signature_(key, "device token") {}
    // `account` is the name that was signed in with; its letter case does not count.
    std::string write(std::string_view device, std::string_view account) const;
    // The device, if it has signed in to that account.
    std::optional<std::string> read(std::string_view token, std::string_view account) const;

private:
    SignedText signature_;
};

}  // namespace ecommerce::auth
