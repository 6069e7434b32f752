// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "application/product/product_fixture.h"
#include "framework/runtime/join.h"

#include "user/v1/events.pb.h"

namespace ecommerce::product {
namespace {

using Ids = std::vector<std::int64_t>;

// A product as both the database and this test know it.
struct Thing {
    std::int64_t id;
    std::int64_t shop;
    std::int64_t category;
    std::string brand;
    std::string name;
    bool gift;
    std::int64_t price;
    bool in_stock;
    std::int64_t sold;
    State state;
    bool deleted;
    int published;  // seconds
    int updated;
};

constexpr int kThings = 120;
constexpr std::int64_t kClosedShop = 3;

Thing thing(int i) {
    static constexpr const char* kBrands[] = {"Acme", "ACME", "Zed", ""};
    static constexpr const char* kNames[] = {"Red mug", "Blue Mug", "杯子", "Tea"};
    // Equal keys are what paging has to get right.
    return {.id = i + 1,
            .shop = 1 + i % 3,
            .category = 10 + i % 4,
            .brand = kBrands[i / 2 % 4],
            .name = kNames[i / 3 % 4],
            .gift = i % 5 < 2,
            .price = 100 + i * 37 % 50 * 10,
            .in_stock = i % 4 != 1,
            .sold = i * i % 7,
            .state = i % 10 == 9   ? State::draft
                     : i % 10 == 8 ? State::in_review
                                   : State::on_sale,
            .deleted = i % 17 == 16,
            .published = i * 13 % 40,
            .updated = i * 7 % 30};
}

std::string row_of(const Thing& t) {
    const auto text = [](const std::string& value) { return "'" + value + "'"; };
    const auto time = [](int seconds) {
        return "TIMESTAMPTZ '2026-01-01Z' + INTERVAL '" + std::to_string(seconds) + " s'";
    };
    return "(" + std::to_string(t.id) + ", " + std::to_string(t.shop) + ", " + std::to_string(t.category) +
           ", " + text(t.name) + ", '', " + text(t.brand) + ", '', '" + (t.gift ? "{gift}" : "{}") +
           "', '[]', '[]', '[]', 'CNY', " + std::to_string(t.price) + ", " + std::to_string(t.price) +
           ", 0, " + text(std::string(name_of(t.state))) + ", '', 1, " + time(0) + ", " + time(t.updated) +
           ", " + time(t.published) + ", " + (t.deleted ? time(99) : "NULL") + ", " +
           (t.in_stock ? "TRUE" : "FALSE") + ")";
}

class ListsTest : public ProductFixture {
protected:
    void SetUp() override {
        ProductFixture::SetUp();
        std::string rows;
        std::string sold;
        for (int i = 0; i < kThings; ++i) {
            things.push_back(thing(i));
            rows += (i == 0 ? "" : ", ") + row_of(things.back());
            sold += (i == 0 ? "(" : ", (") + std::to_string(i + 1) + ", " +
                    std::to_string(things.back().sold) + ")";
        }
        temporary().execute(
            R"sql(INSERT INTO products (id, shop_id, category_id, name, subtitle, brand, description,
            tags, pictures, attributes, options, currency_code, price_minor, max_price_minor, list_price_minor, state,
            reject_reason, version, created_at, updated_at, published_at, deleted_at, in_stock) VALUES )sql" +
            rows);
        temporary().execute(R"sql(
            INSERT INTO listings (product_id, shop_id, category_id, brand, brand_folded, tags, name_folded,
                                  price_minor, in_stock, on_sale, sold_count)
            SELECT p.id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock,
                   state = 'ON_SALE' AND deleted_at IS NULL, s.sold
            FROM products AS p
            JOIN (VALUES )sql" +
                            sold + R"sql() AS s (id, sold) ON s.id = p.id;
            INSERT INTO shop_closings (shop_id, closed, version) VALUES (3, TRUE, 1);
            INSERT INTO brand_counts (category_id, brand, products)
            SELECT w.category_id, brand, COUNT(*)
            FROM listings AS l
            CROSS JOIN LATERAL (VALUES (0::BIGINT), (l.category_id)) AS w (category_id)
            WHERE on_sale AND brand <> '' AND shop_id <> 3
            GROUP BY w.category_id, brand
        )sql");
    }

