// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/pages.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "application/gateway/web_files.h"
#include "framework/call/reasons.h"
#include "framework/files/content_type.h"
#include "framework/http/compress.h"
#include "framework/http/etag.h"
#include "framework/http/headers.h"
#include "framework/http/media_type.h"
#include "framework/http/problem.h"
#include "framework/telemetry/http_observer.h"

namespace ecommerce::gateway {

namespace {

// The application loads nothing from other sites; pictures that a seller has just chosen are blobs.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kAssets = "assets/";
constexpr std::string_view kMap = "addresses.txt";

constexpr std::array<std::string_view, 8> kApiPaths{"/v1",      "/pictures", "/docs",    "/openapi.json",
                                                    "/healthz", "/readyz",   "/metrics", "/sandbox"};

// Names below assets/ change with their content; the index names them, so it has to be fresh.
std::string_view cache_control_of(std::string_view name) {
    if (name.starts_with(kAssets)) return "public, max-age=31536000, immutable";
    return name == kIndex ? "no-cache" : "public, max-age=3600";
}

// As metrics name it: one label for many files.
std::string_view route_of(std::string_view name) {
    if (name.starts_with(kAssets)) return "/assets/{file}";
    return name == kIndex ? "/{page}" : "/{file}";
}

bool is_refused(std::string_view quality) {
    return quality.find_first_of("123456789") == std::string_view::npos;
}

// What is left of `path` in an application at `at`; an application's own address is "/".
std::string_view below(std::string_view path, std::string_view at) {
    path.remove_prefix(at.size());
    return path.empty() ? "/" : path;
}

// An address of the application, which finds its own way, and not of a file.
bool may_be_routed(std::string_view path, std::string_view at) {
    const auto last = path.substr(path.rfind('/') + 1);
    const bool is_file =
        last.find('.') != std::string_view::npos || below(path, at).substr(1).starts_with(kAssets);
    return !is_file && path.find("/.") == std::string_view::npos && !is_api_path(path);
}

bool lies_in(std::string_view path, std::string_view at) {
    return path.starts_with(at) && (path.size() == at.size() || path[at.size()] == '/');
}

}  // namespace

bool is_api_path(std::string_view path) {
    return std::ranges::any_of(kApiPaths, [path](std::string_view api) { return lies_in(path, api); });
}

bool admits_pages(std::string_view accept) {
    constexpr std::array<std::string_view, 3> kRanges{"*/*", "text/*", "text/html"};
    std::ptrdiff_t nearest = -1;  // the more exact range counts
    bool admitted = false;
    while (!accept.empty()) {
        const auto item = accept.substr(0, accept.find(','));
        accept.remove_prefix(std::min(item.size() + 1, accept.size()));
        const auto range = std::ranges::find_if(kRanges, [item](std::string_view known) {
            return http::equals_ignoring_case(http::media_type_of(item), known);
        });
        const auto exactness = range == kRanges.end() ? -1 : range - kRanges.begin();
        if (exactness <= nearest) continue;
        nearest = exactness;
        const auto quality = item.find("q=");
        admitted = quality == std::string_view::npos || !is_refused(item.substr(quality + 2));
    }
    return admitted;
}

Pages::Variant Pages::variant(std::string body, std::string_view name, std::string_view coding, bool varies) {
    Variant variant;
    variant.etag = http::strong_etag(body);
    variant.body = std::make_shared<const std::string>(std::move(body));
    auto unchanged = fmt::format("ETag: {}\r\nCache-Control: {}\r\n", variant.etag, cache_control_of(name));
    if (varies) unchanged += "Vary: Accept-Encoding\r\n";
    auto fields = fmt::format("Content-Type: {}\r\n{}", files::content_type_of(name), unchanged);
    if (!coding.empty()) fields += fmt::format("Content-Encoding: {}\r\n", coding);
    if (name.ends_with(".html") || name.ends_with(".svg"))
        fields += fmt::format("Content-Security-Policy: {}\r\n", kPolicy);
    variant.fields = std::make_shared<const std::string>(std::move(fields));
    variant.unchanged_fields = std::make_shared<const std::string>(std::move(unchanged));
    return variant;
}

void Pages::read(const Site& site, http::Handler& api) {
    api_ = &api;
    const auto root = std::string(site.path) + "/";
    auto& application = applications_.emplace_back(Application{.path = site.path});
    for (auto& [name, file] : read_web_folder(site.folder, site.setting)) {
        if (name == kMap) {
            application.map = PageMap::read(file.bytes);
            continue;
        }
        auto& made = files_[root + name];
        made.route = route_of(name);
        const bool varies = !file.gzip.empty() || !file.brotli.empty();
        made.plain = variant(std::move(file.bytes), name, "", varies);
        if (!file.gzip.empty()) made.gzip = variant(std::move(file.gzip), name, "gzip", varies);
        if (!file.brotli.empty()) made.brotli = variant(std::move(file.brotli), name, "br", varies);
    }
    application.index = &files_.at(root + std::string(kIndex));
    // The nearest comes first.
    std::ranges::sort(applications_, std::greater{},
                      [](const Application& each) { return each.path.size(); });
}

const Pages::Application* Pages::application_of(std::string_view path) const {
    const auto found = std::ranges::find_if(
        applications_, [path](const Application& each) { return lies_in(path, each.path); });
    return found == applications_.end() ? nullptr : &*found;
}

Pages::Answer Pages::find(const http::Request& request) const {
    const bool reads = request.verb() == http::Verb::get || request.verb() == http::Verb::head;
    const auto path = request.path();
    if (!reads || path.starts_with("/v1/")) return {};
    const auto* application = application_of(path);
    if (application == nullptr) return {};
    if (below(path, application->path) == "/") return {.file = application->index};
    if (const auto found = files_.find(path); found != files_.end()) {
        return {.file = is_api_path(path) ? nullptr : &found->second};
    }
    if (!may_be_routed(path, application->path) || !admits_pages(request.header("accept"))) return {};
    return {.file = application->index, .routed = application};
}

// Only a clear answer counts: a page that could not be asked about says itself what it lacks.
Task<bool> Pages::is_there(const Application& application, const http::Request& request) const {
    if (!application.map) co_return true;
    const auto found = application.map->find(below(request.path(), application.path));
    if (!found.known) co_return false;
    if (found.shows.empty()) co_return true;
    const auto status = co_await ask(request, found.shows);
    co_return status != 400 && status != 404;
}

// As if whoever wants the page had asked: it counts for the same limits, and takes kept replies.
Task<int> Pages::ask(const http::Request& page, const std::string& address) const {
    auto text = "GET " + address + " HTTP/1.1\r\nHost: page\r\n";
    if (const auto from = page.header("x-forwarded-for"); !from.empty())
        text.append("X-Forwarded-For: ").append(from).append("\r\n");
    auto request = http::Request::from_text(text + "\r\n", page.remote_address());
    if (!request) co_return 0;
    const auto response = co_await api_->handle(*request);
    co_return response.status;
}

http::Response Pages::reply(const File& file, const http::Request& request, bool there) {
    const http::Codings made{.gzip = file.gzip.body != nullptr, .brotli = file.brotli.body != nullptr};
    const auto coding = http::choose_coding(request.header("accept-encoding"), made);
    const auto& variant = coding == http::Coding::brotli ? file.brotli
                          : coding == http::Coding::gzip ? file.gzip
                                                         : file.plain;
    http::Response response;
    const auto known = request.header("if-none-match");
    if (!there) {
        response.status = 404;
        response.shared_fields = variant.fields;
        response.shared_body = variant.body;
    } else if (request.header_count("if-match") > 0 &&
               !http::etag_is_current(request.header("if-match"), variant.etag)) {
        response = http::problem(reason::etag_mismatch("The file is not the one that If-Match names."));
    } else if (!known.empty() && http::etag_matches(known, variant.etag)) {
        response.status = 304;
        response.shared_fields = variant.unchanged_fields;
    } else {
        response.shared_fields = variant.fields;
        response.shared_body = variant.body;
    }
    return response;
}

Task<http::Response> Pages::send(Answer answer, const http::Request& request) const {
    const auto began = std::chrono::steady_clock::now();
    if (observer_) observer_->began();
    const bool there = answer.routed == nullptr || co_await is_there(*answer.routed, request);
    auto response = reply(*answer.file, request, there);
    if (observer_) {
        observer_->ended({.method = request.method(),
                          .route = answer.file->route,
                          .status = response.status,
                          .duration = std::chrono::steady_clock::now() - began});
    }
    co_return std::move(response);
}

std::optional<Task<http::Response>> Pages::early(rest::Exchange& exchange) {
    const auto answer = find(exchange.request);
    if (!answer.file) return std::nullopt;
    return send(answer, exchange.request);
}

std::optional<std::size_t> Pages::body_limit(const http::Request& head) {
    if (find(head).file) return 0;
    return std::nullopt;
}

}  // namespace ecommerce::gateway
