// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/search.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "application/ecommerce/erasure/person.h"
#include "framework/testing/postgres_fixture.h"
#include "framework/testing/redis_fixture.h"

namespace ecommerce::erasure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::vector<std::string> found_by(const Search& search) {
    std::vector<std::string> lines;
    for (const auto& [where, place] : search.places()) {
        auto line = where + " (" + std::to_string(place.count) + ")";
        for (const auto& [kind, count] : place.kinds) line += " " + kind;
        lines.push_back(line);
    }
    return lines;
}

class DatabaseSearch : public testing::PostgresFixture {
protected:
    std::vector<std::string> search(const std::vector<Needle>& needles) {
        auto scan = postgres::TextScan::open(source()).value();
        const Matcher matcher(needles);
        Search search(matcher);
        search.look_into(scan, scan.tables().value());
        return found_by(search);
    }
    Person collect(const std::string& email) {
        auto scan = postgres::TextScan::open(source()).value();
        return erasure::collect(scan, scan.tables().value(), email);
    }
};

TEST_F(DatabaseSearch, FindsWhatIsPlantedInATableThatNobodyNamed) {
    temporary().execute(R"sql(
        CREATE SCHEMA wishlist_service;
        CREATE DOMAIN wishlist_service.words AS TEXT;
        CREATE TYPE wishlist_service.mood AS ENUM ('glad');
        CREATE TABLE wishlist_service.wishes (
            id BIGSERIAL PRIMARY KEY, user_id BIGINT NOT NULL, "a Text" TEXT, short VARCHAR(60), fixed CHAR(60),
            body JSONB, old_body JSON, blob BYTEA, tags TEXT[], host INET, words wishlist_service.words,
            mood wishlist_service.mood, made_at TIMESTAMPTZ, score NUMERIC, thing UUID
        );
    )sql");
    const std::vector<Needle> needles{{"email", "li.lei@example.com"}, {"network address", "203.0.113.77"}};
    EXPECT_THAT(search(needles), IsEmpty());

    temporary().execute(R"sql(
        INSERT INTO wishlist_service.wishes (user_id, "a Text", short, fixed, body, old_body, blob, tags, host, words)
        SELECT n, 'for li.lei@example.com', 'Li.Lei@Example.com', 'li.lei@example.com',
               '{"deep": [{"to": "li.lei@example.com"}]}', '{"to": "li.lei@example.com"}',
               '\x0a12'::BYTEA || CONVERT_TO('li.lei@example.com', 'UTF8') || '\x52'::BYTEA,
               ARRAY['x', 'li.lei@example.com'], '203.0.113.77', 'li.lei@example.com'
        FROM GENERATE_SERIES(1, 3) AS n;
        INSERT INTO wishlist_service.wishes (user_id, "a Text", host)
        VALUES (9, 'for han.meimei@example.com, not for lili.lei@example.com', '203.0.113.7');
    )sql");
    const std::string table = "wishlist_service.wishes.";
    EXPECT_THAT(search(needles),
                UnorderedElementsAre(
                    table + "a Text (3) email", table + "short (3) email", table + "fixed (3) email",
                    table + "body (3) email", table + "old_body (3) email", table + "blob (3) email",
                    table + "tags (3) email", table + "host (3) network address", table + "words (3) email"));
}

