// SPDX-License-Identifier: Apache-2.0
#include "application/cart/app/cart_gauge.h"
#include "application/cart/app/owner.h"
#include "application/cart/cart_migrations.h"
#include "application/cart/cart_parts.h"
#include "application/cart/domain/limits.h"
#include "framework/auth/digest.h"
#include "framework/money/money_message.h"
#include "framework/postgres/migrations.h"
#include "framework/runtime/spawn.h"
#include "framework/telemetry/metrics.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"

#include "cart/v1/error_reason.rpc.h"

namespace ecommerce::cart {

namespace {

class CartTest : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "cart"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        using Skus = product::v1::GetSkusResponse;
        products.on<product::v1::GetSkusRequest, Skus>(
            "GetSkus", [this](const product::v1::GetSkusRequest& request) -> Result<Skus> {
                Skus response;
                for (const auto id : request.ids()) {
                    if (const auto sku = skus.find(id); sku != skus.end()) *response.add_skus() = sku->second;
                }
                return response;
            });
        using Orders = order::v1::GetOrdersOfCheckoutResponse;
        orders.on<order::v1::GetOrdersOfCheckoutRequest, Orders>(
            "GetOrdersOfCheckout",
            [this](const order::v1::GetOrdersOfCheckoutRequest& request) -> Result<Orders> {
                Orders response;
                if (placed.contains(request.checkout_id())) response.add_orders()->set_order_no("A1");
                return response;
            });
        parts_ = std::make_unique<CartParts>(database(), inventory_, shops_, orders_, clock);
        for (std::int64_t id = 1; id <= 3; ++id) add_sku(id, 10, 1000);
    }
    void TearDown() override {
        EXPECT_EQ(run(parts_->carts.count_orphans(context)).value(), 0);
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }

    void add_sku(std::int64_t id, std::int64_t available, std::int64_t price) {
        auto& sku = skus[id];
        sku.set_sku_id(id);
        sku.set_shop_id(id <= 2 ? 11 : 12);
        sku.set_available(available);
        sku.set_on_sale(true);
        sku.set_product_name("Kettle " + std::to_string(id));
        *sku.mutable_price() = to_message(Money(price, "CNY"));
    }
    CallContext as_user(std::int64_t id, const std::string& guest_token = "") const {
        auto call = testing::context_with();
        call.principal = {.user_id = id, .roles = RoleSet().with(Role::customer)};
        call.guest_token = guest_token;
        return call;
    }
    CallContext as_guest(const std::string& token = "") const {
        auto call = testing::context_with();
        call.principal = {};
        call.guest_token = token;
        return call;
    }
    Result<v1::AddItemResponse> add(CallContext call, std::int64_t sku_id, std::uint32_t quantity) {
        v1::AddItemRequest request;
        request.set_sku_id(sku_id);
        request.set_quantity(quantity);
        return run(service().AddItem(call, request));
    }
    v1::Cart cart_of(CallContext call) {
        auto cart = run(service().GetCart(call, v1::GetCartRequest()));
        EXPECT_TRUE(cart);
        return cart ? cart->cart() : v1::Cart();
    }
    // "sku:quantity " of each line, by shop and then the latest first.
    std::string lines_of(CallContext call) {
        std::string text;
        const auto cart = cart_of(std::move(call));
        for (const auto& shop : cart.shops()) {
            for (const auto& line : shop.lines()) {
                text += std::to_string(line.sku_id()) + ":" + std::to_string(line.quantity()) + " ";
            }
        }
        return text;
    }
    std::uint32_t merge(const std::string& token, std::int64_t user_id) {
        v1::MergeGuestCartRequest request;
        request.set_guest_token(token);
        request.set_user_id(user_id);
        return run(service().MergeGuestCart(context, request)).value().moved_lines();
    }
    CartService& service() { return parts_->service; }
    // "sku:quantity " of each line that the checkout has, by SKU.
    std::string take(std::int64_t user_id, const std::string& checkout_id) {
        v1::TakeLinesRequest request;
        request.set_user_id(user_id);
        request.set_checkout_id(checkout_id);
        const auto response = run(service().TakeLines(context, request)).value();
        std::set<std::string> lines;
        for (const auto& line : response.lines()) {
            lines.insert(std::to_string(line.sku_id()) + ":" + std::to_string(line.quantity()) + " ");
        }
        std::string text = response.taken_before() ? "again " : "";
        for (const auto& line : lines) text += line;
        return text;
    }
    void put_back(std::int64_t user_id, const std::string& checkout_id) {
        v1::ReturnLinesRequest request;
        request.set_user_id(user_id);
        request.set_checkout_id(checkout_id);
        EXPECT_TRUE(run(service().ReturnLines(context, request)));
    }
    void forget(std::int64_t user_id, const std::string& checkout_id) {
        v1::RemoveLinesRequest request;
        request.set_user_id(user_id);
        request.set_checkout_id(checkout_id);
        EXPECT_TRUE(run(service().RemoveLines(context, request)));
    }

