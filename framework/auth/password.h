// SPDX-License-Identifier: Apache-2.0
// Passwords: argon2id (RFC 9106) with 19 MiB and two passes, about 15 ms of one core. Hashing blocks, so
// it runs on a bounded worker pool of its own: a storm of logins gets `exhausted`, browsing does not wait.
#pragma once

#include <string>

#include "framework/runtime/worker_pool.h"

namespace ecommerce::auth {

class PasswordHasher {
public:
    explicit PasswordHasher(runtime::WorkerPool& pool) : pool_(pool) {}

    // The hash holds its own salt and cost ("$argon2id$…").
    Task<Result<std::string>> hash(std::string password);
    // False for a wrong password. Takes the same time for an empty hash, which stands for an account that
    // does not exist: the time tells nobody who has an account.
    Task<Result<bool>> verify(std::string password, std::string hash);

private:
    runtime::WorkerPool& pool_;
};

}  // namespace ecommerce::auth
