// SPDX-License-Identifier: Apache-2.0
#include "framework/http/routes.h"

#include "framework/call/reasons.h"
#include "framework/http/problem.h"

namespace ecommerce::http {

void Routes::get(std::string path, Page page) {
    pages_.insert_or_assign(std::move(path), std::move(page));
}

Task<Response> Routes::handle(Request& request) {
    const auto page = pages_.find(request.path());
    if (page == pages_.end()) co_return co_await otherwise_.handle(request);
    if (request.verb() != Verb::get && request.verb() != Verb::head) {
        auto response = problem(405, reason::kMethodNotAllowed, "This address does not take this method.");
        response.headers.set("Allow", "GET, HEAD");
        co_return std::move(response);
    }
    co_return co_await page->second(request);
}

std::size_t Routes::body_limit(const Request& head) {
    return pages_.contains(head.path()) ? 0 : otherwise_.body_limit(head);
}

}  // namespace ecommerce::http
