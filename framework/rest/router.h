// SPDX-License-Identifier: Apache-2.0
// Finds the route of a request: a tree over path segments, literal segments before variables. Built once,
// then read by all loops.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/http/verb.h"
#include "framework/runtime/result.h"

namespace ecommerce::rest {

class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // `owner` names the route in messages ("OrderService.GetOrder"). Throws std::invalid_argument for a
    // malformed template and for one that matches the same requests as an earlier one.
    void add(http::Verb verb, std::string_view path_template, std::size_t route, std::string_view owner);

    struct Match {
        std::size_t route = 0;
        // Field and value, decoded.
        std::vector<std::pair<std::string_view, std::string>> variables;
    };
    // `path` as it came, still percent-encoded. A HEAD request finds the GET route. Errors: NO_SUCH_ROUTE,
    // METHOD_NOT_ALLOWED with the metadata `allow` ("GET, HEAD, POST"), MALFORMED_REQUEST for bad escapes,
    // dot segments, control characters and what is not UTF-8.
    Result<Match> match(http::Verb verb, std::string_view path) const;

private:
    struct Node;
    struct Leaf;
    struct Search;

    static Leaf* find_leaf(Node& node, std::string_view verb, bool rest);
    static void descend(const Node& node, std::size_t depth, Search& search);
    static Result<Match> found(const Search& search);

    std::unique_ptr<Node> root_;
};

}  // namespace ecommerce::rest
