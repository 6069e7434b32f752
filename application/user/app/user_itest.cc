// SPDX-License-Identifier: Apache-2.0
#include "application/user/user_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::user {

namespace {

class UserTest : public UserFixture {};

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

TEST_F(UserTest, AnAddressIsOfARegionThatThereIs) {
    auto me = somebody();
    v1::CreateAddressRequest request;
    request.set_recipient("Li Lei");
    request.set_phone("13800000000");
    request.set_province("新疆");
    request.set_city("Ürümqi");
    request.set_district("天山");
    request.set_street("1");
    const auto create = [&] { return run(parts_->addresses.CreateAddress(me, request)); };
    const auto wrong = [](const auto& refused) {
        EXPECT_EQ(refused.error().reason(), "INVALID_FIELD");
        return refused.error().violations().at(0).field;
    };
    const auto made = create().value().address();
    EXPECT_EQ(made.province(), "新疆维吾尔自治区");
    EXPECT_EQ(made.city(), "乌鲁木齐市");
    EXPECT_EQ(made.district(), "天山区");
    EXPECT_EQ(made.region_code(), "650102");

    request.set_region_code("650102");
    EXPECT_TRUE(create());
    request.set_region_code("330106");
    EXPECT_EQ(wrong(create()), "regionCode");
    request.clear_region_code();
    request.set_province("浙江省");
    EXPECT_EQ(wrong(create()), "city");
    request.set_province("somewhere");
    EXPECT_EQ(wrong(create()), "province");
    request.set_country_code("ZZ");
    EXPECT_EQ(wrong(create()), "countryCode");
    request.set_country_code("US");
    EXPECT_EQ(create()->address().region_code(), "");

    v1::UpdateAddressRequest update;
    update.set_id(made.id());
    update.set_street("2");
    EXPECT_EQ(run(parts_->addresses.UpdateAddress(me, update))->address().region_code(), "650102");
    update.set_city("杭州市");
    EXPECT_EQ(wrong(run(parts_->addresses.UpdateAddress(me, update))), "city");
    update.set_province("浙江");
    update.set_district("");
    EXPECT_EQ(run(parts_->addresses.UpdateAddress(me, update))->address().region_code(), "330100");
}

TEST_F(UserTest, AnAddressFromBeforeIsLookedUpWhenItIsRead) {
    auto me = somebody();
    const auto id = add_address(me);
    v1::GetAddressRequest get;
    get.set_id(id);
    temporary().execute("UPDATE addresses SET region_code = '', city = '杭州'");
    EXPECT_EQ(run(parts_->addresses.GetAddress(me, get))->address().region_code(), "330100");
    EXPECT_EQ(run(parts_->addresses.GetAddress(me, get))->address().city(), "杭州市");
    temporary().execute("UPDATE addresses SET city = '乌鲁木齐市'");
    EXPECT_EQ(run(parts_->addresses.GetAddress(me, get))->address().region_code(), "");
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
    EXPECT_EQ(temporary().value("SELECT name || logo_url FROM shops"), "");
    ASSERT_EQ(events.of<v1::UserDeleted>().size(), 1U);
    EXPECT_EQ(events.of<v1::UserDeleted>().front().shop_id(), shop_id);
    EXPECT_EQ(add_address(me), 0);
    EXPECT_EQ(add_card(me, "4111111111111111").error().code(), Code::not_found);
    EXPECT_EQ(apply_for(me, "Tea house").error().code(), Code::not_found);
    EXPECT_TRUE(enrol("a@example.com"));
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

TEST_F(UserTest, AListFindsAccountsByTheirBeginningRoleAndState) {
    add_admin("boss@example.com");
    enrol("Crowded@example.com");
    temporary().execute(R"sql(
        INSERT INTO users (email, nickname, phone, password_hash, roles, shop_id, status, status_reason, created_at,
                           updated_at)
        SELECT 'crowd-' || n || '@example.com', 'Ｔｈｅ ' || n || '.', '', '', 2, 0,
               CASE WHEN n % 500 = 0 THEN 'FROZEN' ELSE 'ACTIVE' END, '', NOW(), NOW()
        FROM GENERATE_SERIES(1, 1000) AS n
    )sql");
    const auto found = [&](const std::string& query, options::v1::Role role = options::v1::ROLE_UNSPECIFIED,
                           v1::UserStatus status = v1::USER_STATUS_UNSPECIFIED) {
        v1::ListUsersRequest request;
        request.set_query(query);
        request.set_role(role);
        request.set_status(status);
        request.set_page_size(100);
        const auto page = run(parts_->admin.ListUsers(context, request));
        if (!page) return page.error().message();
        std::string names;
        for (const auto& user : page->users()) names += user.email() + " ";
        return names;
    };
    EXPECT_EQ(found("crowd"), "More than 1000 accounts begin so. Type more of the name.");
    EXPECT_EQ(found("CROWDED"), "crowded@example.com ");
    EXPECT_EQ(found("the 99."), "crowd-99@example.com ");
    EXPECT_EQ(found("crowd-50", options::v1::ROLE_CUSTOMER, v1::USER_STATUS_FROZEN),
              "crowd-500@example.com ");
    EXPECT_EQ(found("crowd-50", options::v1::ROLE_ADMIN), "");
    EXPECT_EQ(found("", options::v1::ROLE_UNSPECIFIED, v1::USER_STATUS_FROZEN),
              "crowd-1000@example.com crowd-500@example.com ");
    EXPECT_EQ(found("", options::v1::ROLE_CUSTOMER, v1::USER_STATUS_FROZEN),
              "crowd-1000@example.com crowd-500@example.com ");
    EXPECT_EQ(found("", options::v1::ROLE_ADMIN), "boss@example.com ");
    EXPECT_EQ(found("", options::v1::ROLE_ADMIN, v1::USER_STATUS_FROZEN), "");
    EXPECT_EQ(found("", options::v1::ROLE_SELLER), "");
    temporary().execute(
        "UPDATE users SET roles = 6 WHERE email IN ('crowd-7@example.com', 'crowd-500@example.com')");
    EXPECT_EQ(found("", options::v1::ROLE_SELLER), "crowd-500@example.com crowd-7@example.com ");
    EXPECT_EQ(found("", options::v1::ROLE_SELLER, v1::USER_STATUS_FROZEN), "crowd-500@example.com ");
    temporary().execute("DELETE FROM users WHERE email LIKE 'crowd-%'");
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
        create.set_province("Zhejiang");
        create.set_city("Hangzhou");
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