TEST_F(DatabaseSearch, ReadsEachPartitionAndMoreRowsThanFitInOneAnswer) {
    temporary().execute(R"sql(
        CREATE TABLE public.news (id BIGINT NOT NULL, body TEXT NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE public.news_old PARTITION OF public.news FOR VALUES FROM (0) TO (5000);
        CREATE TABLE public.news_new PARTITION OF public.news FOR VALUES FROM (5000) TO (10000);
        INSERT INTO public.news
        SELECT n, CASE WHEN n % 2500 = 0 THEN 'from li.lei@example.com' ELSE REPEAT('x', 500) END
        FROM GENERATE_SERIES(1, 9999) AS n;
    )sql");
    EXPECT_THAT(search({{"email", "li.lei@example.com"}}),
                ElementsAre("public.news_new.body (2) email", "public.news_old.body (1) email"));
}

TEST_F(DatabaseSearch, KnowsWhatIsAPersonsByTheNamesOfColumns) {
    temporary().execute(R"sql(
        CREATE SCHEMA a; CREATE SCHEMA b;
        CREATE TABLE a.people (id BIGINT, email TEXT, nickname TEXT, phone TEXT);
        CREATE TABLE b.parcels (id BIGINT, user_id BIGINT, recipient TEXT, street TEXT, note TEXT);
        INSERT INTO a.people VALUES (1, 'Li.Lei@example.com', 'Lei', '13912345678'), (2, 'han@example.com', 'Han', '');
        INSERT INTO b.parcels VALUES (2, 1, 'Li Lei', '1 Wensan Road', ''), (1, 2, 'Han', '2 Wensan Road', 'ring');
        INSERT INTO b.parcels VALUES (3, 1, 'Han', '2 Wensan Road', 'twice');
    )sql");
    const auto person = collect("li.lei@example.com");
    EXPECT_THAT(person.needles,
                UnorderedElementsAre(Needle{"email", "Li.Lei@example.com"}, Needle{"name", "Lei"},
                                     Needle{"name", "Li Lei"}, Needle{"note", "twice"},
                                     Needle{"phone", "13912345678"}, Needle{"street", "1 Wensan Road"}));
    EXPECT_THAT(person.shared, UnorderedElementsAre("name", "street"))
        << "Han's, to whom the third parcel goes";
    EXPECT_THROW(collect("nobody@example.com"), std::runtime_error);
}

TEST_F(DatabaseSearch, SaysWhatItsConnectionMayNotRead) {
    temporary().execute(R"sql(
        CREATE SCHEMA a;
        CREATE TABLE a.open (body TEXT);
        CREATE TABLE a.shut (body TEXT);
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'erasure_test_reader') THEN
                CREATE ROLE erasure_test_reader LOGIN PASSWORD 'reader';
            END IF;
        END $$;
        GRANT USAGE ON SCHEMA a TO erasure_test_reader;
        GRANT SELECT ON a.open TO erasure_test_reader;
    )sql");
    const auto as_reader = source() + " user=erasure_test_reader password=reader";
    std::map<std::string, bool> readable;
    for (const auto& table : postgres::TextScan::open(as_reader).value().tables().value()) {
        readable[table.name] = table.readable;
    }
    EXPECT_THAT(readable, ElementsAre(Pair("open", true), Pair("shut", false)));
}

class StoreSearch : public testing::RedisFixture {};

TEST_F(StoreSearch, FindsKeysAndValuesOfEveryStructure) {
    const auto needle = key("li.lei@example.com");  // of this test alone: the store is shared
    const std::vector<std::vector<std::string>> commands{
        {"SET", "failures:" + needle, "1"},
        {"SET", key("plain"), "so it is, " + needle},
        {"HSET", key("hash"), "field", needle},
        {"SADD", key("set"), needle},
        {"ZADD", key("zset"), "1", needle},
        {"RPUSH", key("list"), "a", needle},
        {"XADD", key("stream"), "*", "field", needle},
        {"PFADD", key("digest"), needle},
    };
    for (const auto& command : commands)
        ASSERT_TRUE(testing::run(loops(), client().command(context, command)));
    const Matcher matcher({{"email", needle}});
    Search search(matcher);
    search.look_into(client(), loops());
    std::int64_t count = 0;
    for (const auto& [where, place] : search.places()) {
        EXPECT_TRUE(where.starts_with("key-value store: ")) << where;
        EXPECT_EQ(where.find("example"), std::string::npos) << "the report names no person";
        count += place.count;
    }
    EXPECT_EQ(count, 7) << "the sketch holds no text";
    for (const auto& command : commands)
        ASSERT_TRUE(testing::run(loops(), client().del(context, command[1])));
}

TEST(FileSearch, FindsNamesAndContentsAcrossParts) {
    const auto folder = std::filesystem::path(::testing::TempDir()) / "erasure_search";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "ab");
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
    };
    const auto size = std::size_t(1) << 20;
    write("ab/1.jpg", std::string(size - 9, '.') + "li.lei@example.com" + std::string(size, '.'));
    write("2.jpg", std::string(size, '.') + "li.lei@example.co");
    write("li.lei@example.com.png", "");
    write("log.json", R"({"account":"LI.LEI@example.com"})");
    const Matcher matcher({{"email", "li.lei@example.com"}});
    Search search(matcher);
    search.look_into(folder, "pictures");
    search.look_into(folder / "log.json", "log");
    EXPECT_THAT(found_by(search), ElementsAre("log: " + (folder / "log.json").string() + " (1) email",
                                              "pictures: " + folder.string() + " (3) email"));
    EXPECT_THROW(search.look_into(folder / "none", "log"), std::runtime_error);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace ecommerce::erasure
