// SPDX-License-Identifier: Apache-2.0
// Who may sign in and act, and the versions that tell when that changes.
#include "application/user/user_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::user {

namespace {

class AccessTest : public UserFixture {};

TEST_F(AccessTest, APasswordIsProvenByItself) {
    auto me = somebody();
    v1::VerifyPasswordRequest verify;
    verify.set_account("A@example.com");
    verify.set_password("secret1");
    EXPECT_TRUE(run(parts_->users.VerifyPassword(context, verify)));
    v1::ChangePasswordRequest change;
    change.set_current_password("wrong");
    change.set_new_password("secret2");
    change.set_confirm_password("secret2");
    EXPECT_EQ(run(parts_->users.ChangePassword(me, change)).error().reason(), v1::reason::kWrongPassword);
    change.set_current_password("secret1");
    EXPECT_TRUE(run(parts_->users.ChangePassword(me, change)));
    ASSERT_EQ(events.of<v1::PasswordChanged>().size(), 1U);
    EXPECT_EQ(events.of<v1::PasswordChanged>().front().keep_session_id(), "s1");
    for (const std::string account : {"a@example.com", "nobody@example.com"}) {
        verify.set_account(account);
        EXPECT_EQ(run(parts_->users.VerifyPassword(context, verify)).error().reason(),
                  v1::reason::kInvalidCredentials);
    }
}

TEST_F(AccessTest, OneAdministratorStays) {
    const auto first = add_admin("x@example.com");
    const auto second = add_admin("y@example.com");
    v1::FreezeUserRequest freeze;
    freeze.set_reason("Away.");
    freeze.set_id(first);
    EXPECT_TRUE(run(parts_->admin.FreezeUser(context, freeze)));
    EXPECT_EQ(events.of<v1::UserFrozen>().size(), 1U);
    freeze.set_id(second);
    EXPECT_EQ(run(parts_->admin.FreezeUser(context, freeze)).error().reason(), v1::reason::kLastAdmin);
    v1::RemoveUserRequest remove;
    remove.set_id(second);
    EXPECT_EQ(run(parts_->admin.RemoveUser(context, remove)).error().reason(), v1::reason::kLastAdmin);
    v1::UpdateUserRequest update;
    update.set_id(second);
    update.add_roles(options::v1::ROLE_CUSTOMER);
    EXPECT_EQ(run(parts_->admin.UpdateUser(context, update)).error().reason(), v1::reason::kLastAdmin);
    v1::UnfreezeUserRequest unfreeze;
    unfreeze.set_id(first);
    EXPECT_TRUE(run(parts_->admin.UnfreezeUser(context, unfreeze)));
    EXPECT_TRUE(run(parts_->admin.UpdateUser(context, update)));
    EXPECT_EQ(events.of<v1::RolesChanged>().size(), 1U);
}

TEST_F(AccessTest, EachChangeOfAccessHasItsOwnVersion) {
    add_admin("boss@example.com");
    auto me = somebody();
    const auto id = me.principal.user_id;
    EXPECT_EQ(access_version(id), 1);
    ASSERT_TRUE(approve(apply_for(me, "Tea house").value().shop().shop().id()));
    EXPECT_EQ(access_version(id), 2);
    EXPECT_EQ(events.of<v1::RolesChanged>().back().access_version(), 2);
    ASSERT_TRUE(change_password(me, "secret1", "secret2"));
    EXPECT_EQ(events.of<v1::PasswordChanged>().back().access_version(), 3);
    v1::FreezeUserRequest freeze;
    freeze.set_id(id);
    freeze.set_reason("Spam.");
    ASSERT_TRUE(run(parts_->admin.FreezeUser(context, freeze)));
    EXPECT_EQ(events.of<v1::UserFrozen>().back().access_version(), 4);
    v1::UnfreezeUserRequest unfreeze;
    unfreeze.set_id(id);
    ASSERT_TRUE(run(parts_->admin.UnfreezeUser(context, unfreeze)));
    EXPECT_EQ(events.of<v1::UserUnfrozen>().back().access_version(), 5);
    v1::UpdateUserRequest update;
    update.set_id(id);
    update.set_nickname("Lei");
    ASSERT_TRUE(run(parts_->admin.UpdateUser(context, update)));
    EXPECT_EQ(access_version(id), 5) << "a nickname opens no door";
    update.add_roles(options::v1::ROLE_ADMIN);
    ASSERT_TRUE(run(parts_->admin.UpdateUser(context, update)));
    EXPECT_EQ(events.of<v1::RolesChanged>().back().access_version(), 6);
    v1::VerifyPasswordRequest verify;
    verify.set_account("a@example.com");
    verify.set_password("secret2");
    EXPECT_EQ(run(parts_->users.VerifyPassword(context, verify)).value().access_version(), 6);
    EXPECT_TRUE(close(me, "secret2"));
    EXPECT_EQ(events.of<v1::UserDeleted>().back().access_version(), 7);
}

TEST_F(AccessTest, OfTwoNewPasswordsAtOnceOneWins) {
    auto me = somebody();
    const auto both = [this](CallContext& call) -> Task<std::vector<std::string>> {
        const auto change = [](UserService& users, CallContext own, std::string to) -> Task<std::string> {
            v1::ChangePasswordRequest request;
            request.set_current_password("secret1");
            request.set_new_password(to);
            request.set_confirm_password(to);
            const auto changed = co_await users.ChangePassword(own, request);
            co_return changed ? to : changed.error().reason();
        };
        auto [first, second] = co_await runtime::both(change(parts_->users, call, "secret2"),
                                                      change(parts_->users, call, "secret3"));
        co_return std::vector{first, second};
    };
    auto outcome = run(both(me));
    std::ranges::sort(outcome);
    EXPECT_EQ(outcome.front(), v1::reason::kWrongPassword);
    EXPECT_EQ(events.of<v1::PasswordChanged>().size(), 1U);
    EXPECT_TRUE(change_password(me, outcome.back(), "secret4"));
}

TEST_F(AccessTest, AProofOfAnOldPasswordClosesNothing) {
    auto me = somebody();
    const auto old = temporary().value("SELECT password_hash FROM users");
    ASSERT_TRUE(change_password(me, "secret1", "secret2"));
    const auto closed = run(parts_->close(me, me.principal.user_id, old));
    EXPECT_EQ(closed.error().reason(), v1::reason::kWrongPassword);
    EXPECT_TRUE(close(me, "secret2"));
}

TEST_F(AccessTest, ADemotedAdministratorActsNoMore) {
    add_admin("boss@example.com");
    const auto id = add_admin("x@example.com");
    auto demoted = as(id);
    demoted.principal.roles = RoleSet().with(Role::admin);
    v1::UpdateUserRequest update;
    update.set_id(id);
    update.add_roles(options::v1::ROLE_CUSTOMER);
    ASSERT_TRUE(run(parts_->admin.UpdateUser(context, update)));
    // Its session has not heard of it yet.
    update.set_roles(0, options::v1::ROLE_ADMIN);
    EXPECT_EQ(run(parts_->admin.UpdateUser(demoted, update)).error().reason(), reason::kRoleRequired);
    v1::AddUserRequest add;
    add.set_email("accomplice@example.com");
    add.set_password("secret1");
    add.add_roles(options::v1::ROLE_ADMIN);
    EXPECT_EQ(run(parts_->admin.AddUser(demoted, add)).error().reason(), reason::kRoleRequired);
    v1::FreezeUserRequest freeze;
    freeze.set_id(id);
    freeze.set_reason("Spite.");
    EXPECT_EQ(run(parts_->admin.FreezeUser(demoted, freeze)).error().reason(), reason::kRoleRequired);
    v1::RemoveUserRequest remove;
    remove.set_id(id);
    EXPECT_EQ(run(parts_->admin.RemoveUser(demoted, remove)).error().reason(), reason::kRoleRequired);
}

}  // namespace
}  // namespace ecommerce::user