    // Page after page, whatever the bounds make of them.
    Ids listed(ProductLists& lists, ListFilter filter) {
        constexpr int kPage = 5;
        filter.limit = kPage;
        Ids ids;
        for (int page = 0; page < kThings; ++page) {
            auto call = testing::context_with();
            const auto list = run(lists.list(call, filter));
            EXPECT_TRUE(list) << list.error().message();
            if (!list) return ids;
            EXPECT_LE(list->products.size(), std::size_t(kPage));
            for (const auto& product : list->products) ids.push_back(product.id);
            const bool full = list->products.size() == std::size_t(kPage);
            if (!full && !list->stopped_at) return ids;
            const auto& last = full ? list->products.back() : *list->stopped_at;
            filter.after_value = sort_value(last, filter.sort);
            filter.after_id = last.id;
        }
        ADD_FAILURE() << "the list has no end";
        return ids;
    }

    // The same, thought through one by one.
    Ids expected(const ListFilter& filter) const {
        std::vector<Thing> fitting;
        for (const auto& each : things) {
            if (fits(each, filter)) fitting.push_back(each);
        }
        const auto key = [&](const Thing& t) {
            switch (filter.sort) {
            case Sort::newest: return std::pair(-std::int64_t(t.published), -t.id);
            case Sort::price_asc: return std::pair(t.price, t.id);
            case Sort::price_desc: return std::pair(-t.price, -t.id);
            case Sort::last_changed: return std::pair(-std::int64_t(t.updated), -t.id);
            case Sort::first_changed: return std::pair(std::int64_t(t.updated), t.id);
            case Sort::best_selling: break;
            }
            return std::pair(-t.sold, -t.id);
        };
        std::ranges::sort(fitting, {}, key);
        Ids ids;
        for (const auto& each : fitting) ids.push_back(each.id);
        return ids;
    }

    static bool fits(const Thing& t, const ListFilter& filter) {
        if (t.deleted || (!filter.office && (t.state != State::on_sale || t.shop == kClosedShop)))
            return false;
        if (filter.state && t.state != *filter.state) return false;
        if (filter.category_ids &&
            std::ranges::find(*filter.category_ids, t.category) == filter.category_ids->end()) {
            return false;
        }
        if (filter.brand && t.brand != "Acme" && t.brand != "ACME") return false;
        if (filter.tag && !t.gift) return false;
        if (filter.min_price && t.price < *filter.min_price) return false;
        if (filter.max_price && t.price > *filter.max_price) return false;
        if (filter.shop_id && t.shop != *filter.shop_id) return false;
        if (filter.words && t.name != "Red mug" && t.name != "Blue Mug") return false;
        return !filter.in_stock || t.in_stock;
    }

    std::string brands(const std::optional<Ids>& categories) {
        std::string all;
        for (const auto& brand : run(lists().brands(context, categories, 10)).value()) {
            all += brand.name + " " + std::to_string(brand.products) + ", ";
        }
        return all;
    }

    std::vector<Thing> things;
};

// Every text is read by PostgreSQL here, since no lint reads what is composed at run time. With bounds this small a list
// walks, looks elsewhere and walks on.
class SortedListsTest : public ListsTest, public ::testing::WithParamInterface<Sort> {};
INSTANTIATE_TEST_SUITE_P(Sorts, SortedListsTest,
                         ::testing::Values(Sort::best_selling, Sort::newest, Sort::price_asc,
                                           Sort::price_desc));

TEST_P(SortedListsTest, EveryCombinationOfFiltersGivesWhatFitsInOrder) {
    ProductLists bounded(loops(), database(), {.rows = 7, .walks = 3});
    for (unsigned set = 0; set < 1U << 8; ++set) {
        const auto is_set = [set](unsigned bit) { return (set >> bit & 1) != 0; };
        if (is_set(0) && is_set(1)) continue;
        ListFilter filter{.in_stock = std::popcount(set) % 2 == 1, .sort = GetParam()};
        if (is_set(0)) filter.category_ids = Ids{10};
        if (is_set(1)) filter.category_ids = Ids{10, 12, 13, 77};
        if (is_set(2)) filter.brand = "ａcme";
        if (is_set(3)) filter.tag = "gift";
        if (is_set(4)) filter.min_price = 200;
        if (is_set(5)) filter.max_price = 450;
        if (is_set(6)) filter.shop_id = 1;
        if (is_set(7)) filter.words = "MUG";
        ASSERT_EQ(listed(bounded, filter), expected(filter)) << set;
    }
}

