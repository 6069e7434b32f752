// SPDX-License-Identifier: Apache-2.0
// Links in mails: a forgotten password, a confirmed address, another address.
#include <set>
#include <thread>

#include "application/user/user_fixture.h"
#include "framework/rpc/messages.h"
#include "framework/runtime/join.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::user {
namespace {

using namespace std::chrono_literals;

class EmailTest : public UserFixture {
protected:
    std::string reason_of_error(const auto& result) { return result ? "" : result.error().reason(); }

    void ask_reset(const std::string& email, v1::Language language = v1::LANGUAGE_UNSPECIFIED) {
        v1::RequestPasswordResetRequest request;
        request.set_email(email);
        request.set_language(language);
        auto said = run(parts_->emails.RequestPasswordReset(context, request));
        ASSERT_TRUE(said);
        EXPECT_EQ(said->ByteSizeLong(), 0U);
    }
    v1::LinkMade newest_link() { return events.of<v1::LinkMade>().back(); }
    v1::AddressMailResponse address(const v1::LinkMade& link, bool present = false) {
        v1::AddressMailRequest request;
        request.set_user_id(std::max<std::int64_t>(link.user_id(), 0));
        request.set_link_id(link.link_id());
        request.set_to_present_address(present);
        return run(parts_->emails.AddressMail(context, request)).value();
    }
    std::string newest_token() { return address(newest_link()).token(); }
    v1::ResetPasswordRequest reset_request(const std::string& token, const std::string& password) {
        v1::ResetPasswordRequest request;
        request.set_token(token);
        request.set_new_password(password);
        request.set_confirm_password(password);
        return request;
    }
    std::string reset(const std::string& token, const std::string& password) {
        return reason_of_error(run(parts_->emails.ResetPassword(context, reset_request(token, password))));
    }
    std::string confirm(const std::string& token) {
        v1::ConfirmEmailRequest request;
        request.set_token(token);
        return reason_of_error(run(parts_->emails.ConfirmEmail(context, request)));
    }
    std::string change(CallContext& call, const std::string& email, const std::string& password = "secret1") {
        v1::ChangeEmailRequest request;
        request.set_password(password);
        request.set_email(email);
        return reason_of_error(run(parts_->emails.ChangeEmail(call, request)));
    }
    v1::GetEmailResponse email_of(CallContext& call) {
        return run(parts_->emails.GetEmail(call, {})).value();
    }
    bool signs_in(const std::string& email, const std::string& password) {
        v1::VerifyPasswordRequest request;
        request.set_account(email);
        request.set_password(password);
        return run(parts_->users.VerifyPassword(context, request)).has_value();
    }
    void freeze(std::int64_t id) {
        add_admin("boss@example.com");
        v1::FreezeUserRequest request;
        request.set_id(id);
        EXPECT_TRUE(run(parts_->admin.FreezeUser(context, request)));
    }
};

TEST_F(EmailTest, ARegistrationSendsALinkThatConfirmsOnce) {
    auto me = somebody();
    EXPECT_FALSE(email_of(me).confirmed());
    const auto link = newest_link();
    EXPECT_EQ(link.purpose(), v1::LINK_PURPOSE_CONFIRM_EMAIL);
    const auto mail = address(link);
    EXPECT_TRUE(mail.wanted());
    EXPECT_EQ(mail.email(), "a@example.com");
    EXPECT_FALSE(mail.email_confirmed());
    EXPECT_EQ(reset(mail.token(), "secret2"), v1::reason::kLinkInvalid);
    EXPECT_EQ(confirm(mail.token()), "");
    EXPECT_TRUE(email_of(me).confirmed());
    EXPECT_EQ(confirm(mail.token()), v1::reason::kLinkInvalid);
    EXPECT_FALSE(address(link).wanted());
    EXPECT_EQ(confirm("x.y"), v1::reason::kLinkInvalid);
}

TEST_F(EmailTest, AConfirmationIsSentAgainUntilThereWereTooMany) {
    auto me = somebody();
    const auto first = newest_token();
    for (int i = 1; i < kLinksAnHour; ++i) {
        EXPECT_TRUE(run(parts_->emails.SendConfirmation(me, {})));
    }
    EXPECT_EQ(run(parts_->emails.SendConfirmation(me, {})).error().reason(), v1::reason::kTooManyAttempts);
    EXPECT_EQ(confirm(first), v1::reason::kLinkInvalid);
    clock.advance(61min);
    EXPECT_TRUE(run(parts_->emails.SendConfirmation(me, {})));
    const auto last = newest_token();
    clock.advance(life_of(LinkPurpose::confirm_email));
    EXPECT_EQ(confirm(last), v1::reason::kLinkInvalid);
}

TEST_F(EmailTest, AForgottenPasswordIsSetOnceByItsLink) {
    auto me = somebody();
    const auto version = access_version(me.principal.user_id);
    ask_reset("A@Example.com", v1::LANGUAGE_EN);
    const auto older = newest_token();
    clock.advance(kFreshFor);
    ask_reset("a@example.com", v1::LANGUAGE_EN);
    EXPECT_EQ(address(newest_link()).language(), v1::LANGUAGE_EN);
    const auto token = newest_token();
    EXPECT_EQ(reset(older, "secret2"), v1::reason::kLinkInvalid);
    EXPECT_EQ(reset(token, "secret2"), "");
    EXPECT_EQ(reset(token, "secret3"), v1::reason::kLinkInvalid);
    EXPECT_TRUE(signs_in("a@example.com", "secret2"));
    EXPECT_GT(access_version(me.principal.user_id), version);
    ASSERT_EQ(events.of<v1::PasswordChanged>().size(), 1U);
    EXPECT_EQ(events.of<v1::PasswordChanged>().front().keep_session_id(), "");
    EXPECT_TRUE(email_of(me).confirmed());
}

TEST_F(EmailTest, OfTwoUsesOfOneLinkOneWins) {
    auto me = somebody();
    for (int round = 0; round < 5; ++round) {
        clock.advance(2h);
        ask_reset("a@example.com");
        const auto first = reset_request(newest_token(), "first-one");
        const auto second = reset_request(newest_token(), "second-one");
        auto other = testing::context_with();
        auto both = [&]() -> Task<int> {
            auto [a, b] = co_await runtime::both(parts_->emails.ResetPassword(context, first),
                                                 parts_->emails.ResetPassword(other, second));
            co_return int(a.has_value()) + int(b.has_value());
        };
        EXPECT_EQ(run(both()), 1);
    }
}

TEST_F(EmailTest, ALinkForAPasswordEndsByTimeByAPasswordAndByFreezing) {
    auto me = somebody();
    ask_reset("a@example.com");
    auto token = newest_token();
    clock.advance(30min);
    EXPECT_EQ(reset(token, "secret2"), v1::reason::kLinkInvalid);
    ask_reset("a@example.com");
    token = newest_token();
    EXPECT_TRUE(change_password(me, "secret1", "secret2"));
    EXPECT_EQ(reset(token, "secret3"), v1::reason::kLinkInvalid);
    ask_reset("a@example.com");
    token = newest_token();
    freeze(me.principal.user_id);
    EXPECT_FALSE(address(newest_link()).wanted());
    EXPECT_EQ(reset(token, "secret3"), v1::reason::kLinkInvalid);
    ask_reset("a@example.com");
    EXPECT_LT(newest_link().user_id(), 0);
}

// The same rows and the same news come of it, whether an account has the address or not.
TEST_F(EmailTest, NobodyLearnsWhoHasAnAccount) {
    somebody();
    const auto before = events.of<v1::LinkMade>().size();
    ask_reset("a@example.com");
    ask_reset("nobody@example.com");
    const auto made = events.of<v1::LinkMade>();
    ASSERT_EQ(made.size(), before + 2);
    EXPECT_GT(made[before].user_id(), 0);
    EXPECT_LT(made[before + 1].user_id(), 0);
    EXPECT_FALSE(address(made[before + 1]).wanted());
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM email_links WHERE purpose = 'RESET_PASSWORD'"), "2");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM email_links WHERE email LIKE 'nobody%'"), "0");
}

