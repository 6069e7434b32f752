// SPDX-License-Identifier: Apache-2.0
// Choosing by properties of products and by several categories at once.
#include <gmock/gmock.h>

#include "application/search/search_fixture.h"

namespace ecommerce::search {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AttributeFacetsTest : public SearchFixture {
protected:
    // Shirts 1 to 8: red ones and blue ones in turn, the first four of cotton, each in M and the even ones in L too.
    void put_shirts() {
        for (int id = 1; id <= 8; ++id) {
            auto& shirt = put(id, "Shirt number " + std::to_string(id));
            shirt.mutable_summary()->set_category_id(id <= 2 ? 2 : id <= 5 ? 3 : 4);
            attribute(shirt, "颜色", id % 2 == 0 ? "蓝" : "红");
            attribute(shirt, "材质", id <= 4 ? "Cotton" : "Silk");
            attribute(shirt, "产地", "中国");
            attribute(shirt, "型号", "No. " + std::to_string(id));
            auto& sizes = *shirt.add_options();
            sizes.set_name("尺码");
            sizes.add_values("M");
            if (id % 2 == 0) sizes.add_values("L");
        }
        walk();
    }
    static void attribute(product::v1::IndexedProduct& product, const std::string& name,
                          const std::string& value) {
        auto& attribute = *product.add_attributes();
        attribute.set_name(name);
        attribute.set_value(value);
    }
    v1::SearchProductsResponse chosen(const std::vector<std::string>& attributes,
                                      const std::vector<std::int64_t>& categories = {},
                                      std::int64_t within = 0) {
        auto request = words("shirt");
        request.set_with_facets(true);
        request.set_sort(v1::SORT_ORDER_PRICE_ASC);
        request.set_category_id(within);
        for (const auto& text : attributes) request.add_attributes(text);
        for (const auto id : categories) request.add_category_ids(id);
        auto found = search(request);
        EXPECT_EQ(found.total(), found.hits_size());
        request.set_sort(v1::SORT_ORDER_RELEVANCE);
        EXPECT_THAT(ids(search(request)), ::testing::UnorderedElementsAreArray(ids(found)));
        return found;
    }
    using Counted = std::map<std::string, std::int64_t>;
    static Counted counts(const google::protobuf::RepeatedPtrField<v1::FacetValue>& values) {
        Counted found;
        for (const auto& value : values) found[value.value()] = value.count();
        return found;
    }
    static Counted counts(const v1::SearchProductsResponse& found, const std::string& name) {
        for (const auto& facet : found.facets().attributes()) {
            if (facet.name() == name) return counts(facet.values());
        }
        return {};
    }
    static std::vector<std::string> names(const v1::SearchProductsResponse& found) {
        std::vector<std::string> all;
        for (const auto& facet : found.facets().attributes()) all.push_back(facet.name());
        return all;
    }
};

TEST_P(AttributeFacetsTest, WidenWithinOneAndNarrowAcross) {
    put_shirts();
    EXPECT_THAT(ids(chosen({"颜色:红"})), ElementsAre(1, 3, 5, 7));
    EXPECT_THAT(ids(chosen({"颜色:红", "颜色:蓝"})), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
    EXPECT_THAT(ids(chosen({"颜色:红", "颜色:蓝", "材质:Silk"})), ElementsAre(5, 6, 7, 8));
    EXPECT_THAT(ids(chosen({"材质:Silk", "尺码:L", "尺码:M", "颜色:红"})), ElementsAre(5, 7));
    EXPECT_THAT(ids(chosen({"尺码:L", "颜色:红"})), IsEmpty());
    EXPECT_THAT(ids(chosen({"颜色:绿"})), IsEmpty());
    // A value of another attribute is no value of this one.
    EXPECT_THAT(ids(chosen({"材质:红"})), IsEmpty());
}

TEST_P(AttributeFacetsTest, CountWhatEachChoiceWouldShow) {
    put_shirts();
    const auto found = chosen({"颜色:红", "材质:Silk"});
    EXPECT_EQ(counts(found, "颜色"), (Counted{{"红", 2}, {"蓝", 2}}));
    EXPECT_EQ(counts(found, "材质"), (Counted{{"Cotton", 2}, {"Silk", 2}}));
    // Also those that are not filtered by, and the other kinds.
    EXPECT_EQ(counts(found, "型号"), (Counted{{"No. 5", 1}, {"No. 7", 1}}));
    EXPECT_EQ(counts(found.facets().categories()), (Counted{{"3", 1}, {"4", 1}}));
    EXPECT_EQ(found.facets().in_stock(), 2);
    for (const auto& facet : found.facets().attributes()) {
        for (const auto& value : facet.values()) {
            const bool is_chosen = value.value() == "红" || value.value() == "Silk";
            EXPECT_EQ(value.selected(), is_chosen) << value.value();
            std::vector<std::string> one{facet.name() + ":" + value.value()};
            for (const auto* other : {"颜色:红", "材质:Silk"}) {
                if (!std::string_view(other).starts_with(facet.name() + ":")) one.emplace_back(other);
            }
            EXPECT_EQ(chosen(one).total(), value.count()) << one.front();
        }
    }
    // What is chosen and has nothing can still be seen, and dropped.
    EXPECT_EQ(counts(chosen({"颜色:绿"}), "颜色"), (Counted{{"红", 4}, {"蓝", 4}, {"绿", 0}}));
    EXPECT_EQ(counts(chosen({"味道:甜"}), "味道"), (Counted{{"甜", 0}}));
}

TEST_P(AttributeFacetsTest, AreThoseThatEnoughProductsShareAndDifferIn) {
    for (int id = 11; id <= 92; ++id) put(id, "Shirt of no size " + std::to_string(id));
    attribute(put(93, "Shirt that glows"), "夜光", "是");
    attribute(put(94, "Shirt that does not glow"), "夜光", "否");
    put_shirts();
    // Eight of 92 are less than a tenth; and what all have alike is nothing to choose by.
    EXPECT_THAT(names(chosen({})), IsEmpty());
    EXPECT_THAT(names(chosen({"材质:Silk"})), ElementsAre("材质", "型号", "尺码", "颜色"));
}

TEST_P(AttributeFacetsTest, AreBoundedWithWhatIsChosenAmongThem) {
    for (int id = 1; id <= 25; ++id) {
        auto& product = put(id, "Shirt " + std::to_string(id));
        for (int each = 10; each < 24; ++each)
            attribute(product, "a" + std::to_string(each), "v" + std::to_string(100 + id));
    }
    walk();
    const auto found = chosen({"a23:v124", "a23:v125"});
    ASSERT_EQ(found.facets().attributes_size(), 12);
    EXPECT_EQ(found.facets().attributes(0).name(), "a23");
    EXPECT_EQ(found.facets().attributes(1).name(), "a10");
    const auto values = counts(found, "a23");
    EXPECT_EQ(values.size(), 20u);
    EXPECT_TRUE(values.contains("v125"));
    EXPECT_TRUE(values.contains("v118"));
    EXPECT_FALSE(values.contains("v119"));
}

TEST_P(AttributeFacetsTest, FollowTheProduct) {
    attribute(put(1, "Shirt"), "颜色", "It's: 100% \\ wool");
    walk();
    EXPECT_THAT(ids(chosen({"颜色:It's: 100% \\ wool"})), ElementsAre(1));
    put(1, "Shirt").clear_attributes();
    changed(1);
    look();
    EXPECT_THAT(ids(chosen({"颜色:It's: 100% \\ wool"})), IsEmpty());
}

TEST_P(AttributeFacetsTest, GoWithSeveralCategoriesAtOnce) {
    put_shirts();
    // 2 and 3 are below 1.
    EXPECT_THAT(ids(chosen({}, {1})), ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(ids(chosen({}, {2, 4})), ElementsAre(1, 2, 6, 7, 8));
    auto found = chosen({"颜色:红"}, {2, 4});
    EXPECT_THAT(ids(found), ElementsAre(1, 7));
    EXPECT_EQ(counts(found.facets().categories()), (Counted{{"2", 1}, {"3", 2}, {"4", 1}}));
    EXPECT_EQ(counts(found, "颜色"), (Counted{{"红", 2}, {"蓝", 3}}));
    for (const auto& value : found.facets().categories())
        EXPECT_EQ(value.selected(), value.value() != "3") << value.value();
    // Chosen within the category that one is in.
    found = chosen({}, {2, 4}, 1);
    EXPECT_THAT(ids(found), ElementsAre(1, 2));
    EXPECT_EQ(counts(found.facets().categories()), (Counted{{"2", 2}, {"3", 3}}));
    EXPECT_THAT(ids(chosen({}, {99})), IsEmpty());
}

TEST_P(AttributeFacetsTest, AreNotTakenForWordsThatFitNothing) {
    put_shirts();
    auto request = words("shirt");
    request.add_attributes("颜色:绿");
    const auto found = search(request);
    EXPECT_FALSE(found.corrected());
    EXPECT_EQ(found.did_you_mean(), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, AttributeFacetsTest, kEngines, engine_of);

}  // namespace

}  // namespace ecommerce::search
