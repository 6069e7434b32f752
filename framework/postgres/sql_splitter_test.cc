// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/sql_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::postgres::detail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SplitStatements, PartsAtSemicolons) {
    EXPECT_THAT(split_statements("SELECT 1;\nSELECT 2 ;;\n SELECT 3\n"),
                ElementsAre("SELECT 1", "SELECT 2", "SELECT 3"));
    EXPECT_THAT(split_statements(" ; ;\n"), IsEmpty());
    EXPECT_THAT(split_statements(""), IsEmpty());
}

TEST(SplitStatements, LeavesQuotedSemicolonsAlone) {
    EXPECT_THAT(split_statements("SELECT 'a;''b;';SELECT \"x;\"\"y\" ; SELECT 1"),
                ElementsAre("SELECT 'a;''b;'", "SELECT \"x;\"\"y\"", "SELECT 1"));
    EXPECT_THAT(split_statements(R"(SELECT E'a\';b'';c';SELECT '\';SELECT 2)"),
                ElementsAre(R"(SELECT E'a\';b'';c')", R"(SELECT '\')", "SELECT 2"));
}

TEST(SplitStatements, KnowsDollarQuotesFromParametersAndNames) {
    EXPECT_THAT(
        split_statements("DO $$ BEGIN x; END $$; DO $a$ ;$$; $b$ $a$; SELECT $1; SELECT a$b; SELECT c$b;"),
        ElementsAre("DO $$ BEGIN x; END $$", "DO $a$ ;$$; $b$ $a$", "SELECT $1", "SELECT a$b", "SELECT c$b"));
}

TEST(SplitStatements, SkipsCommentsAlsoNestedOnes) {
    EXPECT_THAT(split_statements(
                    "-- first; comment\nSELECT 1 -- it's\n, 2; /* a; /* b; */ c; */ SELECT 3 /* ' */;-- end"),
                ElementsAre("SELECT 1 -- it's\n, 2", "SELECT 3 /* ' */"));
}

TEST(SplitStatements, DoesNotPartInsideParentheses) {
    EXPECT_THAT(split_statements("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3"),
                ElementsAre("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"));
}

TEST(SplitStatements, GivesAnUnfinishedQuoteAsOneStatement) {
    for (const char* sql :
         {"SELECT 'a;b", "SELECT $$a;b", "SELECT \"a;b", "SELECT E'a\\", "SELECT 1 /* ;", "SELECT $"}) {
        EXPECT_THAT(split_statements(sql), ElementsAre(sql));
    }
}

TEST(LeadingWords, LeavesCommentsOut) {
    EXPECT_EQ(leading_words("create /* new */ unique\n-- x\nindex concurrently a on b", 4),
              "CREATE UNIQUE INDEX CONCURRENTLY");
}

TEST(NeedsNoTransaction, KnowsWhatPostgresRefusesInside) {
    EXPECT_TRUE(needs_no_transaction("CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON b (c)"));
    EXPECT_TRUE(needs_no_transaction("drop index concurrently a"));
    EXPECT_TRUE(needs_no_transaction("REINDEX TABLE CONCURRENTLY b"));
    EXPECT_TRUE(needs_no_transaction("VACUUM b"));
    EXPECT_FALSE(needs_no_transaction("CREATE INDEX a ON b (c)"));
    EXPECT_FALSE(needs_no_transaction("CREATE TABLE concurrently (a BIGINT)"));
    EXPECT_TRUE(controls_transaction("begin"));
    EXPECT_FALSE(controls_transaction("CREATE TABLE begin (a BIGINT)"));
}

}  // namespace
}  // namespace ecommerce::postgres::detail
