// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "application/user/user_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::user {

namespace {

class ShopTest : public UserFixture {
protected:
    void SetUp() override {
        UserFixture::SetUp();
        using Counts = order::v1::CountOpenOrdersResponse;
        order_channel.on<order::v1::CountOpenOrdersRequest, Counts>(
            "CountOpenOrders", [this](const order::v1::CountOpenOrdersRequest& request) -> Result<Counts> {
                Counts counts;
                for (const auto& [status, count] : request.shop_id() != 0 ? sold : bought) {
                    counts.add_counts()->set_status(status);
                    counts.mutable_counts(counts.counts_size() - 1)->set_count(count);
                }
                return counts;
            });
        using Kept = product::v1::KeepPicturesResponse;
        picture_channel.on<product::v1::KeepPicturesRequest, Kept>(
            "KeepPictures", [](const product::v1::KeepPicturesRequest& request) -> Result<Kept> {
                if (request.pictures(0).url() != "/pictures/1.webp") {
                    return fail(reason::invalid_field("It was not uploaded here."));
                }
                Kept response;
                *response.add_pictures() = request.pictures(0);
                response.mutable_pictures(0)->set_width(64);
                return response;
            });
        context.principal.user_id = account(8);  // an administrator, who stays
    }

    // With the bits of its roles.
    std::int64_t account(int roles = 2) {
        return std::stoll(temporary().value(R"sql(
            INSERT INTO users (email, nickname, phone, password_hash, roles, shop_id, status, status_reason, created_at,
                               updated_at)
            SELECT COUNT(*) || '@example.com', 'Somebody', '', 'x', )sql" +
                                            std::to_string(roles) + R"sql(, 0, 'ACTIVE', '', NOW(), NOW()
            FROM users
            RETURNING id
        )sql"));
    }
    CallContext as(std::int64_t user_id) const {
        auto call = testing::context_with();
        call.principal = {.user_id = user_id, .roles = RoleSet().with(Role::customer)};
        return call;
    }
    Result<v1::ManagedShop> apply(std::int64_t owner, const std::string& name = "Tea house") {
        v1::ApplyForShopRequest request;
        request.set_name(name);
        request.set_province("Zhejiang");
        request.set_city("Hangzhou");
        request.set_contact_name("Li Lei");
        request.set_contact_phone("13800000000");
        auto call = as(owner);
        return shop_of(run(parts_->shops.ApplyForShop(call, request)));
    }
    Result<v1::ManagedShop> edit(std::int64_t owner, const std::string& description) {
        v1::UpdateMyShopRequest request;
        request.set_description(description);
        auto call = as(owner);
        return shop_of(run(parts_->shops.UpdateMyShop(call, request)));
    }
    Result<v1::ManagedShop> rename(std::int64_t owner, const std::string& name,
                                   const std::string& logo = "") {
        v1::UpdateMyShopRequest request;
        request.set_name(name);
        if (!logo.empty()) request.mutable_logo()->set_url(logo);
        auto call = as(owner);
        return shop_of(run(parts_->shops.UpdateMyShop(call, request)));
    }
    Result<v1::ManagedShop> approve_change(const v1::ManagedShop& shop) {
        v1::ApproveShopChangeRequest request;
        request.set_id(shop.shop().id());
        request.set_etag(shop.pending_change().etag());
        return shop_of(run(parts_->shops.ApproveShopChange(context, request)));
    }
    Result<v1::ManagedShop> reject_change(const v1::ManagedShop& shop) {
        v1::RejectShopChangeRequest request;
        request.set_id(shop.shop().id());
        request.set_etag(shop.pending_change().etag());
        request.set_reason("Not yours.");
        return shop_of(run(parts_->shops.RejectShopChange(context, request)));
    }
    // Those with a change that waits.
    int waiting() {
        v1::ListShopApplicationsRequest request;
        request.set_has_pending_change(true);
        return run(parts_->shops.ListShopApplications(context, request)).value().shops_size();
    }
    v1::Shop shown(std::int64_t shop_id) {
        v1::GetShopRequest request;
        request.set_id(shop_id);
        return run(parts_->shops.GetShop(context, request)).value().shop();
    }
    v1::ManagedShop mine(std::int64_t owner) {
        auto call = as(owner);
        return shop_of(run(parts_->shops.GetMyShop(call, {}))).value();
    }
    Task<Result<v1::ManagedShop>> approving(CallContext& call, std::int64_t id, std::string etag) {
        v1::ApproveShopRequest request;
        request.set_id(id);
        request.set_etag(etag);
        co_return shop_of(co_await parts_->shops.ApproveShop(call, request));
    }
    Result<v1::ManagedShop> approve(const v1::ManagedShop& shop, const std::string& etag = "") {
        return run(approving(context, shop.shop().id(), etag));
    }
    Result<v1::ManagedShop> reject(const v1::ManagedShop& shop, const std::string& etag = "") {
        v1::RejectShopRequest request;
        request.set_id(shop.shop().id());
        request.set_etag(etag);
        request.set_reason("No.");
        return shop_of(run(parts_->shops.RejectShop(context, request)));
    }
    Task<Result<v1::ManagedShop>> closing(CallContext& call, const v1::ManagedShop& shop, bool for_good) {
        v1::CloseShopRequest request;
        request.set_id(shop.shop().id());
        request.set_etag(shop.etag());
        request.set_reason("Complaints.");
        request.set_for_good(for_good);
        co_return shop_of(co_await parts_->shops.CloseShop(call, request));
    }
    Result<v1::ManagedShop> close(const v1::ManagedShop& shop, bool for_good = false) {
        return run(closing(context, shop, for_good));
    }
    Result<v1::ManagedShop> reopen(const v1::ManagedShop& shop) {
        v1::ReopenShopRequest request;
        request.set_id(shop.shop().id());
        request.set_etag(shop.etag());
        return shop_of(run(parts_->shops.ReopenShop(context, request)));
    }
    Task<Result<v1::FreezeUserResponse>> freezing(CallContext& call, std::int64_t user_id) {
        v1::FreezeUserRequest request;
        request.set_id(user_id);
        request.set_reason("Away.");
        co_return co_await parts_->admin.FreezeUser(call, request);
    }
    void freeze(std::int64_t user_id) { EXPECT_TRUE(run(freezing(context, user_id))); }
    void unfreeze(std::int64_t user_id) {
        v1::UnfreezeUserRequest request;
        request.set_id(user_id);
        EXPECT_TRUE(run(parts_->admin.UnfreezeUser(context, request)));
    }
    v1::ManagedShop open_shop(std::int64_t owner) { return approve(apply(owner).value()).value(); }

