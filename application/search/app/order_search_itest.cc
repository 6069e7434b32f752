// SPDX-License-Identifier: Apache-2.0
// Finding orders: one's own, a shop's, all; as the order service tells of them.
#include <ranges>

#include <gmock/gmock.h>

#include "application/search/search_fixture.h"

#include "order/v1/events.pb.h"
#include "user/v1/events.pb.h"

namespace ecommerce::search {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OrderSearchTest : public SearchFixture {
protected:
    void SetUp() override {
        SearchFixture::SetUp();
        answer_as_orders();
    }

    // Order `id` of a buyer at a shop, at the order service; its number is of 2026-11-30.
    order::v1::IndexedOrder& place(std::int64_t id, std::int64_t user_id, std::int64_t shop_id,
                                   const std::string& product) {
        auto& placed = kept_[id];
        placed.set_id(id);
        placed.set_order_no(number(id));
        placed.set_status(order::v1::ORDER_STATUS_PENDING_PAYMENT);
        placed.set_user_id(user_id);
        placed.set_shop_id(shop_id);
        placed.set_shop_name("小店" + std::to_string(shop_id));
        placed.add_product_names(product);
        rpc::set_time(*placed.mutable_created_at(), clock.now() + std::chrono::hours(id));
        return placed;
    }
    static std::string number(std::int64_t id) {
        auto digits = std::to_string(id);
        return "20261130" + std::string(10 - digits.size(), '0') + digits;
    }
    template <typename Event>
    void tell(std::int64_t id) {
        Event event;
        event.set_order_no(number(id));
        take(event);
    }
    void created(std::int64_t id) { tell<order::v1::OrderCreated>(id); }
    void look_at_orders() {
        for (;;) {
            const auto looked = run(parts().follow_orders.look(context));
            ASSERT_TRUE(looked) << looked.error().message();
            if (*looked == 0) return;
        }
    }
    void walk_orders() {
        for (bool more = true; more;) {
            const auto walked = run(parts().follow_orders.walk(context));
            ASSERT_TRUE(walked) << walked.error().message();
            more = *walked;
        }
    }

    static CallContext as_seller(std::int64_t shop_id) {
        auto call = testing::context_with();
        call.principal = {
            .user_id = 900 + shop_id, .shop_id = shop_id, .roles = RoleSet().with(Role::seller)};
        return call;
    }
    template <typename Response>
    static Ids ids_of(const Result<Response>& found) {
        EXPECT_TRUE(found) << (found ? "" : found.error().message());
        Ids ids;
        if (!found) return ids;
        for (const auto& order : found->orders()) ids.push_back(std::stoll(order.order_no().substr(8)));
        return ids;
    }
    Ids own(std::int64_t user_id, const std::string& query, v1::OrderFilter filter = {}) {
        v1::SearchOrdersRequest request;
        filter.set_query(query);
        *request.mutable_filter() = filter;
        auto call = as_user(user_id);
        return ids_of(run(parts().order_search.SearchOrders(call, request)));
    }
    Ids of_shop(std::int64_t shop_id, const std::string& query) {
        v1::SearchShopOrdersRequest request;
        request.mutable_filter()->set_query(query);
        auto call = as_seller(shop_id);
        return ids_of(run(parts().order_search.SearchShopOrders(call, request)));
    }
    Ids all(const std::string& query) {
        v1::SearchAllOrdersRequest request;
        request.mutable_filter()->set_query(query);
        return ids_of(run(parts().order_search.SearchAllOrders(context, request)));
    }
    // What the doctor says.
    std::string complaints() {
        diagnostics::v1::CheckInvariantsResponse response;
        EXPECT_TRUE(run(parts().compare_orders(context, response)));
        std::string said;
        for (const auto& violation : response.violations()) said += violation.detail() + "\n";
        return said;
    }

