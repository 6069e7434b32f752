// SPDX-License-Identifier: Apache-2.0
#include "framework/call/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/text/base64.h"

namespace ecommerce {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::int64_t itself(std::int64_t id) {
    return id;
}

Page page_of(std::string_view list, std::uint32_t size, std::string_view token = "") {
    return Page::read(list, {size, token}).value();
}

bool refuses(std::string_view list, std::string_view token) {
    const auto page = Page::read(list, {0, token});
    return !page && page.error().reason() == "INVALID_PAGE_TOKEN";
}

TEST(Page, AsksForOneRowMoreThanItHolds) {
    EXPECT_EQ(page_of("users", 0).limit(), kPageSizeDefault + 1);
    EXPECT_EQ(page_of("users", 7).limit(), 8);
    EXPECT_EQ(page_of("users", 4'000'000'000).limit(), kPageSizeMax + 1);
}

TEST(Page, HasATokenOnlyWhereAnotherPageFollows) {
    const auto page = page_of("users", 2);
    for (std::vector<std::int64_t> rows : {std::vector<std::int64_t>{}, {9}, {9, 8}}) {
        const auto before = rows;
        EXPECT_EQ(page.cut(rows, itself), "");
        EXPECT_EQ(rows, before);
    }
    std::vector<std::int64_t> rows{9, 8, 7};
    const auto token = page.cut(rows, itself);
    EXPECT_THAT(rows, ElementsAre(9, 8));
    EXPECT_EQ(page_of("users", 2, token).before_id(), 8);
}

TEST(Page, BeginsBeforeEveryRow) {
    EXPECT_EQ(page_of("users", 0).before_id(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(page_of("users", 0).after().id, 0);
    EXPECT_THAT(page_of("users", 0).after().value, IsEmpty());
}

TEST(Page, ATokenCarriesTheValueOfTheSortWhateverItHolds) {
    const auto page = page_of("products by name", 1);
    std::vector<PageKey> rows{{5, "a|b:\"\xE4\xB8\x80|"}, {4, ""}};
    const auto token = page.cut(rows, [](const PageKey& row) { return row; });
    const auto next = page_of("products by name", 1, token);
    EXPECT_EQ(next.after().value, "a|b:\"\xE4\xB8\x80|");
    EXPECT_EQ(next.after().id, 5);
}

TEST(Page, RefusesTokensThatItsListDidNotMake) {
    std::vector<std::int64_t> rows{2, 1};
    const auto token = page_of("users", 1).cut(rows, itself);
    EXPECT_FALSE(refuses("users", token));
    EXPECT_TRUE(refuses("shops", token));
    EXPECT_TRUE(refuses("users", token + "="));
    EXPECT_TRUE(refuses("users", "%"));
    EXPECT_TRUE(refuses("users", std::string(513, 'A')));
    EXPECT_TRUE(Page::read("users", {.size = 1, .token = token}));
    EXPECT_FALSE(Page::read("users", {.size = 1, .token = token, .filters = "status=frozen"}));
    for (const auto* text :
         {"users", "users|1", "users||", "users|0|", "users|-1|", "users|x|", "users|1 |"}) {
        EXPECT_TRUE(refuses("users", text::to_base64url(text))) << text;
    }
}

// A request of a contract's list, as far as paging knows it.
struct ListRequest {
    std::string status;
    std::uint32_t size = 1;
    std::string token = {};

    std::uint32_t page_size() const { return size; }
    const std::string& page_token() const { return token; }
    void clear_page_size() { size = 0; }
    void clear_page_token() { token.clear(); }
    std::string SerializeAsString() const { return status + "/" + std::to_string(size) + "/" + token; }
};

TEST(Page, ATokenFitsTheFiltersAndTheCallerThatItWasMadeWith) {
    CallContext caller;
    caller.principal.user_id = 7;
    CallContext another;
    another.principal.user_id = 8;
    const ListRequest first{.status = "paid"};
    std::vector<std::int64_t> rows{2, 1};
    const auto public_token = read_page("orders", first).value().cut(rows, itself);
    rows = {2, 1};
    const auto own_token = read_page("orders", caller, first).value().cut(rows, itself);
    ListRequest next{.status = "paid", .size = 5, .token = public_token};
    EXPECT_TRUE(read_page("orders", next));
    EXPECT_FALSE(read_page("orders", caller, next));
    next.token = own_token;
    EXPECT_TRUE(read_page("orders", caller, next));
    EXPECT_FALSE(read_page("orders", another, next));
    next.status = "cancelled";
    EXPECT_FALSE(read_page("orders", caller, next));
}

}  // namespace
}  // namespace ecommerce
