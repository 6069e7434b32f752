// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/postgres/database.h"
#include "framework/postgres/row_structs.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

enum class Level : std::int16_t { low = 1, high = 2 };
enum class State { open, sold, lost };
constexpr auto names_of(State) {
    return std::to_array<Name<State>>({{State::open, "OPEN"}, {State::sold, "SOLD"}});
}

struct Place {
    std::string city;
    std::optional<std::string> street;
};

struct Thing {
    std::int64_t id;
    State state;
    Level level = Level::low;
    Place place;
    std::vector<std::string> tags;
    std::optional<Timestamp> sold_at;
};

constexpr Read kThings{R"sql(
    SELECT id, state, level, city, place_street, tags, sold_at
    FROM (VALUES (1::BIGINT, 'OPEN', 2, 'Bern', 'Gasse', ARRAY['a', 'b'], NULL::TIMESTAMPTZ),
                 (2, 'SOLD', 1, 'Lima', NULL, ARRAY[]::TEXT[], '2026-01-31T00:00:00Z'))
         AS thing (id, state, level, city, place_street, tags, sold_at)
    WHERE id >= $1
    ORDER BY id
)sql"};

class RowsTest : public testing::PostgresFixture {
protected:
    template <typename... Args>
    Rows query(const Statement& statement, const Args&... args) {
        return run(database().query(context, statement, args...)).value();
    }
    // What is said when the rows do not fit.
    template <typename T>
    std::string refusal(const Rows& rows) {
        try {
            (void)rows.to<T>();
        } catch (const std::logic_error& error) {
            return error.what();
        }
        return "";
    }
};

TEST_F(RowsTest, BecomeStructs) {
    const auto things = query(kThings, 1).to<Thing>();
    ASSERT_EQ(things.size(), 2U);
    const auto& [id, state, level, place, tags, sold_at] = things[0];
    EXPECT_EQ(id, 1);
    EXPECT_EQ(state, State::open);
    EXPECT_EQ(level, Level::high);
    EXPECT_EQ(place.city, "Bern");
    EXPECT_EQ(place.street, "Gasse");
    EXPECT_THAT(tags, ElementsAre("a", "b"));
    EXPECT_EQ(sold_at, std::nullopt);
    EXPECT_EQ(things[1].state, State::sold);
    EXPECT_EQ(things[1].place.street, std::nullopt);
    EXPECT_EQ(format_rfc3339(things[1].sold_at.value()), "2026-01-31T00:00:00Z");
}

TEST_F(RowsTest, GiveTheFirstOneOrNothing) {
    EXPECT_EQ(query(kThings, 2).first<Thing>().value().id, 2);
    EXPECT_FALSE(query(kThings, 3).first<Thing>().has_value());
}

TEST_F(RowsTest, GiveTheValuesOfTheirOnlyColumn) {
    static constexpr Read kNumbers{R"sql(SELECT n FROM GENERATE_SERIES(1, $1) AS n)sql"};
    const auto rows = query(kNumbers, 3);
    EXPECT_THAT(rows.to<std::int64_t>(), ElementsAre(1, 2, 3));
    EXPECT_EQ(rows.first<int>(), 1);
    EXPECT_EQ(query(kNumbers, 0).first<int>(), std::nullopt);
    EXPECT_THROW((void)query(kThings, 1).to<std::int64_t>(), std::logic_error);
}

struct WithOtherName {
    std::int64_t id;
    std::string sate;
};
struct WithTooMany {
    std::int64_t id;
    std::string state;
    int level;
};
struct Fitting {
    std::int64_t id;
    std::string state;
};

TEST_F(RowsTest, RefuseAStructThatDoesNotFitAlsoWithoutARow) {
    static constexpr Read kPairs{R"sql(SELECT $1::BIGINT AS id, 'x' AS state WHERE $1 > 0)sql"};
    for (const int id : {0, 1}) {
        EXPECT_THAT(refusal<WithOtherName>(query(kPairs, id)),
                    AllOf(HasSubstr("WithOtherName has the field sate for the column state of"),
                          HasSubstr("SELECT $1::BIGINT AS id")));
        EXPECT_THAT(refusal<WithTooMany>(query(kPairs, id)), HasSubstr("has 3 fields for the 2 columns of"));
        EXPECT_EQ(refusal<Fitting>(query(kPairs, id)), "");
    }
}

