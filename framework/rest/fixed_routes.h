// SPDX-License-Identifier: Apache-2.0
// Fixed addresses beside the methods: health, metrics, documents.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "framework/rest/interceptor.h"

namespace ecommerce::rest {

using Page = std::function<Task<http::Response>(const http::Request&)>;

class FixedRoutes final : public Interceptor {
public:
    // Before the server starts. `path` exactly as sent; for GET and HEAD, 405 for other methods. `page` is
    // called where it lies, so what it captures lives as long as this.
    void get(std::string path, Page page);

    std::optional<Task<http::Response>> early(Exchange& exchange) override;
    std::optional<std::size_t> body_limit(const http::Request& head) override;

private:
    std::map<std::string, Page, std::less<>> pages_;
};

}  // namespace ecommerce::rest
