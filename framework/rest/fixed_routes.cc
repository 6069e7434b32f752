// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/fixed_routes.h"

#include "framework/call/reasons.h"
#include "framework/http/problem.h"

namespace ecommerce::rest {

void FixedRoutes::get(std::string path, Page page) {
    pages_.insert_or_assign(std::move(path), std::move(page));
}

std::optional<Task<http::Response>> FixedRoutes::early(Exchange& exchange) {
    const auto page = pages_.find(exchange.request.path());
    if (page == pages_.end()) return std::nullopt;
    const auto verb = exchange.request.verb();
    if (verb == http::Verb::get || verb == http::Verb::head) return page->second(exchange.request);
    auto response = http::problem(405, reason::kMethodNotAllowed, "This address does not take this method.");
    response.headers.set("Allow", "GET, HEAD");
    return ready(std::move(response));
}

std::optional<std::size_t> FixedRoutes::body_limit(const http::Request& head) {
    if (pages_.contains(head.path())) return 0;
    return std::nullopt;
}

}  // namespace ecommerce::rest
