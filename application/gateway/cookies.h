// SPDX-License-Identifier: Apache-2.0
// Cookies as the gateway sets and reads them: none is for scripts, none is sent along by other sites (RFC 6265).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace ecommerce::gateway {

// The value of the cookie `name` in a Cookie field; empty where it is not there.
std::string_view find_cookie(std::string_view field, std::string_view name);

// A Set-Cookie field: HttpOnly and SameSite=Strict, for addresses below `path`. An age of 0 takes the cookie away.
// Secure cookies travel over HTTPS alone.
std::string cookie_field(std::string_view name, std::string_view value, std::string_view path,
                         std::chrono::seconds age, bool secure);

}  // namespace ecommerce::gateway