    testing::FakeClock clock;
    testing::FakeChannel products;
    testing::FakeChannel users;
    testing::FakeChannel orders;
    std::set<std::string> placed;  // checkouts with orders
    std::map<std::int64_t, product::v1::SkuInfo> skus;

    product::v1::InventoryServiceClient inventory_{products};
    user::v1::ShopServiceClient shops_{users};
    order::v1::OrderServiceClient orders_{orders};
    std::unique_ptr<CartParts> parts_;
};

TEST_F(CartTest, TheUnitsInAllCartsAreAMetric) {
    telemetry::Metrics metrics;
    const CartGauge gauge(parts_->carts, metrics);
    EXPECT_EQ(metrics.expose().find("ecommerce_cart_items"), std::string::npos)
        << "not known yet is not none";
    ASSERT_TRUE(run(gauge.look(context)));
    EXPECT_NE(metrics.expose().find("\necommerce_cart_items 0\n"), std::string::npos) << metrics.expose();
    ASSERT_TRUE(add(as_user(7), 1, 3));
    ASSERT_TRUE(add(as_user(8), 1, 2));
    ASSERT_TRUE(add(as_guest("guest-token-of-thirty-two-characters"), 2, 4));
    ASSERT_TRUE(run(gauge.look(context)));
    EXPECT_NE(metrics.expose().find("\necommerce_cart_items 9\n"), std::string::npos) << metrics.expose();
}

TEST_F(CartTest, ALineHoldsWhatIsThereAndAtMost999) {
    EXPECT_EQ(add(as_user(7), 1, 11).error().reason(), v1::reason::kOutOfStock);
    EXPECT_TRUE(add(as_user(7), 1, 6));
    EXPECT_EQ(add(as_user(7), 1, 5).error().reason(), v1::reason::kOutOfStock);
    EXPECT_TRUE(add(as_user(7), 1, 4));
    add_sku(2, 5000, 1000);
    EXPECT_TRUE(add(as_user(7), 2, 999));
    EXPECT_EQ(add(as_user(7), 2, 1).error().reason(), v1::reason::kQuantityLimit);
    EXPECT_EQ(add(as_user(7), 99, 1).error().reason(), v1::reason::kSkuOffShelf);
    skus[3].set_on_sale(false);
    EXPECT_EQ(add(as_user(7), 3, 1).error().reason(), v1::reason::kSkuOffShelf);
    EXPECT_EQ(lines_of(as_user(7)), "2:999 1:10 ");
}

TEST_F(CartTest, ACartHolds120Lines) {
    v1::AddItemsRequest request;
    for (std::int64_t id = 1; id <= kLinesMax + 1; ++id) {
        add_sku(id, 10, 1000);
        auto& item = *request.add_items();
        item.set_sku_id(id);
        item.set_quantity(1);
    }
    auto user = as_user(7);
    auto added = run(service().AddItems(user, request));
    ASSERT_TRUE(added);
    EXPECT_EQ(added->cart().line_count(), unsigned(kLinesMax));
    ASSERT_EQ(added->skipped_sku_ids_size(), 1);
    EXPECT_EQ(added->skipped_sku_ids(0), kLinesMax + 1);
    EXPECT_EQ(add(as_user(7), kLinesMax + 1, 1).error().reason(), v1::reason::kCartFull);
    EXPECT_TRUE(add(as_user(7), 1, 1));
}

