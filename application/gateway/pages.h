// SPDX-License-Identifier: Apache-2.0
// The storefront's own files. Everything is made at the start: a request costs one look-up and no copy.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "framework/rest/interceptor.h"

namespace ecommerce::telemetry {
class HttpObserver;
}

namespace ecommerce::gateway {

// Paths that belong to programs, never to the application in the browser, whatever lies in its folder.
bool is_api_path(std::string_view path);

// Whether an Accept field names pages; one that is absent does not.
bool admits_pages(std::string_view accept);

class Pages final : public rest::Interceptor {
public:
    // Without read() there are none. `observer` may be null; it outlives this.
    explicit Pages(telemetry::HttpObserver* observer) : observer_(observer) {}

    // Before the server starts. Throws as read_web_folder() does.
    void read(const std::filesystem::path& folder);

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

    const File* find(const http::Request& request) const;
    static Variant variant(std::string body, std::string_view name, std::string_view coding, bool varies);
    static http::Response reply(const File& file, const http::Request& request);
    Task<http::Response> send(const File& file, const http::Request& request) const;

    telemetry::HttpObserver* const observer_;
    std::unordered_map<std::string, File, Hash, std::equal_to<>> files_;  // by path: "/assets/a.js"
    const File* index_ = nullptr;
};

}  // namespace ecommerce::gateway
