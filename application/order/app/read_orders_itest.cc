// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "application/order/order_fixture.h"

namespace ecommerce::order {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class ReadOrdersTest : public OrderFixture {
protected:
    // All pages of the buyer's list, two orders each.
    std::vector<std::string> list(v1::ListOrdersRequest request, std::int64_t user_id = kBuyer) {
        std::vector<std::string> numbers;
        auto buyer = as_buyer(user_id);
        request.set_page_size(2);
        do {
            auto page = run(orders().ListOrders(buyer, request));
            if (!page) return {page.error().reason()};
            for (const auto& order : page->orders()) numbers.push_back(order.order_no());
            request.set_page_token(page->next_page_token());
        } while (!request.page_token().empty());
        return numbers;
    }
};

TEST_F(ReadOrdersTest, ListsHaveEveryOrderOnceTheLatestFirst) {
    std::vector<std::string> expected;
    for (int i = 0; i < 5; ++i) expected.insert(expected.begin(), place("c" + std::to_string(i), {11})[0]);
    EXPECT_EQ(list({}), expected);
    EXPECT_THAT(list({}, 8), ::testing::IsEmpty());

    take(payment_of("c1", 3000));
    v1::ListOrdersRequest request;
    request.set_status(v1::ORDER_STATUS_PAID);
    EXPECT_THAT(list(request), ElementsAre(expected[3]));
    request.set_status(v1::ORDER_STATUS_PENDING_PAYMENT);
    EXPECT_THAT(list(request), SizeIs(4));
    v1::ListOrdersRequest search;
    search.set_order_no(expected[2].substr(0, 15));
    EXPECT_THAT(list(search), ElementsAre(expected[2]));
    v1::ListOrdersRequest forged;
    forged.set_page_token("not-made-here");
    EXPECT_THAT(list(forged), ElementsAre("INVALID_PAGE_TOKEN"));
}

TEST_F(ReadOrdersTest, SellersSeeTheirShopAlone) {
    const auto numbers = place("c1");
    place("c2", {12});
    auto seller = as_seller(11);
    const auto mine = run(shop_orders().ListShopOrders(seller, {}));
    ASSERT_TRUE(mine);
    ASSERT_THAT(mine->orders(), SizeIs(1));
    EXPECT_EQ(mine->orders(0).order_no(), numbers[0]);
    EXPECT_EQ(mine->orders(0).recipient(), "***");
    EXPECT_EQ(mine->orders(0).item_count(), 2U);
    EXPECT_EQ(mine->orders(0).quantity(), 3U);
    EXPECT_THAT(mine->orders(0).items(), SizeIs(2));

    v1::GetShopOrderRequest request;
    request.set_order_no(numbers[0]);
    const auto order = run(shop_orders().GetShopOrder(seller, request));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->order().user_id(), kBuyer);
    EXPECT_THAT(order->order().sibling_order_nos(), ::testing::IsEmpty());
    request.set_order_no(numbers[1]);
    EXPECT_EQ(run(shop_orders().GetShopOrder(seller, request)).error().code(), Code::not_found);
    auto nobody = as_seller(0);
    EXPECT_EQ(run(shop_orders().ListShopOrders(nobody, {})).error().code(), Code::forbidden);
    EXPECT_EQ(run(shop_orders().CountShopOrders(nobody, {})).error().code(), Code::forbidden);

    v1::ListShopOrdersRequest filtered;
    filtered.set_status(v1::ORDER_STATUS_PENDING_PAYMENT);
    auto other = as_seller(12);
    EXPECT_THAT(run(shop_orders().ListShopOrders(other, filtered))->orders(), SizeIs(2));
}

TEST_F(ReadOrdersTest, BuyersSeeTheirOwnAlone) {
    const auto numbers = place("c1", {11});
    v1::GetOrderRequest request;
    request.set_order_no(numbers[0]);
    auto stranger = as_buyer(8);
    const auto theirs = run(orders().GetOrder(stranger, request));
    ASSERT_FALSE(theirs);
    request.set_order_no("202601319999999999");
    auto buyer = as_buyer();
    const auto none = run(orders().GetOrder(buyer, request));
    ASSERT_FALSE(none);
    EXPECT_EQ(theirs.error().message(), none.error().message());
    EXPECT_EQ(theirs.error().reason(), none.error().reason());
}