// Whoever asks, and however often: the owner has a link that works, and few mails.
TEST_F(EmailTest, AStrangerWhoAsksForLinksCostsTheOwnerNone) {
    somebody();
    std::set<std::string> mails;
    std::string token;
    for (int minute = 0; minute < 180; ++minute) {
        ask_reset("a@example.com");
        const auto link = newest_link();
        if (link.user_id() > 0) {
            mails.insert(link.link_id());
            token = address(link).token();
        }
        clock.advance(1min);
    }
    EXPECT_EQ(mails.size(), 18U);
    EXPECT_EQ(reset(token, "secret2"), "");
    ask_reset("a@example.com");
    EXPECT_GT(newest_link().user_id(), 0) << "the link that was fresh is used up";
}

// One holds the account's row and wants its links, the other has a link and wants the account's row.
TEST_F(EmailTest, UsingALinkAndMakingOneDoNotWaitForEachOther) {
    auto me = somebody();
    ask_reset("a@example.com");
    const auto request = reset_request(newest_token(), "secret2");
    const auto waiting = [&] {
        return temporary().value(
                   "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                   "wait_event_type = 'Lock'") != "0";
    };
    std::string outcome;
    std::thread user;
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        co_await ok(parts_->user_store.lock(tx, me.principal.user_id));
        user = std::thread([&] {
            auto other = testing::context_with();
            outcome = reason_of_error(run(parts_->emails.ResetPassword(other, request), 1));
        });
        while (!waiting()) co_await runtime::sleep(1ms);
        parts_->link_store.end_all(tx, me.principal.user_id, LinkPurpose::reset_password, clock.now());
        co_return {};
    };
    const postgres::Transactor transact(database());
    EXPECT_TRUE(run(transact(context, std::move(body))));
    user.join();
    EXPECT_EQ(outcome, v1::reason::kLinkInvalid);
    EXPECT_EQ(temporary().value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"),
              "0");
}