TEST_F(CartTest, AGuestGetsATokenWhoseCartMovesToTheAccountOnce) {
    auto first = add(as_guest(), 1, 6);
    ASSERT_TRUE(first);
    const auto token = first->cart().guest_token();
    ASSERT_FALSE(token.empty());
    EXPECT_TRUE(add(as_guest(token), 3, 2));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM carts WHERE owner LIKE '%" + token + "%'"), "0");
    EXPECT_TRUE(add(as_user(7), 1, 5));
    EXPECT_EQ(merge(token, 7), 2U);
    EXPECT_EQ(merge(token, 7), 0U);
    EXPECT_EQ(lines_of(as_user(7)), "3:2 1:11 ");
    EXPECT_EQ(lines_of(as_guest(token)), "");
}

TEST_F(CartTest, AGuestsCartJoinsWithTheFirstCallAfterSigningIn) {
    const auto token = add(as_guest(), 1, 2).value().cart().guest_token();
    EXPECT_EQ(lines_of(as_user(7, token)), "1:2 ");
    EXPECT_EQ(lines_of(as_user(8, token)), "");
}

TEST_F(CartTest, AMergeStaysUnderTheLimits) {
    add_sku(1, 5000, 1000);
    const auto token = add(as_guest(), 1, 600).value().cart().guest_token();
    EXPECT_TRUE(add(as_guest(token), 2, 1));
    for (std::int64_t id = 3; id < 3 + kLinesMax - 1; ++id) {
        add_sku(id, 10, 1000);
        ASSERT_TRUE(add(as_user(7), id, 1));
    }
    ASSERT_TRUE(add(as_user(7), 1, 600));
    // Where nobody can be told, what finds no room stays the guest's.
    const auto guest = guest_owner(auth::guest_id(token));
    const auto quietly = [&](postgres::Transaction& tx) { return parts_->merge.quietly(tx, guest, 7); };
    EXPECT_TRUE(run(database().transaction(context, quietly)));
    EXPECT_EQ(lines_of(as_guest(token)), "2:1 1:201 ");
    const auto cart = cart_of(as_user(7, token));
    ASSERT_EQ(cart.left_out_size(), 2);
    EXPECT_EQ(cart.left_out(0).sku_id(), 1);
    EXPECT_EQ(cart.left_out(0).quantity(), 201U);
    EXPECT_EQ(cart.left_out(1).sku_id(), 2);
    EXPECT_EQ(cart.left_out(1).quantity(), 1U);
    EXPECT_EQ(cart.left_out(1).product_name(), "Kettle 2");
    EXPECT_EQ(cart_of(as_user(7, token)).left_out_size(), 0) << "it is told once";
    EXPECT_EQ(cart.line_count(), unsigned(kLinesMax));
    EXPECT_EQ(temporary().value("SELECT quantity FROM cart_lines WHERE sku_id = 1"), "999");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM cart_lines WHERE sku_id = 2"), "0");
}