TEST_F(ReadOrdersTest, AdministratorsSeeAll) {
    const auto numbers = place("c1");
    place("c2", {11});
    const auto count = [&](auto change) {
        v1::ListAllOrdersRequest request;
        change(request);
        auto page = run(admin().ListAllOrders(context, request));
        return page ? page->orders_size() : -1;
    };
    EXPECT_EQ(count([](auto&) {}), 3);
    EXPECT_EQ(count([](auto& request) { request.set_shop_id(11); }), 2);
    EXPECT_EQ(count([](auto& request) { request.set_user_id(kBuyer); }), 3);
    EXPECT_EQ(count([](auto& request) { request.set_user_id(8); }), 0);
    EXPECT_EQ(count([&](auto& request) { request.set_order_no(numbers[1]); }), 1);
    const auto number_and = [&](std::int64_t shop_id, v1::OrderStatus status) {
        return count([&](auto& request) {
            request.set_order_no(numbers[1].substr(0, 17));
            request.set_user_id(kBuyer);
            request.set_shop_id(shop_id);
            request.set_status(status);
        });
    };
    EXPECT_EQ(number_and(12, v1::ORDER_STATUS_PENDING_PAYMENT), 1);
    EXPECT_EQ(number_and(11, v1::ORDER_STATUS_PENDING_PAYMENT), 0);
    EXPECT_EQ(number_and(12, v1::ORDER_STATUS_PAID), 0);
    EXPECT_EQ(count([](auto& request) { request.set_status(v1::ORDER_STATUS_PAID); }), 0);
}

TEST_F(ReadOrdersTest, RefusesWhatNoIndexServes) {
    const auto number = place("c1", {11})[0];
    const auto refused = [&](auto change) {
        v1::ListAllOrdersRequest request;
        change(request);
        const auto page = run(admin().ListAllOrders(context, request));
        return page ? "" : page.error().message();
    };
    EXPECT_EQ(refused([&](auto& request) { request.set_order_no(number.substr(0, 8)); }),
              "Give the number, or at least its first 12 characters.");
    EXPECT_EQ(refused([&](auto& request) { request.set_order_no(number.substr(0, 12)); }), "");
    EXPECT_EQ(refused([](auto& request) {
                  request.set_user_id(kBuyer);
                  request.set_shop_id(11);
              }),
              "Ask for the orders of a buyer or of a shop, not of both.");
}

TEST_F(ReadOrdersTest, CountsStopWhereNobodyCounts) {
    place("c1", {11});
    const auto copy = [&](int first, int last) {
        temporary().execute(R"sql(
            INSERT INTO orders
            SELECT (JSONB_POPULATE_RECORD(o, JSONB_BUILD_OBJECT('id', n, 'order_no', n, 'checkout_id', n))).*
            FROM orders AS o, GENERATE_SERIES()sql" +
                            std::to_string(first) + ", " + std::to_string(last) +
                            ") AS n WHERE checkout_id = 'c1'");
    };
    const auto counted = [&] {
        auto buyer = as_buyer();
        auto seller = as_seller(11);
        const auto own = run(orders().CountOrders(buyer, {})).value().counts(0);
        const auto sold = run(shop_orders().CountShopOrders(seller, {})).value().counts(0);
        EXPECT_EQ(own.SerializeAsString(), sold.SerializeAsString());
        return std::to_string(own.count()) + (own.capped() ? " and more" : "");
    };
    copy(1001, 1999);
    EXPECT_EQ(counted(), "1000");
    copy(2000, 2001);
    EXPECT_EQ(counted(), "1000 and more");
    temporary().execute("DELETE FROM orders WHERE checkout_id <> 'c1'");
}

TEST_F(ReadOrdersTest, CountsEachStatus) {
    place("c1");
    place("c2", {11});
    cancel_at_deadline("c2");
    auto buyer = as_buyer();
    const auto counts = run(orders().CountOrders(buyer, {}));
    ASSERT_TRUE(counts);
    ASSERT_THAT(counts->counts(), SizeIs(2));
    EXPECT_EQ(counts->counts(0).status(), v1::ORDER_STATUS_PENDING_PAYMENT);
    EXPECT_EQ(counts->counts(0).count(), 2);
    auto seller = as_seller(11);
    EXPECT_THAT(run(shop_orders().CountShopOrders(seller, {}))->counts(), SizeIs(2));
}

