// SPDX-License-Identifier: Apache-2.0
// News of accounts before, after and while somebody signs in or refreshes.
#include "application/auth/auth_fixture.h"

namespace ecommerce::auth {

namespace {

class SessionEvents : public AuthFixture {};

constexpr auto kCustomer = options::v1::ROLE_CUSTOMER;
constexpr auto kSeller = options::v1::ROLE_SELLER;
constexpr auto kAdmin = options::v1::ROLE_ADMIN;

TEST_F(SessionEvents, NewRolesReachTheSessions) {
    const auto session = login().value();
    auto event = roles_changed(2, {kCustomer, kSeller});
    event.set_shop_id(11);
    EXPECT_TRUE(take(event));
    EXPECT_TRUE(roles_of(session.session_id()).has(Role::seller));
    EXPECT_EQ(copy_of(session.session_id())->shop_id, 11);
    v1::CheckSessionRequest check;
    check.set_session_id(session.session_id());
    EXPECT_EQ(run(parts_->service.CheckSession(context, check)).value().shop_id(), 11);
}

TEST_F(SessionEvents, OlderRolesNeverReplaceNewerOnes) {
    const auto session = login().value();
    const auto promoted = roles_changed(2, {kCustomer, kAdmin});
    const auto demoted = roles_changed(3, {kCustomer});
    take_all({&demoted, &promoted, &demoted, &promoted});
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
    // Nor in the copy, whoever writes there last.
    EXPECT_TRUE(run(parts_->cache.overwrite(
        context, session.session_id(),
        {.alive = true, .user_id = 7, .roles = RoleSet().with(Role::admin), .version = 2})));
    EXPECT_EQ(copy_of(session.session_id())->roles, RoleSet().with(Role::customer));
}

TEST_F(SessionEvents, ARefreshUnderWayDoesNotBringOldRolesBack) {
    user.add_roles(kAdmin);
    const auto session = login().value();
    meanwhile("BatchGetUsers", [&] {
        EXPECT_TRUE(take(roles_changed(2, {kCustomer}), 1));
        user.clear_roles();
        user.add_roles(kCustomer);
        access_version = 2;
    });
    const auto renewed = refresh(session.refresh_token());
    ASSERT_TRUE(renewed) << renewed.error().message();
    EXPECT_EQ(renewed->user().roles_size(), 1);
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
}

TEST_F(SessionEvents, ARefreshThatKnowsBeforeTheNewsLeavesNoOldCopyBehind) {
    user.add_roles(kAdmin);
    const auto session = login().value();
    user.clear_roles();
    user.add_roles(kCustomer);
    access_version = 2;
    ASSERT_TRUE(refresh(session.refresh_token()));
    EXPECT_TRUE(take(roles_changed(2, {kCustomer})));
    EXPECT_EQ(roles_of(session.session_id()), RoleSet().with(Role::customer));
}

TEST_F(SessionEvents, ALoginUnderWayDoesNotOutliveANewPassword) {
    const auto keep = login().value();
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(password_changed(2, keep.session_id()), 1));
        password = "secret2";
        access_version = 2;
    });
    EXPECT_EQ(login("secret1").error().reason(), v1::reason::kInvalidCredentials);
    EXPECT_EQ(living(), "1");
    EXPECT_TRUE(login("secret2"));
}

TEST_F(SessionEvents, ALoginUnderWayDoesNotOutliveAFreezing) {
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(news<user::v1::UserFrozen>(2), 1));
        user.set_status(user::v1::USER_STATUS_FROZEN);
        access_version = 2;
    });
    EXPECT_EQ(login().error().reason(), v1::reason::kAccountFrozen);
    EXPECT_EQ(living(), "0");
}

TEST_F(SessionEvents, ALoginUnderWayDoesNotOutliveAClosing) {
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(news<user::v1::UserDeleted>(2), 1));
        password = "";
        access_version = 2;
    });
    EXPECT_EQ(login().error().reason(), v1::reason::kInvalidCredentials);
    EXPECT_EQ(living(), "0");
}

TEST_F(SessionEvents, ALoginUnderWayGetsTheRolesOfNow) {
    user.add_roles(kAdmin);
    meanwhile("VerifyPassword", [&] {
        EXPECT_TRUE(take(roles_changed(2, {kCustomer}), 1));
        user.clear_roles();
        user.add_roles(kCustomer);
        access_version = 2;
    });
    const auto session = login();
    ASSERT_TRUE(session) << session.error().message();
    EXPECT_EQ(session->user().roles_size(), 1);
    EXPECT_EQ(roles_of(session->session_id()), RoleSet().with(Role::customer));
}

TEST_F(SessionEvents, AnAccountThatNeverStandsStillIsAskedToWait) {
    EXPECT_TRUE(take(roles_changed(9, {kCustomer})));
    EXPECT_EQ(login().error().code(), Code::unavailable);
    EXPECT_EQ(living(), "0");
}

TEST_F(SessionEvents, NewsThatComesAfterALoginEndsWhatIsOlder) {
    const auto old = login().value();
    password = "secret2";
    access_version = 2;
    const auto fresh = login("secret2").value();
    const auto changed = password_changed(2, "");
    take_all({&changed});
    EXPECT_TRUE(ended(old.session_id()));
    EXPECT_FALSE(ended(fresh.session_id()));
    // Again, and with older news: nothing changes.
    const auto before = news<user::v1::UserFrozen>(1);
    take_all({&changed, &before});
    EXPECT_FALSE(ended(fresh.session_id()));
}

TEST_F(SessionEvents, AClosedOrFrozenAccountHasNoSessions) {
    const auto first = login().value();
    const auto frozen = news<user::v1::UserFrozen>(2);
    take_all({&frozen});
    EXPECT_TRUE(ended(first.session_id()));
    access_version = 3;
    const auto second = login().value();
    const auto deleted = news<user::v1::UserDeleted>(4);
    take_all({&deleted});
    EXPECT_TRUE(ended(second.session_id()));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM sessions WHERE user_agent <> '' OR ip_address <> ''"),
              "0")
        << "an ended session does not tell where it was";
}

// Whichever comes first: the session that changed the password stays, with the roles of now, and the other goes.
TEST_F(SessionEvents, NewPasswordsAndNewRolesMayComeInAnyOrder) {
    for (const bool password_first : {true, false}) {
        for (const bool password_is_newer : {true, false}) {
            SCOPED_TRACE(::testing::Message() << password_first << password_is_newer);
            const auto base = access_version;
            user.clear_roles();
            user.add_roles(kCustomer);
            user.add_roles(kAdmin);
            const auto kept = login().value();
            const auto other = login().value();
            const auto password_news =
                password_changed(base + (password_is_newer ? 2 : 1), kept.session_id());
            const auto roles_news = roles_changed(base + (password_is_newer ? 1 : 2), {kCustomer});
            if (password_first) {
                take_all({&password_news, &roles_news});
            } else {
                take_all({&roles_news, &password_news});
            }
            EXPECT_TRUE(ended(other.session_id()));
            EXPECT_FALSE(ended(kept.session_id()));
            EXPECT_EQ(roles_of(kept.session_id()), RoleSet().with(Role::customer));
            access_version = base + 2;
        }
    }
}

TEST_F(SessionEvents, NewsOfBeforeAccountsHadVersionsEndsAllButTheKeptSession) {
    const auto kept = login().value();
    const auto other = login().value();
    const auto changed = password_changed(0, kept.session_id());
    take_all({&changed});
    EXPECT_TRUE(ended(other.session_id()));
    EXPECT_FALSE(ended(kept.session_id()));
}

}  // namespace
}  // namespace ecommerce::auth