TEST_F(ListsTest, OfficeListsGiveWhatFitsInOrder) {
    ProductLists bounded(loops(), database(), {.rows = 7, .walks = 3});
    for (unsigned set = 0; set < 1U << 3; ++set) {
        ListFilter filter{.office = true};
        if ((set & 1) != 0) filter.state = State::in_review;
        if ((set & 2) != 0) filter.shop_id = kClosedShop;
        if ((set & 4) != 0) filter.words = "mug";
        for (const auto sort : {Sort::last_changed, Sort::first_changed}) {
            filter.sort = sort;
            ASSERT_EQ(listed(bounded, filter), expected(filter)) << set << ", sort " << int(sort);
        }
    }
}

TEST_F(ListsTest, ALetterIsFoundAsAWordIs) {
    ProductLists bounded(loops(), database(), {.rows = 7, .walks = 3});
    for (const std::string words : {"杯", "子", "杯子"}) {
        const auto ids = listed(bounded, {.words = words});
        EXPECT_FALSE(ids.empty());
        for (const auto id : ids) EXPECT_EQ(things.at(std::size_t(id - 1)).name, "杯子");
    }
    EXPECT_TRUE(listed(bounded, {.words = "子杯"}).empty());
    EXPECT_TRUE(listed(bounded, {.words = "mug%"}).empty());
}

// Bounds that leave hardly anything: what is found comes in short pages, and none is lost between them.
TEST_F(ListsTest, AListThatStopsEarlyGoesOnWhereItStopped) {
    ProductLists bounded(loops(), database(), {.rows = 2, .walks = 1});
    const ListFilter filter{.tag = "gift", .in_stock = true, .sort = Sort::newest};
    EXPECT_EQ(listed(bounded, filter), expected(filter));
}

TEST_F(ListsTest, BrandsAreThoseForSaleTheMostFirst) {
    const auto everywhere = brands(std::nullopt);
    EXPECT_EQ(everywhere, brands(Ids{10, 11, 12, 13}));
    EXPECT_TRUE(everywhere.starts_with("ACME") || everywhere.starts_with("Acme") ||
                everywhere.starts_with("Zed"));
    EXPECT_EQ(brands(Ids{10}), brands(Ids{10, 77}));
    EXPECT_EQ(brands(Ids{77}), "");
    EXPECT_EQ(brands(Ids{}), "");
}

class BrandCountsTest : public ProductFixture {
protected:
    std::string brands(std::int64_t category) {
        std::string all;
        v1::ListBrandsRequest request;
        request.set_category_id(category);
        for (const auto& brand : run(catalogue().ListBrands(context, request)).value().brands()) {
            all += brand.brand() + " " + std::to_string(brand.product_count()) + ", ";
        }
        return all;
    }
    template <typename Event>
    static Event news(std::int64_t version) {
        Event event;
        event.set_shop_id(kShop);
        event.set_version(version);
        return event;
    }
    Task<Result<void>> put_on_shelf(CallContext& seller, std::int64_t id) {
        v1::PutOnShelfRequest request;
        request.set_id(id);
        auto done = co_await shop().PutOnShelf(seller, request);
        co_return done ? Result<void>() : fail(std::move(done.error()));
    }
    Task<Result<void>> take_off_shelf(CallContext& seller, std::int64_t id) {
        v1::TakeOffShelfRequest request;
        request.set_id(id);
        auto done = co_await shop().TakeOffShelf(seller, request);
        co_return done ? Result<void>() : fail(std::move(done.error()));
    }
};

