// SPDX-License-Identifier: Apache-2.0
// Who administrates the platform, for what administrators alone may do. A session learns a moment late that its
// account is no administrator any more; what is written in a transaction with this was an administrator's then.
#pragma once

#include <vector>

#include "application/user/storage/user_store.h"

namespace ecommerce::user {

class Admins {
public:
    // Locks the administrators' rows: until the transaction ends none is added, demoted, frozen or closed.
    static Task<Result<Admins>> lock(postgres::Transaction& tx, const UserStore& users);

    // Unless the caller is one of them, or a service of the platform that acts for itself. Error: ROLE_REQUIRED.
    Result<void> admit(const CallContext& context) const;
    // For whoever takes the role, or the way in, from this account. Error: precondition LAST_ADMIN.
    Result<void> refuse_last(std::int64_t user_id) const;

private:
    explicit Admins(std::vector<std::int64_t> ids) : ids_(std::move(ids)) {}

    std::vector<std::int64_t> ids_;
};

}  // namespace ecommerce::user
