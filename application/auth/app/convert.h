// SPDX-License-Identifier: Apache-2.0
// Between the contract's messages, the sessions table and the shared session state.
#pragma once

#include <string_view>

#include "application/auth/storage/second_factor_store.h"
#include "application/auth/storage/session_store.h"
#include "framework/auth/session_cache.h"

#include "auth/v1/auth_service.pb.h"
#include "auth/v1/second_factor_service.pb.h"
#include "user/v1/events.pb.h"
#include "user/v1/user.pb.h"

namespace ecommerce::auth {

Access access_of(const user::v1::User& user, std::int64_t version);
Access access_of(const user::v1::RolesChanged& event);
SessionState state_of(const SessionRow& session);
void fill(v1::Session& out, const SessionRow& session, std::string_view current_session_id);
void fill(v1::CheckSessionResponse& out, const SessionRow& session);
// Nothing, or one that waits to be confirmed, is off.
void fill(v1::SecondFactor& out, const std::optional<SecondFactorRow>& factor);
void add_roles(google::protobuf::RepeatedField<int>& out, RoleSet roles);

}  // namespace ecommerce::auth
