// SPDX-License-Identifier: Apache-2.0
// The files of the web apps: the storefront and the consoles. Everything is made at the start: a request costs one look-up and no copy. An address of
// the application that shows nothing is its page too, with the status 404.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "application/gateway/page_map.h"
#include "framework/http/handler.h"
#include "framework/rest/interceptor.h"

namespace ecommerce::telemetry {
class HttpObserver;
}

namespace ecommerce::gateway {

// Paths that belong to programs, never to the application in the browser, whatever lies in its folder.
bool is_api_path(std::string_view path);

// Whether an Accept field names pages; one that is absent does not.
bool admits_pages(std::string_view accept);

// One web app, and where it is.
struct Site {
    std::string_view title = "Storefront";
    std::string_view path;  // "/seller": what its addresses begin with; empty: the rest
    std::string_view setting = "gateway.web_folder";
    std::filesystem::path folder;
};

class Pages final : public rest::Interceptor {
public:
    // Without read() there are none. `observer` may be null; it outlives this.
    explicit Pages(telemetry::HttpObserver* observer) : observer_(observer) {}

    // Before the server starts, for each site; the texts of `site` are constants. Throws as read_web_folder() and
    // PageMap do. Without a map in the folder every address is one of the application. `api` answers whether there
    // is what a page shows; it outlives this.
    void read(const Site& site, http::Handler& api);

    std::optional<Task<http::Response>> early(rest::Exchange& exchange) override;
    std::optional<std::size_t> body_limit(const http::Request& head) override;

private:
    // One coding of a file, as it is sent.
    struct Variant {
        std::string etag;
        std::shared_ptr<const std::string> fields;
        std::shared_ptr<const std::string> unchanged_fields;  // of a 304
        std::shared_ptr<const std::string> body;              // null: there is no such coding
    };
    struct File {
        std::string_view route;  // for metrics: a constant
        Variant plain;
        Variant gzip;
        Variant brotli;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>{}(path); }
    };

    struct Application {
        std::string_view path;
        const File* index = nullptr;
        std::optional<PageMap> map;
    };
    struct Answer {
        const File* file = nullptr;
        const Application* routed = nullptr;  // whose address it is, where it is not a file
    };
    const Application* application_of(std::string_view path) const;
    Answer find(const http::Request& request) const;
    Task<bool> is_there(const Application& application, const http::Request& request) const;
    Task<int> ask(const http::Request& page, const std::string& address) const;
    static Variant variant(std::string body, std::string_view name, std::string_view coding, bool varies);
    static http::Response reply(const File& file, const http::Request& request, bool there);
    Task<http::Response> send(Answer answer, const http::Request& request) const;

    telemetry::HttpObserver* const observer_;
    std::unordered_map<std::string, File, Hash, std::equal_to<>> files_;  // by path: "/assets/a.js"
    std::vector<Application> applications_;
    http::Handler* api_ = nullptr;
};

}  // namespace ecommerce::gateway
