// SPDX-License-Identifier: Apache-2.0
// What only OpenSearch does: an index built beside the one that is served, one that is lost, and a node that is slow,
// full or gone.
#include <gmock/gmock.h>

#include "application/search/search_fixture.h"
#include "application/search/storage/opensearch_engine.h"
#include "application/search/storage/postgres_engine.h"
#include "framework/testing/raw_server.h"

namespace ecommerce::search {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class OpenSearchTest : public SearchFixture {
protected:
    json::Json ask(const OpenSearchRequest& request) {
        OpenSearchClient client(loops(), opensearch_settings(), nullptr);
        const auto reply = run(client.send(context, request));
        EXPECT_TRUE(reply) << (reply ? "" : reply.error().message());
        return reply.value_or(json::Json());
    }
    std::string alias() const { return opensearch_settings().index_prefix + "-products"; }
    // What there is of this test: "r0", "r1 served".
    std::vector<std::string> indices() {
        std::vector<std::string> found;
        const auto reply = ask({.verb = http::Verb::get, .path = '/' + alias() + "-r*/_alias"});
        for (const auto& [name, index] : reply.members()) {
            auto text = name.substr(alias().size() + 1);
            if (index.at("aliases").find(alias())) text += " served";
            if (index.at("aliases").find(alias() + "-next")) text += " next";
            found.push_back(std::move(text));
        }
        return found;
    }
    bool step() { return run(parts().follow.walk(context)).value(); }
    Error search_error() {
        auto call = as_visitor("192.0.2.1");
        auto found = run(parts().service.SearchProducts(call, words("teapot")));
        EXPECT_FALSE(found);
        return found ? reason::internal("It was found.") : found.error();
    }
};

TEST_P(OpenSearchTest, BuildsAnIndexBesideTheOneThatIsServed) {
    put(1, "Teapot");
    put(2, "Teapot");
    walk();
    EXPECT_THAT(indices(), UnorderedElementsAre("r0", "r1 served"));
    EXPECT_FALSE(step());
    EXPECT_THAT(indices(), ElementsAre("r1 served"));

    ASSERT_TRUE(run(parts().product_walks.begin(context)));
    EXPECT_TRUE(step());
    EXPECT_THAT(indices(), UnorderedElementsAre("r1 served", "r2 next"));
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2));
    // What changes meanwhile is in both.
    put(1, "Kettle");
    changed(1);
    put(3, "Teapot");
    changed(3);
    look();
    ask({.path = '/' + alias() + "/_refresh"});
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(2, 3));
    walk();
    EXPECT_FALSE(step());
    EXPECT_THAT(indices(), ElementsAre("r2 served"));
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(2, 3));
    EXPECT_THAT(find("kettle"), ElementsAre(1));
}

TEST_P(OpenSearchTest, WaitsWithANewIndexForWhatNobodyHasLookedAt) {
    put(1, "Teapot");
    put(2, "Teapot");
    walk();
    EXPECT_FALSE(step());
    ASSERT_TRUE(run(parts().product_walks.begin(context)));
    EXPECT_TRUE(step());
    // News of it came too, and another process has claimed it.
    changed(1);
    ASSERT_EQ(
        run(parts().changes.claim(context, clock.now(), clock.now() + std::chrono::minutes(1), 1))->size(),
        1U);
    look();
    while (step()) {}
    EXPECT_THAT(indices(), UnorderedElementsAre("r1 served", "r2 next"));
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2));
    clock.advance(std::chrono::minutes(2));
    walk();
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2));
}

TEST_P(OpenSearchTest, BeginsAgainWhenAnIndexIsLost) {
    put(1, "Teapot");
    walk();
    for (const auto* lost : {"-r1", "-r2"}) {
        ask({.verb = http::Verb::del, .path = '/' + alias() + lost});
        EXPECT_EQ(search_error().code(), Code::unavailable);
        walk();
        EXPECT_THAT(find("teapot"), ElementsAre(1));
    }
    // While it is being built, too: what had been written is not there any more.
    ASSERT_TRUE(run(parts().product_walks.begin(context)));
    EXPECT_TRUE(step());
    look();
    ask({.verb = http::Verb::del, .path = '/' + alias() + "-r4"});
    walk();
    EXPECT_THAT(find("teapot"), ElementsAre(1));
    EXPECT_THAT(indices(), ::testing::Contains("r5 served"));
}

