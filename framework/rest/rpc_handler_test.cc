// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/rpc_handler.h"

#include <functional>

#include <gmock/gmock.h>

#include "framework/http/problem.h"
#include "framework/http/raw_client.h"
#include "framework/http/server.h"
#include "framework/rest/rpc_handler_fixture.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::rest {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(RpcHandlerTest, FillsTheRequestFromThePath) {
    const auto response = send("GET /v1/items/42");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_EQ(channel_.method, "Get");
    EXPECT_EQ(seen(response).item_id(), 42);
    EXPECT_EQ(response.headers.get("location"), "/v1/items/7");
    EXPECT_EQ(response.headers.get("cache-control"), "no-store");
}

TEST_F(RpcHandlerTest, FillsTheRequestFromTheQuery) {
    const auto message =
        seen(send("GET /v1/items?numbers=1&numbers=2&tags=a%20b&tags=c&kind=KIND_LARGE&in_stock=true"
                  "&since=2026-11-23T00:00:01Z&minPrice=12&shop.name=x&shop.id=9&orderNo=A&ratio=0.5"));
    EXPECT_EQ(message.numbers_size(), 2);
    EXPECT_EQ(message.tags(0), "a b");
    EXPECT_EQ(message.kind(), rest_sample::v1::KIND_LARGE);
    EXPECT_TRUE(message.in_stock());
    EXPECT_EQ(message.since().seconds() % 86400, 1);
    EXPECT_EQ(message.min_price().value(), 12);
    EXPECT_EQ(message.shop().name(), "x");
    EXPECT_EQ(message.shop().id(), 9);
    EXPECT_EQ(message.order_no(), "A");
    EXPECT_EQ(message.ratio(), 0.5);
}

TEST_F(RpcHandlerTest, NamesWhatIsWrongWithTheQuery) {
    for (const auto& [query, name] : {std::pair{"colour=red", "colour"},
                                      {"shop.colour=red", "shop.colour"},
                                      {"kind=KIND_TINY", "kind"},
                                      {"orderNo=A&order_no=B", "order_no"},
                                      {"in_stock=yes", "in_stock"},
                                      {"numbers=99999999999", "numbers"},
                                      {"item_id=1x", "item_id"},
                                      {"shop=1", "shop"},
                                      {"tags.x=1", "tags.x"}}) {
        const auto response = send("GET /v1/items?" + std::string(query));
        EXPECT_EQ(response.status, 400) << query;
        EXPECT_EQ(response.content_type, http::kProblemType);
        EXPECT_THAT(response.body, HasSubstr("\"field\":\"" + std::string(name) + "\"")) << query;
    }
    EXPECT_EQ(send("GET /v1/items?tags=%ff").status, 400);
    EXPECT_EQ(channel_.calls, 0);
}

TEST_F(RpcHandlerTest, FillsTheRequestFromTheBodyAndLetsThePathWin) {
    const auto message = seen(send("POST /v1/orders/A-1:change", kJson, R"({"itemId":"5","orderNo":"B"})"));
    EXPECT_EQ(message.item_id(), 5);
    EXPECT_EQ(message.order_no(), "A-1");
    EXPECT_EQ(seen(send("POST /v1/orders/A-1:change")).order_no(), "A-1");
    const auto shop = seen(send("PATCH /v1/shops/8?orderNo=C", kJson, R"({"name":"new","id":"1"})")).shop();
    EXPECT_EQ(shop.name(), "new");
    EXPECT_EQ(shop.id(), 8);
}

TEST_F(RpcHandlerTest, RefusesParametersAndBodiesInTheWrongPlace) {
    EXPECT_EQ(send("POST /v1/orders/A:change?itemId=1", kJson, "{}").status, 400);
    EXPECT_THAT(send("PATCH /v1/shops/8?shop.name=x", kJson, "{}").body, HasSubstr("shop.name"));
    EXPECT_THAT(send("GET /v1/items/8?item_id=9").body, HasSubstr("given by the path"));
    EXPECT_EQ(send("GET /v1/items/8", kJson, "{}").status, 400);
    EXPECT_EQ(channel_.calls, 0);
}

