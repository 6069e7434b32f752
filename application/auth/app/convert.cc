// SPDX-License-Identifier: Apache-2.0
#include "application/auth/app/convert.h"

#include "framework/rpc/messages.h"

namespace ecommerce::auth {

namespace {

RoleSet to_roles(const google::protobuf::RepeatedField<int>& roles) {
    RoleSet set;
    for (const auto role : roles) set = set.with(Role(role));
    return set;
}

std::int64_t seconds_of(Timestamp time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

Access access_of(const user::v1::User& user, std::int64_t version) {
    return {.roles = to_roles(user.roles()), .shop_id = user.shop_id(), .version = version};
}

Access access_of(const user::v1::RolesChanged& event) {
    return {.roles = to_roles(event.roles()), .shop_id = event.shop_id(), .version = event.access_version()};
}

SessionState state_of(const SessionRow& session) {
    return {.alive = true,
            .user_id = session.user_id,
            .roles = session.roles,
            .shop_id = session.shop_id,
            .version = session.roles_version,
            .proven_until = seconds_of(session.proven_until)};
}

void fill(v1::Session& out, const SessionRow& session, std::string_view current_session_id) {
    out.set_id(session.session_id);
    out.set_user_agent(session.user_agent);
    out.set_ip_address(session.ip_address);
    rpc::set_time(*out.mutable_created_at(), session.created_at);
    rpc::set_time(*out.mutable_last_seen_at(), session.last_seen_at);
    rpc::set_time(*out.mutable_expires_at(), session.expires_at);
    out.set_is_current(session.session_id == current_session_id);
}

void fill(v1::CheckSessionResponse& out, const SessionRow& session) {
    out.set_alive(true);
    out.set_user_id(session.user_id);
    add_roles(*out.mutable_roles(), session.roles);
    out.set_shop_id(session.shop_id);
    out.set_access_version(session.roles_version);
    rpc::set_time(*out.mutable_expires_at(), session.expires_at);
    rpc::set_time(*out.mutable_proven_until(), session.proven_until);
}

void fill(v1::SecondFactor& out, const std::optional<SecondFactorRow>& factor) {
    if (!factor || !factor->on()) return;
    out.set_on(true);
    rpc::set_time(*out.mutable_turned_on_at(), *factor->turned_on_at);
    out.set_recovery_codes_left(std::uint32_t(factor->codes_left));
}

void add_roles(google::protobuf::RepeatedField<int>& out, RoleSet roles) {
    for (const auto role : {Role::customer, Role::seller, Role::admin}) {
        if (roles.has(role)) out.Add(int(role));
    }
}

}  // namespace ecommerce::auth