TEST_P(OpenSearchTest, IsBuiltAnewAfterAnotherEngineWasUsed) {
    put(1, "Teapot");
    walk();
    PostgresEngine other(database());
    const WalkStore walks(database(), Walked::products, other.name());
    FollowProducts follow({.transact = database(),
                           .changes = parts().changes,
                           .walks = walks,
                           .closings = parts().closings,
                           .engine = other,
                           .categories = parts().categories,
                           .products = products_client(),
                           .reviews = reviews_client(),
                           .clock = clock,
                           .meters = {}});
    const auto walk_there = [&] {
        while (*run(follow.walk(context)) || *run(follow.look(context)) > 0) {}
    };
    put(1, "Kettle");
    put(2, "Teapot");
    walk_there();
    const auto synonyms = Synonyms();
    const auto kettle = parse_query("kettle", synonyms);
    EXPECT_EQ(run(other.search(context, {.query = kettle, .limit = 9}))->hits.size(), 1U);
    EXPECT_THAT(find("kettle"), IsEmpty());
    walk();
    EXPECT_THAT(find("kettle"), ElementsAre(1));
    EXPECT_THAT(find("teapot"), ElementsAre(2));
}

class FaultyOpenSearchTest : public OpenSearchTest {
protected:
    void SetUp() override {
        take_time();
        OpenSearchTest::SetUp();
        put(1, "Teapot");
        walk();
    }
    std::string opensearch_address() override { return node().address(); }
    static testing::OpenSearchNode& node() {
        static testing::OpenSearchNode own;
        return own;
    }
    // A node starts slowly on a busy machine.
    void take_time() {
        node();
        context.deadline = deadline_in(std::chrono::minutes(1));
    }
    // Until the indices are open.
    void await_answers() {
        take_time();
        ask({.verb = http::Verb::get,
             .path = "/_cluster/health?wait_for_status=yellow&timeout=15s",
             .timeout = std::chrono::seconds(20)});
    }
    void look_once_more() {
        clock.advance(std::chrono::minutes(1));
        look();
    }
    void block_writes(bool blocked) {
        json::Json settings;
        settings["index.blocks.read_only_allow_delete"] = blocked;
        ask({.verb = http::Verb::put, .path = '/' + alias() + "/_settings", .body = settings.text()});
    }
};

TEST_P(FaultyOpenSearchTest, LosesNothingWhileItIsGone) {
    put(2, "Teapot");
    changed(2);
    node().kill();
    EXPECT_EQ(search_error().code(), Code::unavailable);
    EXPECT_EQ(run(parts().follow.look(context)).error().code(), Code::unavailable);
    EXPECT_FALSE(run(parts().follow.walk(context)));
    node().start();
    await_answers();
    EXPECT_THAT(find("teapot"), ElementsAre(1));
    look_once_more();
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2));
}

TEST_P(FaultyOpenSearchTest, IsNotWaitedForLongerThanItsTime) {
    node().freeze();
    // The caller has more, and would otherwise have run out of it.
    EXPECT_EQ(search_error().code(), Code::unavailable);
    node().thaw();
    await_answers();
    EXPECT_THAT(find("teapot"), ElementsAre(1));
}

TEST_P(FaultyOpenSearchTest, IsSearchedWhileItsDiskIsFull) {
    put(2, "Teapot");
    changed(2);
    block_writes(true);
    const auto looked = run(parts().follow.look(context));
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().code(), Code::unavailable);
    EXPECT_THAT(looked.error().message(), HasSubstr("disk usage"));
    EXPECT_THAT(find("teapot"), ElementsAre(1));
    block_writes(false);
    look_once_more();
    EXPECT_THAT(find("teapot"), UnorderedElementsAre(1, 2));
}

// What a program that starts is told.
class OpenSearchCheckTest : public SearchFixture {
protected:
    std::string check(const OpenSearchSettings& settings) {
        OpenSearchEngine engine(database(), loops(), settings, nullptr);
        const auto checked = run(engine.check(context));
        return checked ? "" : checked.error().message();
    }
    static std::string refused(const OpenSearchSettings& settings, postgres::Database& database,
                               runtime::Loops& loops) {
        try {
            const OpenSearchEngine engine(database, loops, settings, nullptr);
        } catch (const std::runtime_error& e) {
            return e.what();
        }
        return "";
    }
};

TEST_P(OpenSearchCheckTest, SaysWhatCannotBeUsed) {
    const testing::OpenSearchNode guarded("shop:secret");
    context.deadline = deadline_in(std::chrono::minutes(1));
    OpenSearchSettings settings{.addresses = {guarded.address()},
                                .index_prefix = "guarded",
                                .account = "shop",
                                .password = "secret",
                                .replicas = 0};
    EXPECT_EQ(check(settings), "");
    settings.password = "wrong";
    EXPECT_EQ(check(settings), "OpenSearch at " + guarded.address() +
                                   " does not let the account shop in (search.opensearch.account, "
                                   "search.opensearch.password).");
    settings.account = "";
    EXPECT_THAT(check(settings), HasSubstr("wants an account"));
    settings.addresses = {"http://127.0.0.1:1"};
    EXPECT_THAT(check(settings),
                HasSubstr("OpenSearch at http://127.0.0.1:1 cannot be used "
                          "(search.opensearch.addresses): 127.0.0.1:1 did not answer: Connection "
                          "refused."));
    settings.addresses = {"http://" + testing::server_addresses().redis_address};
    EXPECT_THAT(check(settings), HasSubstr("cannot be used"));
    settings.addresses = {"search.example:9200"};
    EXPECT_THAT(refused(settings, database(), loops()), HasSubstr("is no address such as"));
    settings.addresses = {guarded.address()};
    settings.index_prefix = "A*";
    EXPECT_THAT(refused(settings, database(), loops()), HasSubstr("search.opensearch.index_prefix"));
}

