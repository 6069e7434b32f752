// SPDX-License-Identifier: Apache-2.0
// Fixed addresses in front of another handler: health, metrics, documents.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "framework/http/handler.h"

namespace ecommerce::http {

using Page = std::function<Task<Response>(Request&)>;

class Routes final : public Handler {
public:
    // `otherwise` answers every other path, and outlives this.
    explicit Routes(Handler& otherwise) : otherwise_(otherwise) {}

    // Before the server starts. `path` exactly as sent; for GET and HEAD, 405 for other methods. `page` is
    // called where it lies, so what it captures lives as long as this.
    void get(std::string path, Page page);

    Task<Response> handle(Request& request) override;
    std::size_t body_limit(const Request& head) override;

private:
    Handler& otherwise_;
    std::map<std::string, Page, std::less<>> pages_;
};

}  // namespace ecommerce::http
