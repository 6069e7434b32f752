// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/bank_card_service.h"
#include "application/user/app/shop_service.h"
#include "application/user/app/user_address_service.h"
#include "application/user/app/user_admin_service.h"
#include "application/user/app/user_service.h"
#include "application/user/storage/user_checks.h"
#include "application/user/user_migrations.h"
#include "framework/postgres/migrations.h"
#include "framework/runtime/join.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/recorded_events.h"

#include "diagnostics/v1/diagnostics_service.pb.h"
#include "user/v1/error_reason.rpc.h"
#include "user/v1/events.pb.h"

namespace ecommerce::user {

namespace {

class UserTest : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "user"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        using Counts = order::v1::CountOpenOrdersResponse;
        order_channel.on<order::v1::CountOpenOrdersRequest, Counts>(
            "CountOpenOrders",
            [](const order::v1::CountOpenOrdersRequest&) -> Result<Counts> { return Counts(); });
        parts_ = std::make_unique<Parts>(database(), workers_, order_channel, events, clock);
    }
    void TearDown() override {
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(parts_->checks.run(context, response)));
        EXPECT_EQ(response.ShortDebugString(), "");
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    Result<v1::CreateUserResponse> enrol(const std::string& email, const std::string& password = "secret1") {
        v1::CreateUserRequest request;
        request.set_email(email);
        request.set_password(password);
        request.set_confirm_password(password);
        return run(parts_->users.CreateUser(context, request));
    }
    CallContext as(std::int64_t user_id) const {
        auto call = testing::context_with();
        call.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer), .session_id = "s1"};
        return call;
    }
    CallContext somebody() { return as(enrol("a@example.com").value().user().id()); }

    std::int64_t add_admin(const std::string& email) {
        v1::AddUserRequest request;
        request.set_email(email);
        request.set_password("secret1");
        request.add_roles(options::v1::ROLE_ADMIN);
        return run(parts_->admin.AddUser(context, request)).value().user().id();
    }
    std::int64_t add_address(CallContext& call, bool is_default = false) {
        v1::CreateAddressRequest request;
        request.set_recipient("Li Lei");
        request.set_phone("13800000000");
        request.set_province("Zhejiang");
        request.set_city("Hangzhou");
        request.set_street("West Lake Road 1");
        request.set_is_default(is_default);
        auto created = run(parts_->addresses.CreateAddress(call, request));
        return created ? created->address().id() : 0;
    }
    std::int64_t default_address(CallContext& call) {
        v1::GetAddressForUserRequest request;
        request.set_user_id(call.principal.user_id);
        auto found = run(parts_->addresses.GetAddressForUser(context, request));
        return found ? found->address().id() : 0;
    }
    Result<void> delete_address(CallContext& call, std::int64_t id) {
        v1::DeleteAddressRequest request;
        request.set_id(id);
        auto done = run(parts_->addresses.DeleteAddress(call, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    Result<v1::CreateBankCardResponse> add_card(CallContext& call, const std::string& number) {
        v1::CreateBankCardRequest request;
        request.set_number(number);
        request.set_holder("LI LEI");
        request.set_expiry_month(1);
        request.set_expiry_year(2026);
        return run(parts_->cards.CreateBankCard(call, request));
    }
    Result<v1::ApplyForShopResponse> apply_for(CallContext& call, const std::string& name) {
        v1::ApplyForShopRequest request;
        request.set_name(name);
        request.set_province("Zhejiang");
        request.set_city("Hangzhou");
        request.set_contact_name("Li Lei");
        request.set_contact_phone("13800000000");
        return run(parts_->shops.ApplyForShop(call, request));
    }
    Result<v1::ApproveShopResponse> approve(std::int64_t shop_id) {
        v1::ApproveShopRequest request;
        request.set_id(shop_id);
        return run(parts_->shops.ApproveShop(context, request));
    }
    Result<void> close(CallContext& call, const std::string& password = "secret1") {
        v1::DeleteMeRequest request;
        request.set_password(password);
        auto done = run(parts_->users.DeleteMe(call, request));
        if (!done) return fail(std::move(done.error()));
        return {};
    }
    std::string reason_of(Result<void> result) { return result ? "" : result.error().reason(); }

    struct Parts {
        Parts(postgres::Database& database, runtime::WorkerPool& workers, rpc::Channel& order_channel,
              events::Publisher& events, const runtime::Clock& clock)
            : passwords(workers),
              user_store(database),
              address_store(database),
              card_store(database),
              shop_store(database),
              checks(database),
              move_shop(user_store, shop_store, events, clock),
              orders(order_channel),
              open_orders(shop_store, orders),
              close(open_orders, database, user_store, address_store, card_store, move_shop, events, clock),
              users(database, user_store, close, passwords, events, clock),
              admin(database, user_store, close, move_shop, passwords, events, clock),
              addresses(database, address_store, user_store, clock),
              cards(database, card_store, user_store, box, clock),
              shops(database, shop_store, user_store, move_shop, clock) {}
        auth::PasswordHasher passwords;
        auth::SealedBox box{"0123456789abcdef0123456789abcdef"};
        UserStore user_store;
        AddressStore address_store;
        BankCardStore card_store;
        ShopStore shop_store;
        UserChecks checks;
        MoveShop move_shop;
        order::v1::OrderServiceClient orders;
        OpenOrders open_orders;
        CloseAccount close;
        UserService users;
        UserAdminService admin;
        UserAddressService addresses;
        BankCardService cards;
        ShopService shops;
    };
    testing::FakeChannel order_channel;  // nobody has an order
    testing::FakeClock clock;
    testing::RecordedEvents events;
    std::unique_ptr<Parts> parts_;

private:
    runtime::WorkerPool workers_{1, 100};
};

TEST_F(UserTest, AnEmailAddressHasOneAccount) {
    auto created = enrol("Li.Lei@Example.com");
    ASSERT_TRUE(created);
    EXPECT_EQ(created->user().email(), "li.lei@example.com");
    EXPECT_EQ(created->user().nickname(), "li.lei");
    EXPECT_EQ(enrol("li.lei@example.COM").error().reason(), v1::reason::kEmailTaken);
    EXPECT_EQ(events.of<v1::UserCreated>().size(), 1U);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM users WHERE password_hash LIKE '%secret%'"), "0");
    v1::CreateUserRequest differs;
    differs.set_email("b@example.com");
    differs.set_password("secret1");
    differs.set_confirm_password("secret2");
    EXPECT_EQ(run(parts_->users.CreateUser(context, differs)).error().reason(), v1::reason::kPasswordsDiffer);
}

TEST_F(UserTest, APasswordIsProvenByItself) {
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

TEST_F(UserTest, OneAddressIsAlwaysTheDefault) {
    auto me = somebody();
    EXPECT_EQ(default_address(me), 0);
    const auto first = add_address(me);
    EXPECT_EQ(default_address(me), first);
    const auto second = add_address(me);
    EXPECT_EQ(default_address(me), first);
    const auto third = add_address(me, true);
    EXPECT_EQ(default_address(me), third);
    v1::UpdateAddressRequest update;
    update.set_id(first);
    update.set_is_default(true);
    update.set_city("Ningbo");
    ASSERT_TRUE(run(parts_->addresses.UpdateAddress(me, update)));
    EXPECT_EQ(default_address(me), first);

    auto other = as(enrol("b@example.com").value().user().id());
    EXPECT_EQ(run(parts_->addresses.UpdateAddress(other, update)).error().code(), Code::not_found);
    EXPECT_EQ(delete_address(other, first).error().code(), Code::not_found);
    EXPECT_TRUE(delete_address(me, first));
    EXPECT_EQ(default_address(me), third);
    EXPECT_TRUE(delete_address(me, second));
    EXPECT_TRUE(delete_address(me, third));
    EXPECT_EQ(default_address(me), 0);
    for (int i = 0; i < 20; ++i) EXPECT_NE(add_address(me), 0);
    EXPECT_EQ(add_address(me), 0);
}

TEST_F(UserTest, ACardNumberIsNeverSeenAgain) {
    auto me = somebody();
    const std::string number = "4111111111111111";
    auto created = add_card(me, "4111 1111 1111 1111");
    ASSERT_TRUE(created) << created.error().message();
    EXPECT_EQ(created->bank_card().last_four(), "1111");
    EXPECT_TRUE(created->bank_card().is_default());
    v1::GetBankCardRequest get;
    get.set_id(created->bank_card().id());
    const auto read = run(parts_->cards.GetBankCard(me, get));
    const auto listed = run(parts_->cards.ListBankCards(me, v1::ListBankCardsRequest()));
    ASSERT_TRUE(read && listed);
    for (const auto& text :
         {created->DebugString(), read->DebugString(), listed->DebugString(),
          temporary().value(
              "SELECT STRING_AGG(c::TEXT || ENCODE(c.number_sealed, 'escape'), '') FROM bank_cards AS c")}) {
        EXPECT_EQ(text.find(number.substr(0, 12)), std::string::npos);
    }
    EXPECT_EQ(add_card(me, number).error().reason(), v1::reason::kBankCardExists);
    EXPECT_EQ(add_card(me, "4111111111111112").error().reason(), v1::reason::kBankCardNumber);
    EXPECT_TRUE(add_card(me, "5555555555554444"));
    auto other = as(enrol("b@example.com").value().user().id());
    EXPECT_EQ(run(parts_->cards.GetBankCard(other, get)).error().code(), Code::not_found);
    EXPECT_TRUE(add_card(other, number));
    v1::DeleteBankCardRequest remove;
    remove.set_id(created->bank_card().id());
    EXPECT_TRUE(run(parts_->cards.DeleteBankCard(me, remove)));
    clock.advance(std::chrono::days(1));
    EXPECT_EQ(add_card(me, number).error().reason(), v1::reason::kBankCardExpired);
}

TEST_F(UserTest, AnApprovedShopMakesItsOwnerASeller) {
    auto me = somebody();
    auto applied = apply_for(me, "Tea house");
    ASSERT_TRUE(applied) << applied.error().message();
    const auto shop_id = applied->shop().shop().id();
    EXPECT_EQ(apply_for(me, "Another").error().reason(), v1::reason::kShopExists);
    auto other = as(enrol("b@example.com").value().user().id());
    EXPECT_EQ(apply_for(other, "Tea house").error().reason(), v1::reason::kShopNameTaken);
    v1::GetShopRequest get;
    get.set_id(shop_id);
    EXPECT_EQ(run(parts_->shops.GetShop(context, get)).error().code(), Code::not_found);

    EXPECT_TRUE(approve(shop_id));
    EXPECT_EQ(approve(shop_id).error().reason(), v1::reason::kShopState);
    EXPECT_EQ(approve(9999).error().code(), Code::not_found);
    EXPECT_TRUE(run(parts_->shops.GetShop(context, get)));
    const auto user = run(parts_->users.GetMe(me, v1::GetMeRequest())).value().user();
    EXPECT_EQ(user.shop_id(), shop_id);
    EXPECT_EQ(user.roles_size(), 2);
    ASSERT_EQ(events.of<v1::RolesChanged>().size(), 1U);
    EXPECT_EQ(events.of<v1::RolesChanged>().front().shop_id(), shop_id);
    EXPECT_EQ(events.of<v1::ShopApproved>().size(), 1U);
}

TEST_F(UserTest, ARejectedApplicationMayComeAgain) {
    auto me = somebody();
    v1::RejectShopRequest reject;
    reject.set_id(apply_for(me, "Tea house").value().shop().shop().id());
    reject.set_reason("No.");
    EXPECT_TRUE(run(parts_->shops.RejectShop(context, reject)));
    EXPECT_EQ(run(parts_->shops.RejectShop(context, reject)).error().reason(), v1::reason::kShopState);
    EXPECT_TRUE(apply_for(me, "Tea room"));
}

TEST_F(UserTest, AClosedAccountHoldsNothingPersonal) {
    auto me = somebody();
    add_address(me);
    ASSERT_TRUE(add_card(me, "4111111111111111"));
    const auto shop_id = apply_for(me, "Tea house").value().shop().shop().id();
    ASSERT_TRUE(approve(shop_id));
    EXPECT_EQ(reason_of(close(me, "wrong")), v1::reason::kWrongPassword);
    EXPECT_TRUE(close(me));
    EXPECT_FALSE(close(me));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM addresses"), "0");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM bank_cards"), "0");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM users WHERE users::TEXT LIKE '%example.com%'"), "0");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM shops WHERE shops::TEXT LIKE '%Lei%'"), "0");
    ASSERT_EQ(events.of<v1::UserDeleted>().size(), 1U);
    EXPECT_EQ(events.of<v1::UserDeleted>().front().shop_id(), shop_id);
    EXPECT_EQ(add_address(me), 0);
    EXPECT_EQ(add_card(me, "4111111111111111").error().code(), Code::not_found);
    EXPECT_EQ(apply_for(me, "Tea house").error().code(), Code::not_found);
    EXPECT_TRUE(enrol("a@example.com"));
}

