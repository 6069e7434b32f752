// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "framework/auth/identity.h"
#include "framework/auth/password.h"
#include "framework/auth/sealed_box.h"
#include "framework/auth/token.h"
#include "framework/text/base64.h"

namespace ecommerce::auth {
namespace {

using namespace std::chrono_literals;

const Timestamp kNow = Timestamp(1'700'000'000s);

TEST(Token, GivesBackWhatWasSigned) {
    const TokenSigner signer(std::string(32, 'a'));
    const TokenVerifier verifier(signer.public_key());
    const Claims claims{.user_id = 42, .session_id = "s-1_x", .expires_at = kNow + 15min};
    EXPECT_EQ(verifier.verify(signer.sign(claims), kNow).value(), claims);
}

TEST(Token, IsRefusedFromItsLastSecondOn) {
    const TokenSigner signer(std::string(32, 'a'));
    const TokenVerifier verifier(signer.public_key());
    const auto token = signer.sign({.user_id = 1, .session_id = "s", .expires_at = kNow});
    EXPECT_EQ(verifier.verify(token, kNow).error().reason(), "TOKEN_EXPIRED");
}

TEST(Token, IsRefusedWhenAnyByteChanges) {
    const TokenSigner signer(std::string(32, 'a'));
    const TokenVerifier verifier(signer.public_key());
    const auto token = signer.sign({.user_id = 1, .session_id = "s", .expires_at = kNow + 1h});
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto forged = token;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(verifier.verify(forged, kNow)) << i;
    }
    EXPECT_FALSE(verifier.verify("", kNow));
    EXPECT_FALSE(verifier.verify(std::string(100'000, '.'), kNow));
}

TEST(Token, OfAnotherKeyIsRefused) {
    const TokenSigner ours(std::string(32, 'a'));
    const TokenSigner theirs(std::string(32, 'b'));
    const auto token = theirs.sign({.user_id = 1, .session_id = "s", .expires_at = kNow + 1h});
    EXPECT_EQ(TokenVerifier(ours.public_key()).verify(token, kNow).error().reason(), "TOKEN_INVALID");
}

TEST(Identity, CarriesTheUserAndTheService) {
    const IdentityCodec codec(std::string(32, 'k'));
    Principal principal;
    principal.service = "checkout";
    principal.user_id = 7;
    principal.shop_id = 3;
    principal.roles = RoleSet().with(Role::customer).with(Role::seller);
    principal.session_id = "abc";
    const auto read = codec.verify(codec.sign(principal, kNow), kNow + 30s).value();
    EXPECT_EQ(read.service, "checkout");
    EXPECT_EQ(read.user_id, 7);
    EXPECT_EQ(read.shop_id, 3);
    EXPECT_EQ(read.roles, principal.roles);
    EXPECT_EQ(read.session_id, "abc");
}

TEST(Identity, ExpiresAndCannotBeForged) {
    const IdentityCodec codec(std::string(32, 'k'));
    const IdentityCodec other(std::string(32, 'x'));
    Principal principal;
    principal.service = "order";
    const auto value = codec.sign(principal, kNow);
    EXPECT_FALSE(codec.verify(value, kNow + 1h));
    EXPECT_FALSE(other.verify(value, kNow));
    EXPECT_FALSE(codec.verify("order|1|1|7||99999999999.", kNow));
    EXPECT_FALSE(codec.verify(codec.sign({}, kNow), kNow)) << "an identity without a service is none";
}

TEST(Password, VerifiesOnlyTheRightOne) {
    runtime::Loops loops(1);
    runtime::WorkerPool pool(1, 8);
    PasswordHasher hasher(pool);
    bool right = false, wrong = true, nobody = true;
    auto body = [&]() -> Task<void> {
        auto hash = (co_await hasher.hash("correct horse")).value();
        EXPECT_TRUE(hash.starts_with("$argon2id$"));
        right = (co_await hasher.verify("correct horse", hash)).value();
        wrong = (co_await hasher.verify("battery staple", hash)).value();
        nobody = (co_await hasher.verify("the password of nobody", "")).value();
    };
    loops.run_blocking(0, body());
    EXPECT_TRUE(right);
    EXPECT_FALSE(wrong);
    EXPECT_FALSE(nobody);
}

TEST(SealedBox, OpensOnlyInItsOwnContext) {
    const SealedBox box(std::string(32, 'k'));
    const auto sealed = box.seal("6222020000000000", "card:1");
    EXPECT_EQ(box.open(sealed, "card:1"), "6222020000000000");
    EXPECT_FALSE(box.open(sealed, "card:2"));
    EXPECT_FALSE(box.open(sealed.substr(1), "card:1"));
    EXPECT_FALSE(box.open("", "card:1"));
    EXPECT_NE(box.seal("x", "c"), box.seal("x", "c")) << "the nonce must be fresh";
}

TEST(SealedBox, DigestsAreEqualForEqualSecretsOfOneContextAlone) {
    const SealedBox box(std::string(32, 'k'));
    const SealedBox other(std::string(32, 'x'));
    EXPECT_EQ(box.digest("4111", "user 1"), box.digest("4111", "user 1"));
    EXPECT_NE(box.digest("4111", "user 1"), box.digest("4111", "user 2"));
    EXPECT_NE(box.digest("4111", "user 1"), other.digest("4111", "user 1"));
}

}  // namespace
}  // namespace ecommerce::auth