TEST_F(EmailTest, AnAddressChangesWhenItsLinkIsUsed) {
    auto me = somebody();
    ask_reset("a@example.com");
    const auto old_reset = newest_token();
    EXPECT_EQ(change(me, "New@example.com", "wrong"), v1::reason::kWrongPassword);
    EXPECT_EQ(change(me, "New@example.com"), "");
    const auto link = newest_link();
    EXPECT_EQ(address(link).email(), "new@example.com");
    EXPECT_EQ(address(link, true).email(), "a@example.com");
    EXPECT_EQ(email_of(me).pending_email(), "new@example.com");
    EXPECT_TRUE(signs_in("a@example.com", "secret1"));
    const auto version = access_version(me.principal.user_id);
    EXPECT_EQ(confirm(address(link).token()), "");
    EXPECT_FALSE(signs_in("a@example.com", "secret1"));
    EXPECT_TRUE(signs_in("new@example.com", "secret1"));
    EXPECT_EQ(access_version(me.principal.user_id), version);
    EXPECT_EQ(email_of(me).pending_email(), "");
    EXPECT_TRUE(email_of(me).confirmed());
    ASSERT_EQ(events.of<v1::EmailChanged>().size(), 1U);
    EXPECT_EQ(events.of<v1::EmailChanged>().front().link_id(), link.link_id());
    EXPECT_EQ(address(link, true).email(), "a@example.com");
    EXPECT_EQ(reset(old_reset, "secret2"), v1::reason::kLinkInvalid);
}

TEST_F(EmailTest, WhoConfirmsAnAddressFirstHasIt) {
    auto me = somebody();
    EXPECT_EQ(change(me, "b@example.com"), "");
    const auto token = newest_token();
    const auto other = enrol("b@example.com").value().user().id();
    EXPECT_EQ(confirm(token), v1::reason::kEmailTaken);
    EXPECT_EQ(email_of(me).email(), "a@example.com");
    auto them = as(other);
    EXPECT_TRUE(close(them));
    EXPECT_EQ(confirm(token), "");
    EXPECT_EQ(email_of(me).email(), "b@example.com");
}

TEST_F(EmailTest, ANewPasswordEndsAChangeOfAddress) {
    auto me = somebody();
    EXPECT_EQ(change(me, "thief@example.com"), "");
    const auto token = newest_token();
    ask_reset("a@example.com");
    EXPECT_EQ(reset(newest_token(), "secret2"), "");
    EXPECT_EQ(confirm(token), v1::reason::kLinkInvalid);
    EXPECT_EQ(email_of(me).pending_email(), "");
}

