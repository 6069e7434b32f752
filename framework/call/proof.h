// SPDX-License-Identifier: Apache-2.0
// Whether a person has shown lately who is there. It travels with the roles of a Principal, and a method that needs it
// has it among the roles of its access: so it crosses processes as roles do.
#pragma once

#include "framework/call/principal.h"

namespace ecommerce {

// Beside the roles of accounts, none of which it is.
inline constexpr Role kProven{7};

inline constexpr RoleSet kEveryRole = RoleSet().with(Role::customer).with(Role::seller).with(Role::admin);

}  // namespace ecommerce