TEST_F(CartTest, EachLineTellsItsProblems) {
    for (std::int64_t id = 1; id <= 6; ++id) {
        add_sku(id, 10, 1000);
        ASSERT_TRUE(add(as_user(7), id, 4));
    }
    skus[1].set_on_sale(false);
    skus[2].set_available(0);
    skus[3].set_available(3);
    skus[4].set_available(5);
    skus[5].mutable_price()->set_minor_units(1100);
    skus[6].mutable_price()->set_minor_units(900);
    std::map<std::int64_t, v1::CartLine> lines;
    const auto cart = cart_of(as_user(7));
    for (const auto& shop : cart.shops()) {
        for (const auto& line : shop.lines()) lines[line.sku_id()] = line;
    }
    const v1::LineProblem expected[] = {v1::LINE_PROBLEM_OFF_SHELF,         v1::LINE_PROBLEM_SOLD_OUT,
                                        v1::LINE_PROBLEM_QUANTITY_TOO_HIGH, v1::LINE_PROBLEM_LOW_STOCK,
                                        v1::LINE_PROBLEM_PRICE_RAISED,      v1::LINE_PROBLEM_PRICE_DROPPED};
    for (std::int64_t id = 1; id <= 6; ++id) {
        ASSERT_EQ(lines[id].problems_size(), 1) << id;
        EXPECT_EQ(lines[id].problems(0), expected[id - 1]) << id;
        EXPECT_EQ(lines[id].buyable(), id >= 4) << id;
    }
    EXPECT_EQ(cart.total().minor_units(), 4 * (1000 + 1100 + 900));
    EXPECT_EQ(cart.selected_lines(), 3U);

    v1::ClearCartRequest clear;
    clear.set_off_shelf_only(true);
    auto user = as_user(7);
    EXPECT_EQ(run(service().ClearCart(user, clear)).value().cart().line_count(), 5U);
}

TEST_F(CartTest, OfWhatIsNotOnSaleACartShowsWhatWasSeenWhenItWasAdded) {
    ASSERT_TRUE(add(as_user(7), 1, 2));
    ASSERT_TRUE(add(as_user(7), 3, 1));
    skus[1].set_on_sale(false);
    skus[1].set_product_name("A draft");
    skus[1].mutable_price()->set_minor_units(77);
    skus[1].mutable_picture()->set_url("/pictures/draft.png");
    const auto cart = cart_of(as_user(7));
    ASSERT_EQ(cart.shops_size(), 2);
    EXPECT_EQ(cart.shops(1).shop_id(), 0);
    const auto& line = cart.shops(1).lines(0);
    EXPECT_EQ(line.sku_id(), 1);
    EXPECT_EQ(line.product_name(), "Kettle 1");
    EXPECT_EQ(line.price().minor_units(), 1000);
    EXPECT_EQ(line.available(), 0);
    EXPECT_EQ(line.product_id(), 0);
    EXPECT_FALSE(line.has_picture());
    EXPECT_EQ(line.problems(0), v1::LINE_PROBLEM_OFF_SHELF);
}

TEST_F(CartTest, TwoCurrenciesAreNeverOneSum) {
    *skus[2].mutable_price() = to_message(Money(300, "USD"));
    ASSERT_TRUE(add(as_user(7), 1, 2));
    ASSERT_TRUE(add(as_user(7), 3, 1));
    auto cart = cart_of(as_user(7));
    EXPECT_EQ(to_money(cart.total()), Money(3000, "CNY"));
    ASSERT_TRUE(add(as_user(7), 2, 1));
    cart = cart_of(as_user(7));
    EXPECT_FALSE(cart.has_total());
    ASSERT_EQ(cart.totals_size(), 2);
    EXPECT_EQ(to_money(cart.totals(0)), Money(300, "USD"));
    EXPECT_EQ(to_money(cart.totals(1)), Money(3000, "CNY"));
    EXPECT_EQ(cart.selected_lines(), 3U);
    for (const auto& shop : cart.shops()) EXPECT_EQ(shop.has_subtotal(), shop.shop_id() == 12);
}

