// SPDX-License-Identifier: Apache-2.0
#include "framework/auth/password.h"

#include <new>

#include <sodium.h>

namespace ecommerce::auth {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19 * 1024 * 1024;

std::string hash_now(const std::string& password) {
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    out.resize(out.find('\0'));
    return out;
}

const std::string& nobodys_hash() {
    static const std::string hash = hash_now("the password of nobody");
    return hash;
}

}  // namespace

Task<Result<std::string>> PasswordHasher::hash(std::string password) {
    auto work = [&password] { return hash_now(password); };
    auto hashed = co_await pool_.run(std::move(work));
    sodium_memzero(password.data(), password.size());
    co_return hashed;
}

Task<Result<bool>> PasswordHasher::verify(std::string password, std::string hash) {
    auto work = [&password, &hash] {
        const auto& against = hash.empty() ? nobodys_hash() : hash;
        const bool equal = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
        return equal && !hash.empty();
    };
    auto verified = co_await pool_.run(std::move(work));
    sodium_memzero(password.data(), password.size());
    co_return verified;
}

}  // namespace ecommerce::auth
