// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/reference.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>

#include "api_docs.h"
#include "framework/openapi/openapi.h"
#include "framework/openapi/reference_page.h"
#include "framework/service/apis.h"

namespace ecommerce::gateway {

namespace {

// The page loads its own style, script and document, nothing else.
constexpr const char* kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

void serve_text(rest::FixedRoutes& routes, std::string path, std::string type, std::string text) {
    auto shared = std::make_shared<const std::string>(std::move(text));
    routes.get(std::move(path),
               [shared, type = std::move(type)](const http::Request&) -> Task<http::Response> {
                   http::Response response;
                   response.content_type = type;
                   response.headers.set("content-security-policy", kPolicy);
                   response.headers.set("cache-control", "public, max-age=300");
                   response.shared_body = shared;
                   co_return response;
               });
}

}  // namespace

std::string openapi_json(Services services) {
    std::vector<std::span<const rpc::Method>> tables;
    std::set<service::Api> shared;
    for (const auto* service : services) {
        for (const auto api : service->apis) tables.push_back(api());
        std::ranges::copy(shared_apis(*service), std::inserter(shared, shared.end()));
    }
    for (const auto api : shared) tables.push_back(api());
    const openapi::Info info{
        .title = "Ecommerce",
        .version = ECOMMERCE_VERSION,
        .description = "The public API of the marketplace, for customers, sellers and administrators."};
    return openapi::openapi_document(tables, api_docs(), info);
}

void serve_reference(rest::FixedRoutes& routes, Services services) {
    serve_text(routes, "/openapi.json", "application/json", openapi_json(services));
    serve_text(routes, "/docs", "text/html; charset=utf-8", openapi::reference_page());
    serve_text(routes, std::string(openapi::kReferenceStylePath), "text/css; charset=utf-8",
               openapi::reference_style());
    serve_text(routes, std::string(openapi::kReferenceScriptPath), "text/javascript; charset=utf-8",
               openapi::reference_script());
}

}  // namespace ecommerce::gateway
