// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/convert.h"

#include <algorithm>

#include "framework/rpc/messages.h"

namespace ecommerce::user {

v1::User to_message(const UserRow& user) {
    v1::User message;
    message.set_id(user.id);
    message.set_email(user.email.value_or(""));
    message.set_nickname(user.nickname);
    message.set_phone(user.phone);
    add_roles(*message.mutable_roles(), user.roles);
    message.set_status(v1::UserStatus(user.status));
    message.set_shop_id(user.shop_id);
    message.set_email_confirmed(user.email_confirmed_at.has_value());
    message.set_language(v1::Language(user.language));
    rpc::set_time(*message.mutable_created_at(), user.created_at);
    rpc::set_time(*message.mutable_updated_at(), user.updated_at);
    return message;
}

v1::RolesChanged roles_changed(const UserRow& user) {
    v1::RolesChanged event;
    event.set_user_id(user.id);
    add_roles(*event.mutable_roles(), user.roles);
    event.set_shop_id(user.shop_id);
    event.set_access_version(user.access_version);
    return event;
}

RoleSet to_roles(const google::protobuf::RepeatedField<int>& roles) {
    RoleSet set;
    for (const auto role : roles) set = set.with(Role(role));
    return set;
}

void add_roles(google::protobuf::RepeatedField<int>& out, RoleSet roles) {
    for (const auto role : {Role::customer, Role::seller, Role::admin}) {
        if (roles.has(role)) out.Add(int(role));
    }
}

std::string normal_email(std::string_view email) {
    std::string normal(email);
    std::ranges::transform(normal, normal.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return normal;
}

std::string nickname_from(std::string_view email) {
    return std::string(email.substr(0, std::min<std::size_t>(email.find('@'), 40)));
}

}  // namespace ecommerce::user