TEST_F(RpcHandlerTest, RefusesBodiesThatAreNotJson) {
    EXPECT_EQ(send("POST /v1/orders/A:change", "", "{}").status, 415);
    EXPECT_EQ(send("POST /v1/orders/A:change", "Content-Type: text/plain\r\n", "{}").status, 415);
    EXPECT_EQ(send("POST /v1/orders/A:change", kJson, "{").status, 400);
    EXPECT_EQ(send("POST /v1/orders/A:change", kJson, "\xff").status, 400);
    EXPECT_THAT(send("POST /v1/orders/A:change", kJson, R"({"colour":1})").body, HasSubstr("colour"));
    EXPECT_EQ(send("POST /v1/orders/A:change", kJson, std::string(100'000, '[')).status, 400);
}

TEST_F(RpcHandlerTest, AnswersUnknownAddressesAndMethods) {
    EXPECT_EQ(send("GET /v1/nothing").status, 404);
    EXPECT_EQ(send("GET /v1/items/abc").status, 400);
    const auto wrong = send("DELETE /v1/items");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.headers.get("allow"), "GET, HEAD");
    const auto options = send("OPTIONS /v1/items");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.headers.get("allow"), "GET, HEAD");
}

TEST_F(RpcHandlerTest, PassesRawBodiesAndRepliesThrough) {
    const std::string bytes("\x00\xff{not json", 11);
    const auto message =
        seen(send("POST /v1/hooks/sandbox", "X-Signature: abc\r\nAuthorization: Bearer good\r\n", bytes));
    EXPECT_EQ(message.data(), bytes);
    EXPECT_EQ(message.order_no(), "sandbox");
    EXPECT_THAT(channel_.context.raw_headers, testing::Contains(testing::Pair("x-signature", "abc")));
    EXPECT_THAT(channel_.context.raw_headers, Not(testing::Contains(testing::Key("authorization"))));

    const auto picture = send("GET /pictures/x");
    EXPECT_EQ(picture.content_type, "image/webp");
    EXPECT_FALSE(picture.headers.has("X-Content-Type-Options")) << "the port says it, once";
    EXPECT_EQ(picture.body, "picture");
    EXPECT_THAT(channel_.context.raw_headers, testing::Contains(testing::Pair("host", "x")));
    send("GET /v1/items/1");
    EXPECT_TRUE(channel_.context.raw_headers.empty());
}

TEST_F(RpcHandlerTest, SendsBrowsersToTheLocationOfAnEmptyRawReply) {
    EXPECT_EQ(send("GET /pictures/x").status, 200);
    channel_.leads_elsewhere = true;
    const auto reply = send("GET /pictures/x");
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.headers.get("location"), "/v1/items/7");
}

TEST_F(RpcHandlerTest, AllowsBodiesAsLargeAsTheContractSays) {
    const auto limit = [&](const std::string& line) {
        return handler_->body_limit(*http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    };
    EXPECT_EQ(limit("POST /v1/hooks/x"), 6'000'000U);
    EXPECT_EQ(limit("POST /v1/orders/x:change"), rpc::kRequestBytesMax);
    EXPECT_EQ(limit("POST /nothing"), http::kDefaultBodyLimit);
}

TEST_F(RpcHandlerTest, CarriesTheCallsHeaders) {
    const auto response =
        send("GET /v1/items/1", "X-Request-Id: abc-1_2\r\nIdempotency-Key: k\r\nX-Guest-Token: g\r\n"
                                "User-Agent: test\r\nX-Forwarded-For: 9.9.9.9\r\n"
                                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
    const auto& context = channel_.context;
    EXPECT_EQ(context.request_id, "abc-1_2");
    EXPECT_EQ(context.idempotency_key, "k");
    EXPECT_EQ(context.guest_token, "g");
    EXPECT_EQ(context.user_agent, "test");
    EXPECT_EQ(context.client_address, "");  // as the test's request has none; not the forwarded one
    EXPECT_NE(context.trace.trace_id_hex(), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_FALSE(context.trace.sampled);
    EXPECT_EQ(response.headers.get("x-request-id"), "abc-1_2");
    EXPECT_EQ(response.headers.get("traceparent"), context.trace.traceparent());
}

TEST_F(RpcHandlerTest, BelievesProxiesWhenConfigured) {
    options_.trust = {.traceparent = true, .forwarded_for = true};
    make();
    send("GET /v1/items/1", "X-Forwarded-For: 9.9.9.9, 10.0.0.1\r\n"
                            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
    EXPECT_EQ(channel_.context.client_address, "10.0.0.1");
    EXPECT_EQ(channel_.context.trace.trace_id_hex(), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_TRUE(channel_.context.trace.sampled);
    EXPECT_NE(channel_.context.request_id, "0af7651916cd43dd8448eb211c80319c");
}

TEST_F(RpcHandlerTest, MakesARequestIdWhenTheClientsIsNotSane) {
    for (const auto& id :
         {std::string(), std::string("a b"), std::string("<script>"), std::string(65, 'a')}) {
        send("GET /v1/items/1", "X-Request-Id: " + id + "\r\n");
        EXPECT_EQ(channel_.context.request_id.size(), 32U);
    }
}

TEST_F(RpcHandlerTest, RefusesMalformedKeys) {
    EXPECT_EQ(send("GET /v1/items/1", "X-Guest-Token: a b\r\n").status, 400);
    EXPECT_EQ(send("GET /v1/items/1", "Idempotency-Key: a\r\nIdempotency-Key: b\r\n").status, 400);
    EXPECT_EQ(channel_.calls, 0);
}

TEST_F(RpcHandlerTest, FindsOutWhoCalls) {
    EXPECT_EQ(send("GET /v1/items/1", "Authorization: bearer good\r\n").status, 200);
    EXPECT_EQ(channel_.context.principal.user_id, 7);
    const auto bad = send("GET /v1/items/1", "Authorization: Bearer bad\r\n");
    EXPECT_EQ(bad.status, 401);
    EXPECT_EQ(bad.headers.get("www-authenticate"), "Bearer");
    EXPECT_EQ(send("GET /v1/items/1", "Authorization: Basic eDp5\r\n").status, 401);
    EXPECT_EQ(send("GET /v1/items/1", "Authorization: Bearer good\r\nAuthorization: Bearer good\r\n").status,
              401);
    EXPECT_EQ(send("GET /v1/secret?nonsense=1").status, 401);
    EXPECT_EQ(send("GET /v1/secret?nonsense=1", "Authorization: Bearer good\r\n").status, 403);
}

TEST_F(RpcHandlerTest, TurnsErrorsIntoProblems) {
    Error error(Reason{"OUT_OF_STOCK", Code::precondition}, "There are \"2\" left.");
    channel_.error = std::move(error).with("left", "2").violations({{"items[0].quantity", "is too large"}});
    const auto response = send("GET /v1/items/1");
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.content_type, http::kProblemType);
    EXPECT_EQ(response.body,
              R"({"type":"urn:ecommerce:problem:OUT_OF_STOCK","title":"Out of stock","status":409,)"
              R"("detail":"There are \"2\" left.","reason":"OUT_OF_STOCK",)"
              R"("errors":[{"field":"items[0].quantity","message":"is too large"}],"metadata":{"left":"2"},)"
              R"("traceId":")" +
                  channel_.context.trace.trace_id_hex() + "\"}");

    channel_.error = Error(Code::internal, "SQL_BROKE", "password=secret");
    const auto internal = send("GET /v1/items/1");
    EXPECT_EQ(internal.status, 500);
    EXPECT_THAT(internal.body, Not(HasSubstr("secret")));
    EXPECT_THAT(internal.body, Not(HasSubstr("SQL_BROKE")));

    channel_.error = reason::rate_limited("Slow down.").retry_after(9);
    EXPECT_EQ(send("GET /v1/items/1").headers.get("retry-after"), "9");
}

TEST_F(RpcHandlerTest, LetsAnonymousCatalogueRepliesBeKept) {
    const auto first = send("GET /v1/items");
    EXPECT_EQ(first.headers.get("cache-control"), "public, max-age=5");
    const std::string etag(first.headers.get("etag"));
    EXPECT_FALSE(etag.empty());
    EXPECT_EQ(send("GET /v1/items", "If-None-Match: " + etag + "\r\n").status, 304);
    EXPECT_EQ(send("GET /v1/items", "Authorization: Bearer good\r\n").headers.get("cache-control"),
              "no-store");
}

TEST_F(RpcHandlerTest, RefusesRulesThatDoNotFit) {
    const auto refuses = [&](rpc::HttpRule rule, bool raw_body = false, bool raw_reply = false) {
        const std::array rules = {rule};
        auto bad = method("Bad", rules);
        bad.raw_body = raw_body;
        bad.raw_reply = raw_reply;
        RpcHandler handler(options_);
        try {
            handler.add(std::span(&bad, 1), channel_);
        } catch (const std::invalid_argument&) {
            return true;
        }
        return false;
    };
    EXPECT_FALSE(refuses({"GET", "/a", ""}));
    EXPECT_TRUE(refuses({"GET", "/a/{nothing}", ""}));
    EXPECT_TRUE(refuses({"GET", "/a/{tags}", ""}));
    EXPECT_TRUE(refuses({"POST", "/a", "nothing"}));
    EXPECT_TRUE(refuses({"POST", "/a", "tags"}));
    EXPECT_TRUE(refuses({"POST", "/a", "order_no"}));
    EXPECT_TRUE(refuses({"POST", "/a", "*"}, true));
    EXPECT_TRUE(refuses({"GET", "/a", ""}, false, true));
    EXPECT_TRUE(refuses({"FETCH", "/a", ""}));
    EXPECT_THROW(handler_->add(methods_, channel_), std::invalid_argument);
}

class StreamTest : public RpcHandlerTest {
protected:
    // Over a socket: the server writes streams.
    http::RawReply get(const std::string& target, const std::string& fields = "") {
        runtime::Loops loops(1);
        http::Server server(loops, *handler_, {.host = "127.0.0.1"});
        server.start();
        http::RawReply reply;
        {
            http::RawClient client(server.port());
            client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            reply = client.read_reply();
        }
        loops.run_blocking(0, stop(server));
        return reply;
    }
    static Task<void> stop(http::Server& server) {
        EXPECT_TRUE(co_await server.stop(deadline_in(std::chrono::seconds(10))));
    }
};

TEST_F(StreamTest, SendsMessagesAsEvents) {
    const auto reply = get("/v1/items/3:watch");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("content-type"), "text/event-stream");
    EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
    EXPECT_THAT(reply.body,
                testing::StartsWith("data: {\"seen\":{\"itemId\":\"3\",\"orderNo\":\"event\\n0\""));
    EXPECT_EQ(std::ranges::count(reply.body, '\n'), 6);
    EXPECT_THAT(reply.body, testing::EndsWith("}\n\n"));
    EXPECT_TRUE(reply.complete);
}

TEST_F(StreamTest, NamesEventsAndHearsWhichWasTheLast) {
    const auto reply = get("/v1/items/3:watch", "Last-Event-ID: e7-\r\n");
    EXPECT_THAT(reply.body, testing::StartsWith("id: e7-0\ndata: {"));
    EXPECT_THAT(reply.body, HasSubstr("}\n\nid: e7-1\ndata: {"));
    const auto strange = get("/v1/items/3:watch", "Last-Event-ID: \xff\r\n");
    EXPECT_THAT(strange.body, testing::StartsWith("data: {")) << "no text";
}

TEST_F(StreamTest, AnswersWithAProblemBeforeTheFirstEvent) {
    channel_.error = Error(Reason{"ITEM_NOT_FOUND", Code::not_found}, "There is no such item.");
    const auto reply = get("/v1/items/3:watch");
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(reply.headers.at("x-request-id").size(), 32U);
}

TEST_F(StreamTest, EndsWithAnErrorEventAfterTheFirst) {
    channel_.error = reason::unavailable("Try again.");
    channel_.calls = 1;
    const auto reply = get("/v1/items/3:watch");
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.body,
                HasSubstr("\n\nevent: error\ndata: {\"type\":\"urn:ecommerce:problem:UNAVAILABLE\""));
    EXPECT_TRUE(reply.complete);
}

}  // namespace
}  // namespace ecommerce::rest