TEST_F(UserTest, OneAdministratorStays) {
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

TEST_F(UserTest, AFullLastPageIsTheLast) {
    add_admin("x@example.com");
    add_admin("y@example.com");
    add_admin("z@example.com");
    v1::ListUsersRequest request;
    request.set_page_size(2);
    const auto first = run(parts_->admin.ListUsers(context, request)).value();
    EXPECT_EQ(first.users_size(), 2);
    request.set_page_token(first.next_page_token());
    EXPECT_EQ(run(parts_->admin.ListUsers(context, request)).value().users_size(), 1);
    request.clear_page_token();
    request.set_page_size(3);
    const auto all = run(parts_->admin.ListUsers(context, request)).value();
    EXPECT_EQ(all.users_size(), 3);
    EXPECT_EQ(all.next_page_token(), "");
}

TEST_F(UserTest, ADefaultStaysWhileOneAddressComesAndOneGoes) {
    auto me = somebody();
    auto other = me;
    for (int round = 0; round < 25; ++round) {
        const auto first = add_address(me);
        v1::DeleteAddressRequest remove;
        remove.set_id(first);
        v1::CreateAddressRequest create;
        create.set_recipient("Li Lei");
        auto race = [&]() -> Task<std::int64_t> {
            auto [made, gone] = co_await runtime::both(parts_->addresses.CreateAddress(me, create),
                                                       parts_->addresses.DeleteAddress(other, remove));
            EXPECT_TRUE(made && gone);
            co_return made ? made->address().id() : 0;
        };
        const auto second = run(race());
        EXPECT_EQ(default_address(me), second);
        EXPECT_TRUE(delete_address(me, second));
    }
}

// Of two who freeze each other at once, one stays.
TEST_F(UserTest, TwoAdministratorsCannotShutOutEachOther) {
    v1::FreezeUserRequest first;
    v1::FreezeUserRequest second;
    first.set_id(add_admin("x@example.com"));
    second.set_id(add_admin("y@example.com"));
    auto other = testing::context_with();
    auto both = [&]() -> Task<int> {
        auto [a, b] = co_await runtime::both(parts_->admin.FreezeUser(context, first),
                                             parts_->admin.FreezeUser(other, second));
        co_return int(a.has_value()) + int(b.has_value());
    };
    EXPECT_EQ(run(both()), 1);
}

}  // namespace
}  // namespace ecommerce::user
