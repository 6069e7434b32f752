// SPDX-License-Identifier: Apache-2.0
// Between the users table and the contract's messages.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/repeated_field.h>

#include "application/user/storage/user_store.h"

#include "user/v1/events.pb.h"
#include "user/v1/user.pb.h"

namespace ecommerce::user {

v1::User to_message(const UserRow& user);
v1::RolesChanged roles_changed(const UserRow& user);
RoleSet to_roles(const google::protobuf::RepeatedField<int>& roles);
void add_roles(google::protobuf::RepeatedField<int>& out, RoleSet roles);

// Letter case does not tell addresses apart.
std::string normal_email(std::string_view email);
// What others see of somebody who chose nothing: the part before the @, cut to what fits.
std::string nickname_from(std::string_view email);

}  // namespace ecommerce::user