    // Whether everybody sees it, wherever shops are shown; the three agree.
    bool is_shown(std::int64_t shop_id) {
        v1::GetShopRequest get;
        get.set_id(shop_id);
        v1::BatchGetShopsRequest batch;
        batch.add_ids(shop_id);
        const bool found = run(parts_->shops.GetShop(context, get)).has_value();
        const auto many = run(parts_->shops.BatchGetShops(context, batch)).value().shops_size();
        const auto listed = run(parts_->shops.ListShops(context, {})).value().shops_size();
        EXPECT_EQ(found, many == 1);
        EXPECT_EQ(found, listed == 1);
        return found;
    }
    static std::string reason_of(const Result<v1::ManagedShop>& result) {
        return result ? "" : std::string(result.error().reason());
    }

    using Orders = std::map<order::v1::OrderStatus, std::int64_t>;
    Orders sold;  // of any shop
    Orders bought;

private:
    template <typename Response>
    static Result<v1::ManagedShop> shop_of(Result<Response> response) {
        if (!response) return fail(std::move(response.error()));
        return response->shop();
    }
};

TEST_F(ShopTest, AFrozenSellersShopIsClosedUntilTheEndOfIt) {
    const auto owner = account();
    const auto shop = open_shop(owner);
    ASSERT_TRUE(is_shown(shop.shop().id()));
    freeze(owner);
    EXPECT_FALSE(is_shown(shop.shop().id()));
    const auto suspended = mine(owner);
    EXPECT_EQ(suspended.status(), v1::SHOP_STATUS_SUSPENDED);
    ASSERT_EQ(suspended.suspensions_size(), 1);
    EXPECT_EQ(suspended.suspensions(0), v1::SHOP_SUSPENSION_OWNER_FROZEN);
    freeze(owner);
    ASSERT_EQ(events.of<v1::ShopClosed>().size(), 1U);
    const auto closed = events.of<v1::ShopClosed>().front();
    EXPECT_EQ(closed.shop_id(), shop.shop().id());
    EXPECT_EQ(closed.owner_user_id(), owner);
    EXPECT_FALSE(closed.for_good());
    EXPECT_EQ(closed.reason().find("Away"), std::string::npos)
        << "why an account is frozen is nobody's affair";

    unfreeze(owner);
    unfreeze(owner);
    EXPECT_TRUE(is_shown(shop.shop().id()));
    EXPECT_EQ(mine(owner).suspensions_size(), 0);
    ASSERT_EQ(events.of<v1::ShopReopened>().size(), 1U);
    EXPECT_GT(events.of<v1::ShopReopened>().front().version(), closed.version());
}

TEST_F(ShopTest, TheEndOfAFreezeDoesNotReopenWhatAnAdministratorClosed) {
    const auto owner = account();
    const auto id = open_shop(owner).shop().id();
    freeze(owner);
    ASSERT_TRUE(close(mine(owner)));
    EXPECT_EQ(events.of<v1::ShopClosed>().size(), 1U) << "it was closed before";
    unfreeze(owner);
    EXPECT_FALSE(is_shown(id));
    EXPECT_EQ(mine(owner).close_reason(), "Complaints.");
    freeze(owner);
    ASSERT_TRUE(reopen(mine(owner)));
    EXPECT_FALSE(is_shown(id));
    EXPECT_TRUE(events.of<v1::ShopReopened>().empty());
    unfreeze(owner);
    EXPECT_TRUE(is_shown(id));
    EXPECT_EQ(events.of<v1::ShopReopened>().size(), 1U);
}

TEST_F(ShopTest, ADecisionIsAboutTheApplicationThatWasRead) {
    const auto owner = account();
    const auto first = apply(owner).value();
    const auto second = edit(owner, "Buy at evil.example").value();
    EXPECT_NE(first.etag(), second.etag());
    for (const auto& stale : {first.etag(), std::string()}) {
        EXPECT_EQ(reason_of(approve(first, stale)), reason::kEtagMismatch);
        EXPECT_EQ(reason_of(reject(first, stale)), reason::kEtagMismatch);
    }
    ASSERT_TRUE(reject(first, second.etag()));
    EXPECT_EQ(reason_of(reject(first)), v1::reason::kShopState);
    const auto again = apply(owner).value();
    EXPECT_EQ(reason_of(approve(again)), reason::kEtagMismatch) << "not the first application";
    EXPECT_TRUE(approve(again, again.etag()));
    EXPECT_EQ(reason_of(approve(again)), v1::reason::kShopState);
    EXPECT_EQ(reason_of(approve(again, again.etag())), reason::kEtagMismatch);
}

TEST_F(ShopTest, AClosingIsAboutTheStateThatWasReadAndCannotBeDodgedByEditing) {
    const auto owner = account();
    const auto read = open_shop(owner);
    ASSERT_TRUE(edit(owner, "Something else."));
    const auto closed = close(read);
    ASSERT_TRUE(closed) << closed.error().message();
    v1::GetManagedShopRequest get;
    get.set_id(read.shop().id());
    EXPECT_EQ(run(parts_->shops.GetManagedShop(context, get)).value().shop().etag(), closed->etag());
    get.set_id(9999);
    EXPECT_EQ(run(parts_->shops.GetManagedShop(context, get)).error().code(), Code::not_found);
    EXPECT_EQ(reason_of(close(read)), reason::kEtagMismatch);
    EXPECT_EQ(reason_of(reopen(read)), reason::kEtagMismatch);
    EXPECT_EQ(reason_of(close(*closed)), v1::reason::kShopState);
    EXPECT_TRUE(mine(owner).has_closed_at());
    const auto reopened = reopen(*closed);
    ASSERT_TRUE(reopened);
    EXPECT_FALSE(reopened->has_closed_at());
    EXPECT_EQ(reason_of(reopen(*reopened)), v1::reason::kShopState);
    EXPECT_EQ(reason_of(close(apply(account(), "Another").value())), v1::reason::kShopState);
}

TEST_F(ShopTest, AShopThatIsClosedForGoodHasNoSellerAndStaysClosed) {
    const auto owner = account();
    auto shop = open_shop(owner);
    shop = close(shop).value();
    events.clear();
    shop = close(shop, true).value();
    EXPECT_EQ(shop.status(), v1::SHOP_STATUS_CLOSED);
    EXPECT_EQ(shop.suspensions_size(), 0);
    ASSERT_EQ(events.of<v1::ShopClosed>().size(), 1U);
    EXPECT_TRUE(events.of<v1::ShopClosed>().front().for_good());
    EXPECT_EQ(events.of<v1::ShopClosed>().front().reason(), "Complaints.");
    ASSERT_EQ(events.of<v1::RolesChanged>().size(), 1U);
    EXPECT_EQ(events.of<v1::RolesChanged>().front().shop_id(), 0);
    EXPECT_EQ(events.of<v1::RolesChanged>().front().roles_size(), 1);
    EXPECT_EQ(reason_of(reopen(shop)), v1::reason::kShopState);
    EXPECT_EQ(reason_of(apply(owner)), v1::reason::kShopExists);
    freeze(owner);
    unfreeze(owner);
    EXPECT_FALSE(is_shown(shop.shop().id()));
    EXPECT_TRUE(open_shop(account()).has_shop()) << "its name is free";
}

TEST_F(ShopTest, TheApplicationOfAFrozenAccountWaits) {
    const auto owner = account();
    const auto shop = apply(owner).value();
    freeze(owner);
    EXPECT_EQ(reason_of(approve(shop)), v1::reason::kShopState);
    unfreeze(owner);
    EXPECT_TRUE(approve(shop));
}

TEST_F(ShopTest, AClosedAccountsShopIsClosedForGoodAndEmpty) {
    const auto owner = account();
    const auto shop = open_shop(owner);
    events.clear();
    v1::RemoveUserRequest remove;
    remove.set_id(owner);
    ASSERT_TRUE(run(parts_->admin.RemoveUser(context, remove)));
    ASSERT_EQ(events.of<v1::ShopClosed>().size(), 1U);
    EXPECT_TRUE(events.of<v1::ShopClosed>().front().for_good());
    EXPECT_EQ(events.of<v1::UserDeleted>().front().shop_id(), shop.shop().id());
    EXPECT_FALSE(is_shown(shop.shop().id()));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM shops WHERE shops::TEXT ~ 'Lei|Tea|Zhejiang'"), "0");
}

TEST_F(ShopTest, AnAccountStaysWhileSomebodyWaitsForGoodsOrMoney) {
    using namespace order::v1;
    const auto owner = account();
    const auto shop = open_shop(owner);
    v1::RemoveUserRequest remove;
    remove.set_id(owner);
    const auto refusal = [&] {
        auto removed = run(parts_->admin.RemoveUser(context, remove));
        EXPECT_FALSE(removed);
        const auto orders = removed ? "" : removed.error().metadata().at("orders");
        return (removed ? "" : std::string(removed.error().reason())) + " " + orders;
    };
    sold = {{ORDER_STATUS_PENDING_PAYMENT, 1}, {ORDER_STATUS_PAID, 2}};
    EXPECT_EQ(refusal(), std::string(v1::reason::kShopHasOrders) + " 3");
    EXPECT_TRUE(is_shown(shop.shop().id()));
    ASSERT_TRUE(close(mine(owner), true));
    EXPECT_EQ(refusal(), std::string(v1::reason::kShopHasOrders) + " 3") << "the money is on its way back";
    sold.clear();
    bought = {{ORDER_STATUS_SHIPPED, 4}, {ORDER_STATUS_REFUNDING, 1}, {ORDER_STATUS_PENDING_PAYMENT, 9}};
    EXPECT_EQ(refusal(), std::string(v1::reason::kOrdersOpen) + " 5");
    bought = {{ORDER_STATUS_PENDING_PAYMENT, 9}};
    order_channel.before = [](const std::string&) { return fail(reason::deadline_exceeded("Too slow.")); };
    EXPECT_EQ(run(parts_->admin.RemoveUser(context, remove)).error().code(), Code::unavailable);
    EXPECT_TRUE(events.of<v1::UserDeleted>().empty());
    order_channel.before = [](const std::string&) { return Result<void>(); };
    EXPECT_TRUE(run(parts_->admin.RemoveUser(context, remove)));
    EXPECT_EQ(events.of<v1::UserDeleted>().front().shop_id(), shop.shop().id());
}

TEST_F(ShopTest, NamesThatLookTheSameAreTheSame) {
    const auto owner = account();
    const auto shop = open_shop(owner);
    const auto other = account();
    for (const std::string same : {"Tea house", " TEA  HOUSE ", "Tea\u200bhouse", "ＴＥＡ　ｈｏｕｓｅ"}) {
        EXPECT_EQ(reason_of(apply(other, same)), v1::reason::kShopNameTaken) << same;
    }
    for (const std::string nothing : {"  ", "\u200b\u200b"}) {
        EXPECT_EQ(reason_of(apply(other, nothing)), reason::kInvalidField);
        EXPECT_EQ(reason_of(rename(owner, nothing)), reason::kInvalidField);
    }
    ASSERT_TRUE(apply(other, "Coffee house"));
    EXPECT_EQ(reason_of(rename(other, "tea HOUSE")), v1::reason::kShopNameTaken);
    v1::ListShopsRequest search;
    search.set_query("ｔｅａ h");
    const auto found = run(parts_->shops.ListShops(context, search)).value();
    ASSERT_EQ(found.shops_size(), 1);
    EXPECT_EQ(found.shops(0).id(), shop.shop().id());
}

TEST_F(ShopTest, APartOfANameIsFoundHoweverManyShopsThereAre) {
    open_shop(account());
    const auto open = [&](const std::string& name, int first, int last) {
        temporary().execute(R"sql(
            INSERT INTO shops (id, owner_user_id, name, name_folded, description, logo_url, logo_width, logo_height,
                               province, city, contact_name, contact_phone, status, reject_reason, applied_at)
            SELECT n, n, '', ')sql" +
                            name + R"sql(' || n, '', '', 0, 0, '', '', '', '', 'OPEN', '', NOW()
            FROM GENERATE_SERIES()sql" +
                            std::to_string(first) + ", " + std::to_string(last) + ") AS n");
    };
    const auto search = [&](const std::string& query) {
        v1::ListShopsRequest request;
        request.set_query(query);
        const auto page = run(parts_->shops.ListShops(context, request));
        return page ? std::to_string(page->shops_size()) : page.error().message();
    };
    open("茶铺", 1000, 2000);
    open("书店", 2001, 3000);
    EXPECT_EQ(search("书"), "20");
    EXPECT_EQ(search("书店 3000"), "1");
    EXPECT_EQ(search("a ho"), "1");
    EXPECT_EQ(search("茶铺12"), "20");
    EXPECT_EQ(search("铺129"), "10");
    EXPECT_EQ(search("铺茶"), "0");
    EXPECT_EQ(search("茶铺"), "More than 1000 shops have that in their names. Type more of the name.");
    temporary().execute("DELETE FROM shops WHERE id >= 1000");
}

TEST_F(ShopTest, ANewNameOfAnOpenShopWaitsForAnAdministrator) {
    const auto owner = account();
    const auto id = open_shop(owner).shop().id();
    const auto asked = rename(owner, "Official store", "/pictures/1.webp");
    ASSERT_TRUE(asked) << asked.error().message();
    EXPECT_EQ(shown(id).name(), "Tea house");
    EXPECT_FALSE(shown(id).has_logo());
    EXPECT_EQ(asked->pending_change().name(), "Official store");
    EXPECT_EQ(waiting(), 1);

    for (const std::string url :
         {"https://evil.example/x.png", "//evil.example/x.png", "/pictures/nope.png"}) {
        EXPECT_EQ(reason_of(rename(owner, "Tea", url)), reason::kInvalidField) << url;
    }
    const auto edited = rename(owner, "Tea and coffee").value();
    EXPECT_EQ(edited.pending_change().logo().url(), "/pictures/1.webp");
    EXPECT_EQ(reason_of(approve_change(*asked)), reason::kEtagMismatch);
    EXPECT_EQ(reason_of(reject_change(*asked)), reason::kEtagMismatch);
    ASSERT_TRUE(approve_change(edited));
    EXPECT_EQ(shown(id).name(), "Tea and coffee");
    EXPECT_EQ(shown(id).logo().url(), "/pictures/1.webp");
    EXPECT_EQ(shown(id).logo().width(), 64U) << "sized as stored";
    EXPECT_EQ(reason_of(approve_change(edited)), reason::kEtagMismatch);
    EXPECT_EQ(waiting(), 0);

    const auto again = rename(owner, "Official store").value();
    EXPECT_EQ(reject_change(again)->change_reject_reason(), "Not yours.");
    EXPECT_EQ(shown(id).name(), "Tea and coffee");
    EXPECT_FALSE(mine(owner).has_pending_change());
    rename(owner, "Official store").value();
    EXPECT_FALSE(rename(owner, "Tea and coffee")->has_pending_change()) << "it is taken back";
}

TEST_F(ShopTest, OfTwoThatWaitForOneNameOneGetsIt) {
    const auto first = account();
    const auto second = account();
    open_shop(first);
    const auto other = apply(second, "Coffee house").value();
    ASSERT_TRUE(approve(other));
    EXPECT_EQ(reason_of(rename(second, "Tea HOUSE")), v1::reason::kShopNameTaken);
    const auto one = rename(first, "Cocoa house").value();
    const auto two = rename(second, "Cocoa HOUSE").value();
    ASSERT_TRUE(approve_change(two));
    EXPECT_EQ(reason_of(approve_change(one)), v1::reason::kShopNameTaken);
    EXPECT_TRUE(reject_change(one));
}

// Freezing takes the account first and then the shop; so does every decision on the shop.
TEST_F(ShopTest, DecisionsAndFreezingAtOnceLeaveTheShopAsClosedAsItsOwner) {
    auto other = as(context.principal.user_id);
    for (int round = 0; round < 15; ++round) {
        const auto owner = account();
        const auto pending = apply(owner, "Shop " + std::to_string(round)).value();
        const auto id = pending.shop().id();
        auto opening = [&]() -> Task<bool> {
            auto [approved, frozen] =
                co_await runtime::both(approving(context, id, pending.etag()), freezing(other, owner));
            EXPECT_TRUE(frozen);
            co_return approved.has_value();
        };
        const bool opened = run(opening());
        EXPECT_EQ(mine(owner).status(), opened ? v1::SHOP_STATUS_SUSPENDED : v1::SHOP_STATUS_PENDING);
        unfreeze(owner);
        if (!opened) ASSERT_TRUE(approve(pending, pending.etag()));
        const auto shop = mine(owner);
        auto ending = [&]() -> Task<bool> {
            auto [closed, frozen] =
                co_await runtime::both(closing(context, shop, true), freezing(other, owner));
            EXPECT_TRUE(frozen);
            co_return closed.has_value();
        };
        const bool closed = run(ending());
        EXPECT_EQ(mine(owner).status(), closed ? v1::SHOP_STATUS_CLOSED : v1::SHOP_STATUS_SUSPENDED);
        if (!closed) ASSERT_TRUE(close(mine(owner), true));
    }
}

}  // namespace
}  // namespace ecommerce::user
