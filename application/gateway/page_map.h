// SPDX-License-Identifier: Apache-2.0
// Which addresses the application in the browser has, and what of the API each of them shows: so that a page
// about nothing is 404, for search engines and monitors as for people. The file `addresses.txt` of the application
// has a line for each, `/products/{id} /v1/products/{id}`; lines with # are comments.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "framework/rest/router.h"

namespace ecommerce::gateway {

class PageMap {
public:
    // Throws std::runtime_error with one sentence for a line that cannot be one.
    static PageMap read(std::string_view text);

    struct Found {
        bool known = false;
        std::string shows;  // the address in the API; empty: none
    };
    // `path` as it came, still percent-encoded.
    Found find(std::string_view path) const;

private:
    rest::Router router_;
    std::vector<std::string> shows_;  // by route
};

}  // namespace ecommerce::gateway
