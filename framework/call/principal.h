// SPDX-License-Identifier: Apache-2.0
// Who makes a call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ecommerce {

// The roles of options.proto, as a set. One account may hold several.
enum class Role : std::uint8_t { customer = 1, seller = 2, admin = 3 };

class RoleSet {
public:
    constexpr RoleSet() = default;
    constexpr explicit RoleSet(std::uint8_t bits) : bits_(bits) {}
    constexpr RoleSet with(Role role) const { return RoleSet(bits_ | bit(role)); }
    constexpr RoleSet without(Role role) const { return RoleSet(std::uint8_t(bits_ & ~bit(role))); }
    constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
    constexpr bool intersects(RoleSet other) const { return (bits_ & other.bits_) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr std::uint8_t bits() const { return bits_; }
    constexpr bool operator==(const RoleSet&) const = default;

private:
    static constexpr std::uint8_t bit(Role role) { return std::uint8_t(1U << unsigned(role)); }
    std::uint8_t bits_ = 0;
};

inline constexpr std::string_view kGateway = "gateway";

// The end user and the calling service travel together: a service that calls for a user keeps the user.
struct Principal {
    std::int64_t user_id = 0;  // 0: not signed in
    std::int64_t shop_id = 0;  // the seller's shop; 0: none
    RoleSet roles;
    std::string session_id;  // empty: not signed in
    std::string service;     // the platform's service that calls, "order"; empty: a call from outside

    bool signed_in() const { return user_id != 0; }
    // A service with rights of its own. The gateway has none: it only vouches for the user it brings.
    bool internal() const { return !service.empty() && service != kGateway; }
};

}  // namespace ecommerce
