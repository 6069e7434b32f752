// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/pages.h"

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "application/gateway/web_folder_fixture.h"
#include "framework/rest/rpc_handler.h"
#include "framework/testing/run.h"

namespace ecommerce::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Stands for the API.
class OneAnswer final : public http::Handler {
public:
    Task<http::Response> handle(http::Request& request) override {
        asked.emplace_back(request.target());
        co_return http::Response::empty(status);
    }
    std::vector<std::string> asked;
    int status = 200;
};

class PagesTest : public ::testing::Test {
protected:
    PagesTest() {
        folder_.write("index.html", "<!doctype html><title>Shop</title>");
        folder_.write("index.html.br", "br of index");
        folder_.write("index.html.gz", "gz of index");
        folder_.write("favicon.svg", "<svg/>");
        folder_.write("assets/app-1a.js", "let everything = 'that is needed'");
        folder_.write("assets/app-1a.js.gz", "gz of app");
        folder_.write("assets/font-2b.woff2", "font");
        folder_.write("v1/orders", "not for the world");
    }

    http::Response send(const std::string& line, const std::string& fields = "") {
        if (!read_) {
            pages_.read({.folder = folder_.path()}, api_);
            if (console_) pages_.read({.path = "/seller", .folder = console_->path()}, api_);
        }
        read_ = true;
        auto request = http::Request::from_text(line + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
        EXPECT_TRUE(request) << line;
        return testing::run(loops_, handler_.handle(*request));
    }
    static std::string fields_of(const http::Response& response) {
        return response.shared_fields ? *response.shared_fields : "";
    }
    static std::string etag_of(const http::Response& response) {
        const auto fields = fields_of(response);
        const auto begin = fields.find("ETag: ") + 6;
        return fields.substr(begin, fields.find("\r\n", begin) - begin);
    }

    WebFolder folder_;
    std::optional<WebFolder> console_;
    runtime::Loops loops_{1};
    Pages pages_{nullptr};
    rest::RpcHandler handler_{{.interceptors = {&pages_}}};
    bool read_ = false;
    OneAnswer api_;
};

constexpr const char* kPage = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

TEST_F(PagesTest, ServesTheIndexWithItsPolicyAndAsksForItAgain) {
    for (const char* line : {"GET /", "HEAD /", "GET /index.html"}) {
        const auto index = send(line);
        EXPECT_EQ(index.status, 200);
        EXPECT_EQ(index.whole_body(), "<!doctype html><title>Shop</title>");
        EXPECT_THAT(fields_of(index), HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
        EXPECT_THAT(fields_of(index), HasSubstr("Cache-Control: no-cache\r\n"));
        EXPECT_THAT(fields_of(index), HasSubstr("Vary: Accept-Encoding\r\n"));
        EXPECT_THAT(fields_of(index), HasSubstr("Content-Security-Policy: default-src 'none'; script-src"));
    }
}

TEST_F(PagesTest, SendsTheCodingThatTheClientLikesAmongThoseThatAreThere) {
    const auto coding = [this](const std::string& path, const std::string& accepted) {
        const auto response = send("GET " + path, "Accept-Encoding: " + accepted + "\r\n");
        const auto fields = fields_of(response);
        const auto begin = fields.find("Content-Encoding: ");
        return begin == std::string::npos
                   ? "none"
                   : fields.substr(begin + 18, fields.find("\r\n", begin) - begin - 18);
    };
    EXPECT_EQ(coding("/", "gzip, deflate, br, zstd"), "br");
    EXPECT_EQ(coding("/", "gzip;q=1, br;q=0.5"), "gzip");
    EXPECT_EQ(coding("/", "br;q=0, gzip;q=0"), "none");
    EXPECT_EQ(coding("/", "deflate"), "none");
    EXPECT_EQ(coding("/assets/app-1a.js", "gzip, br"), "gzip");
    EXPECT_EQ(coding("/assets/app-1a.js", "br"), "none");
    EXPECT_EQ(coding("/favicon.svg", "gzip, br"), "none");
    EXPECT_EQ(send("GET /", "Accept-Encoding: br\r\n").whole_body(), "br of index");
    EXPECT_THAT(fields_of(send("GET /favicon.svg")), Not(HasSubstr("Vary")));
}

TEST_F(PagesTest, LetsBrowsersKeepWhatHasItsContentInItsName) {
    const auto script = send("GET /assets/app-1a.js");
    EXPECT_EQ(script.whole_body(), "let everything = 'that is needed'");
    EXPECT_THAT(fields_of(script), HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
    EXPECT_THAT(fields_of(script), HasSubstr("Content-Type: text/javascript; charset=utf-8\r\n"));
    EXPECT_THAT(fields_of(send("GET /assets/font-2b.woff2")), HasSubstr("Content-Type: font/woff2\r\n"));
    const auto icon = fields_of(send("GET /favicon.svg"));
    EXPECT_THAT(icon, HasSubstr("Cache-Control: public, max-age=3600\r\n"));
    EXPECT_THAT(icon, HasSubstr("Content-Type: image/svg+xml\r\n"));
}

TEST_F(PagesTest, SaysThatNothingHasChanged) {
    const auto plain = etag_of(send("GET /"));
    const auto packed = etag_of(send("GET /", "Accept-Encoding: br\r\n"));
    EXPECT_NE(plain, packed);
    const auto again = send("GET /", "If-None-Match: " + plain + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.whole_body(), "");
    EXPECT_THAT(fields_of(again), HasSubstr("ETag: " + plain));
    EXPECT_THAT(fields_of(again), Not(HasSubstr("Content-Type")));
    EXPECT_EQ(send("GET /", "Accept-Encoding: br\r\nIf-None-Match: " + plain + "\r\n").status, 200);
}

TEST_F(PagesTest, LeavesTheApplicationsOwnAddressesToIt) {
    for (const char* path : {"/cart", "/products/42", "/search/%E6%89%8B?q=a.b", "/orders/"}) {
        const auto page = send(std::string("GET ") + path, kPage);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.whole_body(), "<!doctype html><title>Shop</title>") << path;
    }
}

TEST_F(PagesTest, SaysWithItsPageThatAnAddressIsNone) {
    folder_.write("addresses.txt", "/\n/cart\n/products/{id} /v1/products/{id}\n");
    EXPECT_EQ(send("GET /cart", kPage).status, 200);
    const auto page = send("GET /no-such-page", kPage);
    EXPECT_EQ(page.status, 404);
    EXPECT_EQ(page.whole_body(), "<!doctype html><title>Shop</title>");
    EXPECT_THAT(fields_of(page), HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
    const auto known = std::string(kPage) + "If-None-Match: " + etag_of(page) + "\r\n";
    EXPECT_EQ(send("GET /no-such-page", known).status, 404) << "not 304";
    EXPECT_TRUE(api_.asked.empty());
    EXPECT_EQ(send("GET /addresses.txt", kPage).status, 404) << "is for the gateway alone";
}

TEST_F(PagesTest, AsksTheApiWhetherWhatAPageShowsIsThere) {
    folder_.write("addresses.txt", "/products/{id} /v1/products/{id}\n");
    for (const auto& [answer, status] :
         {std::pair(200, 200), {404, 404}, {400, 404}, {429, 200}, {503, 200}}) {
        api_.status = answer;
        EXPECT_EQ(send("GET /products/42", kPage).status, status) << answer;
    }
    EXPECT_EQ(api_.asked, std::vector<std::string>(5, "/v1/products/42"));
}

TEST_F(PagesTest, ServesAConsoleBelowItsPath) {
    folder_.write("addresses.txt", "/cart\n");
    console_.emplace();
    console_->write("index.html", "<title>Console</title>");
    console_->write("assets/app-1a.js", "console");
    console_->write("addresses.txt", "/\n/products/{id}\n");
    for (const char* path : {"/seller", "/seller/", "/seller/products/7"}) {
        const auto page = send(std::string("GET ") + path, kPage);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.whole_body(), "<title>Console</title>") << path;
        EXPECT_THAT(fields_of(page), HasSubstr("Content-Security-Policy: default-src 'none'")) << path;
    }
    const auto script = send("GET /seller/assets/app-1a.js");
    EXPECT_EQ(script.whole_body(), "console");
    EXPECT_THAT(fields_of(script), HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
    const auto unknown = send("GET /seller/cart", kPage);
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.whole_body(), "<title>Console</title>") << "says so in the console's own words";
    EXPECT_EQ(send("GET /seller/assets/gone", kPage).whole_body().find("<title>"), std::string::npos);
    EXPECT_EQ(send("GET /cart", kPage).whole_body(), "<!doctype html><title>Shop</title>");
    EXPECT_EQ(send("GET /sellers", kPage).whole_body(), "<!doctype html><title>Shop</title>");
}

TEST_F(PagesTest, HoldsToIfMatch) {
    const auto etag = etag_of(send("GET /"));
    EXPECT_EQ(send("GET /", "If-Match: " + etag + "\r\n").status, 200);
    EXPECT_EQ(send("GET /", "If-Match: *\r\n").status, 200);
    EXPECT_EQ(send("GET /", "If-Match: \"stale\"\r\n").status, 412);
}

TEST_F(PagesTest, GivesNoPageForWhatIsNone) {
    for (const char* path :
         {"/assets/gone-9z.js", "/assets/gone", "/robots.txt", "/v1/nothing", "/v1/orders", "/v1",
          "/pictures/x", "/docs", "/openapi.json", "/healthz", "/readyz", "/metrics", "/sandbox/cashier/x",
          "/.git/config", "/index.html.br", "//etc/passwd.d"}) {
        EXPECT_EQ(send(std::string("GET ") + path, kPage).status, 404) << path;
    }
    for (const char* path : {"/../index", "/assets/../index", "/a/..%2fb.c"}) {
        EXPECT_EQ(send(std::string("GET ") + path, kPage).status, 400) << path;
    }
    EXPECT_EQ(send("GET /cart", "Accept: application/json\r\n").status, 404);
    EXPECT_EQ(send("GET /cart").status, 404);
    EXPECT_EQ(send("POST /cart", kPage).status, 404);
    EXPECT_EQ(send("DELETE /", kPage).status, 404);
}

TEST_F(PagesTest, TakesNoBodies) {
    (void)send("GET /");
    EXPECT_EQ(handler_.body_limit(http::Request::from_text("GET / HTTP/1.1\r\nHost: x\r\n\r\n").value()), 0U);
    EXPECT_EQ(handler_.body_limit(http::Request::from_text("POST /v1/x HTTP/1.1\r\nHost: x\r\n\r\n").value()),
              http::kDefaultBodyLimit);
}

TEST_F(PagesTest, ServesNothingWithoutAFolder) {
    read_ = true;
    EXPECT_EQ(send("GET /", kPage).status, 404);
}

TEST(ApiPaths, AreNoneThatOnlyBeginAlike) {
    EXPECT_FALSE(is_api_path("/documents"));
    EXPECT_FALSE(is_api_path("/v10"));
}

TEST(AdmitsPages, LooksAtTheNearestRange) {
    EXPECT_TRUE(admits_pages("text/html"));
    EXPECT_TRUE(admits_pages("application/json, */*;q=0.1"));
    EXPECT_TRUE(admits_pages("TEXT/*"));
    EXPECT_TRUE(admits_pages("*/*;q=0, text/html;q=0.3"));
    EXPECT_FALSE(admits_pages(""));
    EXPECT_FALSE(admits_pages("application/json"));
    EXPECT_FALSE(admits_pages("text/html;q=0, */*"));
    EXPECT_FALSE(admits_pages("text/html; q=0.000"));
}

}  // namespace
}  // namespace ecommerce::gateway