// A cluster that answers as the test says.
class SaidByOpenSearchTest : public SearchFixture {
protected:
    using Answer = std::pair<std::string, std::string>;  // "200 OK", body
    // The answer by the path that a request's first line begins with.
    Result<void> write_to(std::map<std::string, Answer> answers,
                          std::vector<std::string> more_addresses = {}) {
        const testing::RawServer server([&answers](testing::RawConnection& connection) {
            for (auto head = connection.read_head(); !head.empty(); head = connection.read_head()) {
                if (!head.starts_with("GET")) connection.read();
                const auto path = head.substr(head.find(' ') + 1);
                Answer said{"404 Not Found", "{}"};
                for (const auto& [beginning, answer] : answers) {
                    if (path.starts_with(beginning)) said = answer;
                }
                connection.send("HTTP/1.1 " + said.first + "\r\ncontent-length: " +
                                std::to_string(said.second.size()) + "\r\n\r\n" + said.second);
            }
        });
        OpenSearchSettings settings{.addresses = std::move(more_addresses), .index_prefix = "some"};
        settings.addresses.push_back("http://127.0.0.1:" + std::to_string(server.port()));
        OpenSearchClient client(loops(), settings, nullptr);
        OpenSearchIndex index(client, settings);
        const std::vector<Change> changes{{.product_id = 1, .ticket = 1, .found = {}},
                                          {.product_id = 2, .ticket = 1, .found = {}}};
        return run(index.write(context, changes, {}));
    }
    static Answer bulk(const std::string& items) { return {"200 OK", R"({"items":[)" + items + "]}"}; }
    const Answer no_index{"200 OK", "{}"};
    static constexpr const char* kTaken = R"({"index":{"status":201}})";
};

TEST_P(SaidByOpenSearchTest, WhatABulkReplyLacksIsRefused) {
    const std::string taken = kTaken;
    const auto item = [](int status, const std::string& type) {
        return R"({"index":{"status":)" + std::to_string(status) + R"(,"error":{"type":")" + type + R"("}}})";
    };
    const auto written = [&](const Answer& answer) {
        return write_to({{"/some", no_index}, {"/_bulk", answer}});
    };
    EXPECT_TRUE(written(bulk(taken + ',' + taken)));
    EXPECT_TRUE(written(bulk(taken + ',' + item(409, "version_conflict_engine_exception"))));
    EXPECT_EQ(written(bulk(taken)).error().code(), Code::unavailable);
    EXPECT_EQ(written({"200 OK", "{}"}).error().code(), Code::unavailable);
    EXPECT_EQ(written(bulk(taken + ',' + item(429, "circuit_breaking_exception"))).error().code(),
              Code::unavailable);
    EXPECT_EQ(written(bulk(taken + ',' + item(400, "mapper_parsing_exception"))).error().code(),
              Code::internal);
    EXPECT_EQ(written(bulk(taken + ',' + item(404, "index_not_found_exception"))).error().code(),
              Code::unavailable);
    EXPECT_EQ(written({"429 Too Many Requests", "{}"}).error().code(), Code::unavailable);
    EXPECT_EQ(written({"200 OK", "<html>"}).error().code(), Code::unavailable);
}

TEST_P(SaidByOpenSearchTest, PassesANodeOverThatDoesNotAnswer) {
    const std::string taken = kTaken;
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(
            write_to({{"/some", no_index}, {"/_bulk", bulk(taken + ',' + taken)}}, {"http://127.0.0.1:1"}));
    }
}

const auto kOpenSearch = ::testing::Values(EngineKind::opensearch);
INSTANTIATE_TEST_SUITE_P(Engine, OpenSearchTest, kOpenSearch, engine_of);
INSTANTIATE_TEST_SUITE_P(Engine, FaultyOpenSearchTest, kOpenSearch, engine_of);
INSTANTIATE_TEST_SUITE_P(Engine, OpenSearchCheckTest, kOpenSearch, engine_of);
INSTANTIATE_TEST_SUITE_P(Engine, SaidByOpenSearchTest, kOpenSearch, engine_of);

}  // namespace

}  // namespace ecommerce::search