TEST_F(EmailTest, AFreezingEndsAChangeOfAddressForGood) {
    auto me = somebody();
    EXPECT_EQ(change(me, "thief@example.com"), "");
    const auto token = newest_token();
    freeze(me.principal.user_id);
    v1::UnfreezeUserRequest unfreeze;
    unfreeze.set_id(me.principal.user_id);
    EXPECT_TRUE(run(parts_->admin.UnfreezeUser(context, unfreeze)));
    EXPECT_EQ(confirm(token), v1::reason::kLinkInvalid);
}

TEST_F(EmailTest, LinksGoWithTheirAccountAndWithTime) {
    auto me = somebody();
    EXPECT_EQ(change(me, "new@example.com"), "");
    const auto token = newest_token();
    EXPECT_TRUE(close(me));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM email_links"), "0");
    EXPECT_EQ(confirm(token), v1::reason::kLinkInvalid);
    ask_reset("nobody@example.com");
    EXPECT_EQ(run(parts_->link_store.delete_old(context, clock.now(), 10)).value(), 0);
    EXPECT_EQ(run(parts_->link_store.delete_old(context, clock.now() + 31min, 10)).value(), 1);
}

TEST_F(EmailTest, AnAddressWhoseMailsComeBackIsNotedUntilItIsConfirmedAgain) {
    auto me = somebody();
    const auto came_back = [&](const std::string& email, Timestamp when) {
        v1::NoteUndeliverableRequest request;
        request.set_email(email);
        rpc::set_time(*request.mutable_occurred_at(), when);
        return run(parts_->emails.NoteUndeliverable(context, request)).value().noted();
    };
    EXPECT_FALSE(came_back("nobody@example.com", clock.now()));
    EXPECT_TRUE(came_back("A@Example.com", clock.now()));
    EXPECT_FALSE(came_back("a@example.com", clock.now()));
    EXPECT_TRUE(email_of(me).undeliverable());
    EXPECT_TRUE(run(parts_->emails.SendConfirmation(me, {})));
    EXPECT_TRUE(address(newest_link()).email_undeliverable());
    clock.advance(1min);
    EXPECT_EQ(confirm(newest_token()), "");
    EXPECT_FALSE(email_of(me).undeliverable());
    EXPECT_FALSE(came_back("a@example.com", clock.now() - 30s)) << "what a provider repeats late";
    // Confirmed once, and again.
    clock.advance(1min);
    EXPECT_TRUE(came_back("a@example.com", clock.now()));
    EXPECT_TRUE(run(parts_->emails.SendConfirmation(me, {})));
    EXPECT_EQ(confirm(newest_token()), "");
    EXPECT_FALSE(email_of(me).undeliverable());
    // Another address is another matter.
    clock.advance(1min);
    EXPECT_TRUE(came_back("a@example.com", clock.now()));
    EXPECT_EQ(change(me, "new@example.com"), "");
    EXPECT_EQ(confirm(newest_token()), "");
    EXPECT_FALSE(email_of(me).undeliverable());
    clock.advance(1min);
    EXPECT_TRUE(came_back("new@example.com", clock.now()));
    EXPECT_TRUE(close(me));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM users WHERE email_undeliverable_at IS NOT NULL"), "0");
}

TEST_F(EmailTest, AMailForAShopGoesToItsOwner) {
    add_admin("boss@example.com");
    auto me = somebody();
    const auto shop = apply_for(me, "Tea").value().shop().shop().id();
    v1::AddressMailRequest request;
    request.set_shop_id(shop);
    const auto mail = run(parts_->emails.AddressMail(context, request)).value();
    EXPECT_EQ(mail.user_id(), me.principal.user_id);
    EXPECT_EQ(mail.email(), "a@example.com");
    EXPECT_EQ(mail.token(), "");
    request.set_shop_id(shop + 1);
    EXPECT_FALSE(run(parts_->emails.AddressMail(context, request)).value().wanted());
}

}  // namespace
}  // namespace ecommerce::user