    std::map<std::int64_t, order::v1::IndexedOrder> kept_;

private:
    void answer_as_orders() {
        using namespace order::v1;
        orders.on<ListIndexedOrdersRequest, ListIndexedOrdersResponse>(
            "ListIndexedOrders", [this](const ListIndexedOrdersRequest& request) {
                ListIndexedOrdersResponse response;
                for (auto it = kept_.upper_bound(request.after_id());
                     it != kept_.end() && std::uint32_t(response.orders_size()) < request.limit(); ++it)
                    *response.add_orders() = it->second;
                return response;
            });
        orders.on<BatchGetIndexedOrdersRequest, BatchGetIndexedOrdersResponse>(
            "BatchGetIndexedOrders", [this](const BatchGetIndexedOrdersRequest& request) {
                BatchGetIndexedOrdersResponse response;
                for (const auto& [id, kept] : kept_) {
                    if (std::ranges::find(request.order_nos(), kept.order_no()) != request.order_nos().end())
                        *response.add_orders() = kept;
                }
                return response;
            });
        orders.on<BatchGetOrderSummariesRequest, BatchGetOrderSummariesResponse>(
            "BatchGetOrderSummaries", [this](const BatchGetOrderSummariesRequest& request) {
                BatchGetOrderSummariesResponse response;
                for (const auto& [id, kept] : std::views::reverse(kept_)) {
                    if (std::ranges::find(request.order_nos(), kept.order_no()) == request.order_nos().end())
                        continue;
                    auto& summary = *response.add_orders();
                    summary.set_order_no(kept.order_no());
                    summary.set_status(kept.status());
                }
                return response;
            });
    }
};

TEST_P(OrderSearchTest, FindsByProductsOptionsShopAndNumber) {
    place(1, 7, 11, "红色男士运动鞋").add_option_values("42 码");
    place(2, 7, 12, "Wireless headphones");
    place(3, 7, 11, "手机壳 透明");
    for (const auto id : {1, 2, 3}) created(id);
    EXPECT_THAT(own(7, "运动鞋"), IsEmpty());  // it was not read yet
    look_at_orders();
    EXPECT_THAT(own(7, ""), ElementsAre(3, 2, 1));
    EXPECT_THAT(own(7, "运动鞋"), ElementsAre(1));
    EXPECT_THAT(own(7, "運動鞋"), ElementsAre(1));
    EXPECT_THAT(own(7, "42"), ElementsAre(1));
    EXPECT_THAT(own(7, "headphone"), ElementsAre(2));
    EXPECT_THAT(own(7, "shoujike"), ElementsAre(3));
    EXPECT_THAT(own(7, "sjk"), ElementsAre(3));
    EXPECT_THAT(own(7, "小店11"), ElementsAre(3, 1));
    EXPECT_THAT(own(7, "小店11 手机"), ElementsAre(3));
    EXPECT_THAT(own(7, number(2)), ElementsAre(2));
    EXPECT_THAT(own(7, " ２０２６1130"), ElementsAre(3, 2, 1));
    EXPECT_THAT(own(7, "2027113000"), IsEmpty());
    EXPECT_THAT(own(7, "!!!"), IsEmpty());
    EXPECT_THAT(own(7, "nothing' | 'like it"), IsEmpty());
}

TEST_P(OrderSearchTest, ShowsEveryoneTheirOwn) {
    place(1, 7, 11, "Kettle");
    place(2, 8, 11, "Kettle");
    place(3, 7, 12, "Kettle");
    walk_orders();
    EXPECT_THAT(own(7, "kettle"), ElementsAre(3, 1));
    EXPECT_THAT(own(8, "kettle"), ElementsAre(2));
    EXPECT_THAT(own(9, "kettle"), IsEmpty());
    EXPECT_THAT(own(9, number(1)), IsEmpty());
    EXPECT_THAT(of_shop(11, "kettle"), ElementsAre(2, 1));
    EXPECT_THAT(of_shop(12, "kettle"), ElementsAre(3));
    EXPECT_THAT(of_shop(12, number(1)), IsEmpty());
    EXPECT_THAT(all("kettle"), ElementsAre(3, 2, 1));
    // What a term of the index looks like is a word like others.
    EXPECT_THAT(of_shop(12, "o11"), IsEmpty());
    auto nobody = as_seller(0);
    EXPECT_EQ(run(parts().order_search.SearchShopOrders(nobody, {})).error().reason(), v1::reason::kNoShop);
}

TEST_P(OrderSearchTest, NarrowsByStatusAndTimeAsTheyAreNow) {
    for (int id = 1; id <= 4; ++id) {
        place(id, 7, 11, "Kettle");
        created(id);
    }
    look_at_orders();
    const auto move = [&](std::int64_t id, order::v1::OrderStatus status) { kept_[id].set_status(status); };
    move(2, order::v1::ORDER_STATUS_PAID);
    tell<order::v1::OrderPaid>(2);
    move(3, order::v1::ORDER_STATUS_SHIPPED);
    // The earlier news comes later.
    tell<order::v1::OrderShipped>(3);
    tell<order::v1::OrderPaid>(3);
    v1::OrderFilter filter;
    filter.add_statuses(order::v1::ORDER_STATUS_PAID);
    EXPECT_THAT(own(7, "kettle", filter), ElementsAre(2));
    filter.add_statuses(order::v1::ORDER_STATUS_SHIPPED);
    EXPECT_THAT(own(7, "kettle", filter), ElementsAre(3, 2));
    // What moved on a moment ago, of which nothing was heard, is not shown as what it was.
    move(2, order::v1::ORDER_STATUS_REFUNDED);
    EXPECT_THAT(own(7, "kettle", filter), ElementsAre(3));
    tell<order::v1::OrderRefunded>(2);

    v1::OrderFilter times;
    rpc::set_time(*times.mutable_placed_from(), clock.now() + std::chrono::hours(2));
    rpc::set_time(*times.mutable_placed_before(), clock.now() + std::chrono::hours(4));
    EXPECT_THAT(own(7, "kettle", times), ElementsAre(3, 2));
    walk_orders();
    EXPECT_EQ(complaints(), "");
}

TEST_P(OrderSearchTest, PagesWithoutRepeatingWhileOthersArePlaced) {
    for (int id = 1; id <= 7; ++id) place(id, 7, 11, id % 2 == 0 ? "手机壳" : "Kettle 手机壳");
    walk_orders();
    for (const auto* query : {"手机壳", "shoujike", ""}) {
        v1::SearchOrdersRequest request;
        request.mutable_filter()->set_query(query);
        request.set_page_size(3);
        Ids paged;
        for (int rounds = 0; rounds < 9; ++rounds) {
            auto call = as_user(7);
            const auto page = run(parts().order_search.SearchOrders(call, request));
            for (const auto id : ids_of(page)) paged.push_back(id);
            request.set_page_token(page->next_page_token());
            if (request.page_token().empty()) break;
            place(100 + std::ssize(kept_), 7, 11, "手机壳");
            created(kept_.rbegin()->first);
            look_at_orders();
        }
        std::erase_if(paged, [](std::int64_t id) { return id >= 100; });
        EXPECT_EQ(paged, (Ids{7, 6, 5, 4, 3, 2, 1})) << query;
    }
    v1::SearchOrdersRequest request;
    request.set_page_size(3);
    auto call = as_user(7);
    request.set_page_token(run(parts().order_search.SearchOrders(call, request))->next_page_token());
    auto other = as_user(8);
    EXPECT_EQ(run(parts().order_search.SearchOrders(other, request)).error().reason(), "INVALID_PAGE_TOKEN");
}

TEST_P(OrderSearchTest, LosesNothingWhileTheOrdersCannotBeRead) {
    place(1, 7, 11, "Kettle");
    created(1);
    orders.before = [](const std::string&) -> Result<void> { return fail(reason::unavailable("Down.")); };
    EXPECT_FALSE(run(parts().follow_orders.look(context)));
    orders.before = [](const std::string&) { return Result<void>(); };
    clock.advance(std::chrono::seconds(20));
    look_at_orders();
    EXPECT_THAT(own(7, "kettle"), ElementsAre(1));
}

TEST_P(OrderSearchTest, ForgetsWhoseOrdersAndWhoseShopTheyWere) {
    place(1, 7, 11, "Kettle");
    place(2, 8, 11, "Kettle");
    walk_orders();
    user::v1::UserDeleted gone;
    gone.set_user_id(7);
    take(gone);
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM order_documents WHERE user_id = 7"), "0");
    EXPECT_THAT(all("小店11"), ElementsAre(2, 1));
    gone.set_user_id(900);
    gone.set_shop_id(11);
    take(gone);
    clock.advance(std::chrono::minutes(5));
    look();
    look_at_orders();
    // The order service may not have erased it yet.
    EXPECT_THAT(all("小店11"), IsEmpty());
    EXPECT_THAT(all("kettle"), ElementsAre(2, 1));
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM order_documents WHERE terms::TEXT LIKE '%店%'"), "0");
    // Nor does reading all of them again bring anything back.
    ASSERT_TRUE(run(parts().order_walks.begin(context)));
    walk_orders();
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM order_documents WHERE user_id = 7"), "0");
    EXPECT_THAT(all("小店11"), IsEmpty());
}

TEST_P(OrderSearchTest, TellsOfOrdersThatCannotBeFound) {
    for (int id = 1; id <= 3; ++id) place(id, 7, 11, "Kettle");
    walk_orders();
    EXPECT_EQ(complaints(), "");
    place(4, 7, 11, "Kettle");
    kept_[2].set_status(order::v1::ORDER_STATUS_PAID);
    EXPECT_EQ(complaints(), "order " + number(2) + "\norder " + number(4) + "\n");
    // A rebuilding finds them.
    ASSERT_TRUE(run(parts().order_walks.begin(context)));
    walk_orders();
    EXPECT_EQ(complaints(), "");
    EXPECT_THAT(own(7, "kettle"), ElementsAre(4, 3, 2, 1));
}

// Products have no part in it.
INSTANTIATE_TEST_SUITE_P(Engines, OrderSearchTest, ::testing::Values(EngineKind::postgres), engine_of);

}  // namespace

}  // namespace ecommerce::search
