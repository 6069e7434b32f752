// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/admins.h"

#include <algorithm>

#include "framework/call/reasons.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

Task<Result<Admins>> Admins::lock(postgres::Transaction& tx, const UserStore& users) {
    co_return Admins(co_await ok(users.lock_admins(tx)));
}

Result<void> Admins::admit(const CallContext& context) const {
    const auto& caller = context.principal;
    if (caller.internal() || std::ranges::find(ids_, caller.user_id) != ids_.end()) return {};
    return fail(reason::role_required("This account may not do this."));
}

Result<void> Admins::refuse_last(std::int64_t user_id) const {
    if (ids_.size() != 1 || ids_.front() != user_id) return {};
    return fail(v1::reason::last_admin("The platform needs at least one administrator."));
}

}  // namespace ecommerce::user