TEST_F(BrandCountsTest, FollowWhatGoesOnSaleAndWhereItBelongs) {
    const auto mug = on_sale(new_product("Mug"));
    const auto pot = on_sale(new_product("Pot"));
    EXPECT_EQ(brands(0), "Acme 2, ");
    EXPECT_EQ(brands(2), "Acme 2, ");
    auto seller = as_seller();
    ASSERT_TRUE(run(take_off_shelf(seller, mug.id())));
    EXPECT_EQ(brands(0), "Acme 1, ");
    ASSERT_TRUE(run(put_on_shelf(seller, mug.id())));
    auto edit = update_of(pot);
    edit.set_brand("Zed");
    edit.set_category_id(3);
    ASSERT_TRUE(run(shop().UpdateProduct(seller, edit)));
    EXPECT_EQ(brands(0), "Acme 1, ") << "in review again";
    ASSERT_TRUE(audit(pot.id()));
    EXPECT_EQ(brands(0), "Acme 1, Zed 1, ");
    EXPECT_EQ(brands(3), "Zed 1, ");
    v1::MoveCategoryProductsRequest move;
    move.set_from_category_id(3);
    move.set_to_category_id(2);
    ASSERT_TRUE(run(admin().MoveCategoryProducts(context, move)));
    EXPECT_EQ(brands(3), "");
    EXPECT_EQ(brands(2), "Acme 1, Zed 1, ");
    v1::CountCategoryProductsRequest count;
    count.set_category_id(2);
    EXPECT_EQ(run(admin().CountCategoryProducts(context, count)).value().products(), 2);
    v1::DeleteProductRequest remove;
    remove.set_id(pot.id());
    ASSERT_TRUE(run(shop().DeleteProduct(seller, remove)));
    EXPECT_EQ(brands(0), "Acme 1, ");
}

TEST_F(BrandCountsTest, LeaveAClosedShopOutAndWhatMovesInItMeanwhile) {
    const auto mug = on_sale(new_product("Mug"));
    const auto pot = on_sale(new_product("Pot"));
    on_sale(new_product("Cup"), kShop + 1);
    ASSERT_TRUE(take(news<user::v1::ShopClosed>(2)));
    EXPECT_EQ(brands(0), "Acme 1, ");
    auto seller = as_seller();
    ASSERT_TRUE(run(take_off_shelf(seller, mug.id())));
    EXPECT_EQ(brands(0), "Acme 1, ");
    ASSERT_TRUE(take(news<user::v1::ShopReopened>(3)));
    EXPECT_EQ(brands(0), "Acme 2, ");
    ASSERT_TRUE(close_shop());
    EXPECT_EQ(brands(0), "Acme 1, ");
}

// TearDown compares the counts with what is for sale.
TEST_F(BrandCountsTest, StayRightWhenAShopClosesWhileItsGoodsMove) {
    const auto mug = on_sale(new_product("Mug"));
    const auto pot = on_sale(new_product("Pot"));
    auto seller = as_seller();
    auto other = as_seller();
    auto event = testing::context_with();
    for (int round = 1; round <= 20; ++round) {
        const bool closes = round % 2 == 1;
        const auto closed = news<user::v1::ShopClosed>(round);
        const auto reopened = news<user::v1::ShopReopened>(round);
        auto race = [&]() -> Task<void> {
            auto moved =
                runtime::both(closes ? take_off_shelf(seller, mug.id()) : put_on_shelf(seller, mug.id()),
                              closes ? put_on_shelf(other, pot.id()) : take_off_shelf(other, pot.id()));
            auto heard = closes ? testing::deliver(subscriptions, database(), event, closed)
                                : testing::deliver(subscriptions, database(), event, reopened);
            auto [goods, shop] = co_await runtime::both(std::move(moved), std::move(heard));
            EXPECT_TRUE(shop);
        };
        run(race());
        ASSERT_EQ(violations(), "") << round;
    }
}

TEST_F(BrandCountsTest, TheDoctorSeesWhatIsListedOrCountedWrong) {
    on_sale(new_product("Mug"));
    temporary().execute("UPDATE brand_counts SET products = products + 1 WHERE category_id = 0");
    EXPECT_EQ(violations(), "brands are counted as they are for sale\n");
    temporary().execute("UPDATE brand_counts SET products = products - 1 WHERE category_id = 0");
    temporary().execute("UPDATE listings SET price_minor = price_minor + 1");
    EXPECT_EQ(violations(), "lists know each product as it is\n");
    temporary().execute("UPDATE listings SET price_minor = price_minor - 1");
}

}  // namespace
}  // namespace ecommerce::product