// What the reply about shops lacks is not for sale; without a reply carts are shown all the same.
TEST_F(CartTest, NothingOfAClosedShopCanBeBought) {
    ASSERT_TRUE(add(as_user(7), 1, 2));
    ASSERT_TRUE(add(as_user(7), 3, 1));
    EXPECT_EQ(cart_of(as_user(7)).selected_lines(), 2U);
    std::int64_t open_shop = 12;
    using Shops = user::v1::BatchGetShopsResponse;
    users.on<user::v1::BatchGetShopsRequest, Shops>(
        "BatchGetShops", [&](const user::v1::BatchGetShopsRequest&) -> Result<Shops> {
            Shops response;
            auto& shop = *response.add_shops();
            shop.set_id(open_shop);
            shop.set_name("Tea house");
            return response;
        });
    const auto cart = cart_of(as_user(7));
    EXPECT_EQ(cart.selected_lines(), 1U);
    EXPECT_EQ(cart.total().minor_units(), 1000);
    ASSERT_EQ(cart.shops_size(), 2);
    for (const auto& shop : cart.shops()) {
        const bool closed = shop.shop_id() != open_shop;
        EXPECT_EQ(shop.shop_name(), closed ? "" : "Tea house");
        EXPECT_EQ(shop.lines(0).buyable(), !closed);
        EXPECT_EQ(shop.lines(0).problems_size(), closed ? 2 : 0);
        if (closed) EXPECT_EQ(shop.lines(0).problems(1), v1::LINE_PROBLEM_SHOP_CLOSED);
    }
}

TEST_F(CartTest, NobodyTouchesAnothersCart) {
    ASSERT_TRUE(add(as_user(7), 1, 2));
    auto other = as_user(8);
    v1::UpdateItemRequest update;
    update.set_sku_id(1);
    update.set_quantity(1);
    EXPECT_EQ(run(service().UpdateItem(other, update)).error().code(), Code::not_found);
    v1::RemoveItemRequest remove;
    remove.set_sku_id(1);
    EXPECT_TRUE(run(service().RemoveItem(other, remove)));
    v1::RemoveItemsRequest remove_many;
    remove_many.add_sku_ids(1);
    EXPECT_TRUE(run(service().RemoveItems(other, remove_many)));
    EXPECT_TRUE(run(service().ClearCart(other, v1::ClearCartRequest())));
    v1::SelectItemsRequest select;
    EXPECT_TRUE(run(service().SelectItems(other, select)));
    EXPECT_EQ(lines_of(as_user(8)), "");
    EXPECT_EQ(lines_of(as_user(7)), "1:2 ");
    EXPECT_EQ(cart_of(as_user(7)).selected_lines(), 1U);
}

TEST_F(CartTest, SeveralLinesGoAtOnceAndTheAnswerIsTheCart) {
    for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(add(as_user(7), id, 2));
    ASSERT_TRUE(add(as_user(8), 1, 4));
    skus[1].set_available(0);
    skus[3].set_on_sale(false);
    auto user = as_user(7);
    v1::RemoveItemsRequest remove;
    for (const std::int64_t id : {1, 3, 99}) remove.add_sku_ids(id);
    const auto removed = run(service().RemoveItems(user, remove));
    ASSERT_TRUE(removed) << removed.error().message();
    EXPECT_EQ(removed->cart().line_count(), 1U);
    EXPECT_EQ(removed->cart().shops(0).lines(0).sku_id(), 2);
    EXPECT_EQ(removed->cart().total().minor_units(), 2000);
    EXPECT_TRUE(run(service().RemoveItems(user, remove))) << "what is not there is no error";
    EXPECT_EQ(lines_of(as_user(7)), "2:2 ");
    EXPECT_EQ(lines_of(as_user(8)), "1:4 ") << "only the caller's cart";
}

TEST_F(CartTest, ACheckoutTakesTheTickedLines) {
    for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(add(as_user(7), id, 1));
    auto user = as_user(7);
    v1::UpdateItemRequest update;
    update.set_sku_id(2);
    update.set_selected(false);
    update.set_quantity(9);
    ASSERT_TRUE(run(service().UpdateItem(user, update)));
    v1::GetSelectedLinesRequest get;
    get.set_user_id(7);
    EXPECT_EQ(run(service().GetSelectedLines(context, get)).value().lines_size(), 2);
    EXPECT_EQ(take(7, "a"), "1:1 3:1 ");
    EXPECT_EQ(lines_of(as_user(7)), "2:9 ");
    EXPECT_EQ(take(7, "a"), "again 1:1 3:1 ");
    EXPECT_EQ(take(7, "b"), "") << "another checkout of the same cart";
    EXPECT_EQ(take(8, "a"), "") << "another account's";
    forget(7, "a");
    forget(7, "a");
    put_back(7, "a");
    EXPECT_EQ(lines_of(as_user(7)), "2:9 ");
    EXPECT_EQ(take(7, "a"), "");
}