TEST_F(RowsTest, AreComparedWithTheStructByEachStatement) {
    static constexpr Read kFits{R"sql(SELECT 1 AS id, 'x' AS state)sql"};
    static constexpr Read kDiffers{R"sql(SELECT 'x' AS state, 1 AS id)sql"};
    EXPECT_EQ(refusal<Fitting>(query(kFits)), "");
    EXPECT_THAT(refusal<Fitting>(query(kDiffers)), HasSubstr("the field id for the column state"));
    EXPECT_EQ(refusal<Fitting>(query(kFits)), "");
    EXPECT_THAT(refusal<Fitting>(query(kDiffers)), HasSubstr("the field id for the column state"));
}

TEST_F(RowsTest, RefuseAnUnknownNameAndASurprisingNull) {
    static constexpr Read kState{R"sql(SELECT $1::TEXT AS state)sql"};
    EXPECT_EQ(query(kState, "SOLD").front().to<State>(), State::sold);
    EXPECT_THROW((void)query(kState, "STOLEN").front().to<State>(), std::logic_error);
    EXPECT_THROW((void)query(kState, std::nullopt).front().to<State>(), std::logic_error);
    EXPECT_EQ(query(kState, std::nullopt).front().to<std::optional<State>>(), std::nullopt);
}

TEST_F(RowsTest, ParametersCarryEnumsByTheirNames) {
    static constexpr Read kEcho{R"sql(SELECT $1::TEXT || $2::TEXT || ARRAY_TO_STRING($3::TEXT[], '+'))sql"};
    const std::vector<State> states{State::sold, State::open};
    const auto echoed = query(kEcho, State::open, std::optional(State::sold), states);
    EXPECT_EQ(echoed.front().to<std::string>(), "OPENSOLDSOLD+OPEN");
    EXPECT_THROW((void)query(kEcho, State::lost, "", states), std::logic_error);
}

TEST_F(RowsTest, ParametersCarryStructsAsColumns) {
    static constexpr Read kUnnest{R"sql(
        SELECT $1 || STRING_AGG(CONCAT_WS(' ', id, state, street, tags), ', ' ORDER BY id)
        FROM UNNEST($2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::BIGINT[]) AS thing (id, state, street, tags)
    )sql"};
    const std::vector<Thing> things{
        {.id = 1, .state = State::open, .place = {"Bern", "Gasse"}, .tags = {"a"}},
        {.id = 2, .state = State::sold, .place = {"Lima", std::nullopt}}};
    const auto joined =
        query(kUnnest, "things: ",
              columns(
                  things, &Thing::id, &Thing::state, [](const Thing& thing) { return thing.place.street; },
                  [](const Thing& thing) { return thing.tags.size(); }));
    EXPECT_EQ(joined.front().to<std::string>(), "things: 1 OPEN Gasse 1, 2 SOLD 0");
    static constexpr Read kCount{R"sql(SELECT CARDINALITY($1::BIGINT[]))sql"};
    EXPECT_EQ(query(kCount, columns(std::vector<Thing>(), &Thing::id)).front().to<int>(), 0);
}

TEST_F(RowsTest, AStructIsAsManyParametersAsItHasFields) {
    static constexpr Read kEcho{R"sql(SELECT $1::TEXT AS city, $2::TEXT AS street, $3::BIGINT AS number)sql"};
    const Place place{.city = "Bern", .street = std::nullopt};
    const auto rows = query(kEcho, fields(place), std::int64_t(7));
    EXPECT_EQ(rows.front().get<std::string>(0), "Bern");
    EXPECT_TRUE(rows.front().is_null(1));
    EXPECT_EQ(rows.front().get<std::int64_t>(2), 7);
}

}  // namespace
}  // namespace ecommerce::postgres