TEST_F(ReadOrdersTest, CountsWhatIsNotOverOfABuyerOrAShop) {
    place("c1");
    place("c2", {11});
    place("c3", {11});
    cancel_at_deadline("c2");
    take(payment_of("c3", 3000));
    const auto open = [&](std::int64_t user_id, std::int64_t shop_id) {
        v1::CountOpenOrdersRequest request;
        request.set_user_id(user_id);
        request.set_shop_id(shop_id);
        std::string text;
        const auto counted = run(orders().CountOpenOrders(context, request)).value();
        for (const auto& count : counted.counts()) {
            text += v1::OrderStatus_Name(count.status()) + ":" + std::to_string(count.count()) + " ";
        }
        return text;
    };
    EXPECT_EQ(open(kBuyer, 0), "ORDER_STATUS_PENDING_PAYMENT:2 ORDER_STATUS_PAID:1 ");
    EXPECT_EQ(open(0, 11), "ORDER_STATUS_PENDING_PAYMENT:1 ORDER_STATUS_PAID:1 ");
    EXPECT_EQ(open(0, 12), "ORDER_STATUS_PENDING_PAYMENT:1 ");
    EXPECT_EQ(open(8, 0), "");
    EXPECT_EQ(run(orders().CountOpenOrders(context, {})).error().code(), Code::invalid);
}

TEST_F(ReadOrdersTest, TheCheckoutSeesItsOrders) {
    place("c1");
    v1::GetOrdersOfCheckoutRequest request;
    request.set_checkout_id("c1");
    EXPECT_THAT(run(orders().GetOrdersOfCheckout(context, request))->orders(), SizeIs(2));
    request.set_checkout_id("c2");
    EXPECT_THAT(run(orders().GetOrdersOfCheckout(context, request))->orders(), SizeIs(0));
}

class UpdateOrderTest : public OrderFixture {
protected:
    void SetUp() override {
        OrderFixture::SetUp();
        auto& near = addresses.addresses[1];
        near.set_recipient("Han Meimei");
        near.set_phone("13900000000");
        near.set_country_code("CN");
        near.set_province("Zhejiang");
        near.set_city("Ningbo");
        near.set_street("Harbour Road 2");
        near.set_region_code("330203");
        addresses.addresses[2] = near;
        addresses.addresses[2].set_region_code("530102");
        addresses.addresses[4] = near;
        addresses.addresses[4].clear_region_code();
    }
    Result<v1::Order> update(const std::string& order_no, auto change, std::int64_t user_id = kBuyer) {
        v1::UpdateOrderRequest request;
        request.set_order_no(order_no);
        change(request);
        auto buyer = as_buyer(user_id);
        auto updated = run(orders().UpdateOrder(buyer, request));
        if (!updated) return fail(updated.error());
        return updated->order();
    }
};

TEST_F(UpdateOrderTest, ChangesWhatIsSentWhileUnpaid) {
    const auto number = place("c1", {11})[0];
    const auto moved = update(number, [](auto& request) { request.set_address_id(1); });
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->address().recipient(), "Han Meimei");
    EXPECT_EQ(moved->address().city(), "Ningbo");
    EXPECT_EQ(moved->address().region_code(), "330203");
    const auto noted = update(number, [](auto& request) { request.set_note("Ring twice"); });
    EXPECT_EQ(noted->note(), "Ring twice");
    EXPECT_EQ(noted->address().city(), "Ningbo");
    EXPECT_EQ(update(number, [](auto& request) { request.set_note(""); })->note(), "");

    take(payment_of("c1", 3000));
    EXPECT_EQ(update(number, [](auto& request) { request.set_note("Late"); }).error().reason(),
              v1::reason::kOrderState);
}

TEST_F(UpdateOrderTest, RefusesAnotherProvinceAndForeignAddressesAndOrders) {
    const auto number = place("c1", {11})[0];
    EXPECT_EQ(update(number, [](auto& request) { request.set_address_id(2); }).error().reason(),
              v1::reason::kFreightWouldChange);
    EXPECT_EQ(update(number, [](auto& request) { request.set_address_id(4); }).error().reason(),
              v1::reason::kFreightWouldChange)
        << "of no known region";
    EXPECT_EQ(update(number, [](auto& request) { request.set_address_id(3); }).error().reason(),
              v1::reason::kAddressNotFound);
    EXPECT_EQ(
        update(number, [](auto& request) { request.set_note("x"); }, 8).error().code(), Code::not_found);
}

}  // namespace
}  // namespace ecommerce::order