TEST_F(CartTest, OfManyCheckoutsAtOnceOneTakesTheLines) {
    for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(add(as_user(7), id, 1));
    auto body = [](const TakenLines& taken, CallContext& ctx, int& got) -> Task<void> {
        runtime::TaskGroup group;
        auto one = [](const TakenLines& inner, CallContext& inner_ctx, std::string id,
                      int& lines) -> Task<void> {
            const auto rows = co_await inner.take(inner_ctx, 7, id);
            EXPECT_TRUE(rows);
            if (rows && !rows->empty()) lines += int(rows->size());
        };
        for (int i = 0; i < 20; ++i) group.start(one(taken, ctx, "c" + std::to_string(i), got));
        while (group.running() > 0) co_await runtime::sleep(std::chrono::milliseconds(1));
        co_await group.close();
    };
    int got = 0;
    run(body(parts_->taken, context, got));
    EXPECT_EQ(got, 3);
}

TEST_F(CartTest, LinesOfACheckoutThatCameToNothingAreBackAsTheyWere) {
    for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(add(as_user(7), id, 1));
    skus[1].mutable_price()->set_minor_units(1100);
    EXPECT_EQ(take(7, "a"), "1:1 2:1 3:1 ");
    EXPECT_EQ(lines_of(as_user(7)), "");
    ASSERT_TRUE(add(as_user(7), 2, 4)) << "added while the checkout ran";
    put_back(7, "a");
    put_back(7, "a");
    EXPECT_EQ(lines_of(as_user(7)), "2:5 1:1 3:1 ");
    const auto cart = cart_of(as_user(7));
    EXPECT_EQ(cart.selected_lines(), 3U);
    for (const auto& line : cart.shops(0).lines()) {
        if (line.sku_id() != 1) continue;
        EXPECT_EQ(line.added_price().minor_units(), 1000) << "the price that the buyer saw";
        EXPECT_EQ(line.problems(0), v1::LINE_PROBLEM_PRICE_RAISED);
    }
}

TEST_F(CartTest, ACheckoutThatCrashedIsSettledByItsOrders) {
    ASSERT_TRUE(add(as_user(7), 1, 1));
    EXPECT_EQ(take(7, "bought"), "1:1 ");
    ASSERT_TRUE(add(as_user(7), 2, 2));
    EXPECT_EQ(take(7, "lost"), "2:2 ");
    placed.insert("bought");
    EXPECT_EQ(run(parts_->taken.settle_lost(context, 10)).value(), 0) << "they may be on their way";
    clock.advance(TakenLines::kLostAfter + std::chrono::seconds(1));
    EXPECT_EQ(take(7, "lost"), "again 2:2 ") << "this one goes on";
    EXPECT_EQ(run(parts_->taken.settle_lost(context, 10)).value(), 1);
    EXPECT_EQ(lines_of(as_user(7)), "");
    clock.advance(TakenLines::kLostAfter + std::chrono::seconds(1));
    EXPECT_EQ(run(parts_->taken.settle_lost(context, 10)).value(), 1);
    EXPECT_EQ(lines_of(as_user(7)), "2:2 ");
    EXPECT_EQ(run(parts_->taken.settle_lost(context, 10)).value(), 0);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM taken_lines"), "0");
}

TEST_F(CartTest, OldGuestsCartsGo) {
    ASSERT_TRUE(add(as_guest(), 1, 1));
    ASSERT_TRUE(add(as_user(7), 1, 1));
    EXPECT_EQ(run(parts_->carts.count_guests(context)).value(), 1);
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(run(parts_->carts.drop_old_guests(context, clock.now(), 10)).value(), 1);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM carts"), "1");
}

}  // namespace
}  // namespace ecommerce::cart
