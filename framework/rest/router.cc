// SPDX-License-Identifier: Apache-2.0
#include "framework/rest/router.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>

#include "framework/call/reasons.h"
#include "framework/http/uri.h"
#include "framework/rest/path_template.h"

namespace ecommerce::rest {

namespace {

constexpr std::size_t kSegmentsMax = 32;

std::unexpected<Error> malformed(std::string message) {
    return fail(reason::malformed_request(std::move(message)));
}

std::unexpected<Error> no_route() {
    return fail(reason::no_such_route("There is no such address."));
}

bool is_dot_segment(std::string_view segment) {
    return segment == "." || segment == "..";
}

// Decoded slashes do not separate segments, but what is behind them must not walk upwards either.
bool is_safe(std::string_view decoded) {
    for (const char c : decoded) {
        if (std::uint8_t(c) < 0x20 || c == 0x7F) return false;
    }
    while (true) {
        const auto slash = decoded.find('/');
        if (is_dot_segment(decoded.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        decoded.remove_prefix(slash + 1);
    }
}

}  // namespace

// The routes that end at a node with one custom verb, by request method.
struct Router::Leaf {
    struct Route {
        std::size_t index = 0;
        std::vector<PathTemplate::Variable> variables;
        std::string owner;
    };
    std::string verb;
    bool rest = false;  // the template ends with "**"
    std::array<std::optional<Route>, http::kVerbCount> routes;
};

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> one;
    std::vector<Leaf> leaves;
};

struct Router::Search {
    http::Verb wanted;
    std::string_view verb{};
    std::array<std::string_view, kSegmentsMax> segments{};  // decoded
    std::size_t count = 0;
    const Leaf::Route* found = nullptr;
    std::array<bool, http::kVerbCount> allowed{};  // by the routes of this path

    Result<void> split(std::string_view path, std::array<std::string, kSegmentsMax>& decoded);
    bool take(const Leaf& leaf) {
        for (std::size_t i = 0; i < http::kVerbCount; ++i)
            allowed[i] = allowed[i] || leaf.routes[i].has_value();
        const auto& route = leaf.routes[std::size_t(wanted)];
        if (route) found = &*route;
        return found != nullptr;
    }
    std::string allow() const {
        std::string list;
        for (std::size_t i = 0; i < http::kVerbCount; ++i) {
            const bool head = http::Verb(i) == http::Verb::head && allowed[std::size_t(http::Verb::get)];
            if (!allowed[i] && !head) continue;
            if (!list.empty()) list += ", ";
            list += to_string(http::Verb(i));
        }
        return list;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

Router::Leaf* Router::find_leaf(Node& node, std::string_view verb, bool rest) {
    const auto leaf = std::ranges::find_if(
        node.leaves, [&](const Leaf& other) { return other.verb == verb && other.rest == rest; });
    return leaf == node.leaves.end() ? nullptr : &*leaf;
}

void Router::add(http::Verb verb, std::string_view path_template, std::size_t route, std::string_view owner) {
    if (verb == http::Verb::other || verb == http::Verb::head) {
        throw std::invalid_argument(std::string(owner) + " has a route for an unknown method");
    }
    auto parsed = PathTemplate::parse(path_template);
    auto* node = root_.get();
    bool rest = false;
    for (const auto& segment : parsed.segments) {
        rest = segment.kind == PathTemplate::Kind::rest;
        if (rest) break;
        auto& next = segment.kind == PathTemplate::Kind::one ? node->one : node->literals[segment.text];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    auto* leaf = find_leaf(*node, parsed.verb, rest);
    if (!leaf) {
        leaf = &node->leaves.emplace_back();
        leaf->verb = parsed.verb;
        leaf->rest = rest;
    }
    auto& place = leaf->routes[std::size_t(verb)];
    if (place) {
        throw std::invalid_argument(place->owner + " and " + std::string(owner) + " both have the route " +
                                    std::string(to_string(verb)) + " " + std::string(path_template));
    }
    place = Leaf::Route{route, std::move(parsed.variables), std::string(owner)};
}

void Router::descend(const Node& node, std::size_t depth, Search& search) {
    if (depth == search.count) {
        for (const auto& leaf : node.leaves) {
            if (!leaf.rest && leaf.verb == search.verb && search.take(leaf)) return;
        }
        return;
    }
    const auto segment = search.segments[depth];
    if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
        descend(*literal->second, depth + 1, search);
        if (search.found) return;
    }
    if (node.one && !segment.empty()) {
        descend(*node.one, depth + 1, search);
        if (search.found) return;
    }
    for (const auto& leaf : node.leaves) {
        if (leaf.rest && leaf.verb == search.verb && search.take(leaf)) return;
    }
}

// Splits the path, then decodes each segment into `decoded` where it must be.
Result<void> Router::Search::split(std::string_view path, std::array<std::string, kSegmentsMax>& decoded) {
    if (!path.starts_with('/')) return no_route();
    path.remove_prefix(1);
    // The verb is split off before decoding: an encoded colon belongs to the value.
    const auto colon = path.rfind(':');
    if (colon != std::string_view::npos && path.find('/', colon) == std::string_view::npos) {
        verb = path.substr(colon + 1);
        path = path.substr(0, colon);
        if (verb.empty()) return no_route();
    }
    for (bool more = true; more;) {
        const auto slash = path.find('/');
        auto segment = path.substr(0, slash);
        more = slash != std::string_view::npos;
        if (more) path.remove_prefix(slash + 1);
        if (count == kSegmentsMax) return no_route();
        if (segment.find('%') != std::string_view::npos) {
            auto text = http::percent_decode(segment, false);
            if (!text) return malformed("The path is not encoded correctly.");
            segment = decoded[count] = std::move(*text);
        }
        if (!is_safe(segment)) return malformed("The path has characters or segments that are not allowed.");
        segments[count++] = segment;
    }
    return {};
}

Result<Router::Match> Router::match(http::Verb verb, std::string_view path) const {
    Search search{.wanted = verb == http::Verb::head ? http::Verb::get : verb};
    std::array<std::string, kSegmentsMax> decoded;
    if (auto split = search.split(path, decoded); !split) return fail(std::move(split).error());
    descend(*root_, 0, search);
    if (search.found) return found(search);
    auto allow = search.allow();
    if (allow.empty()) return no_route();
    auto error = reason::method_not_allowed("This address does not take this method.");
    return fail(std::move(error).with("allow", std::move(allow)));
}

Result<Router::Match> Router::found(const Search& search) {
    Match match{search.found->index, {}};
    for (const auto& variable : search.found->variables) {
        std::string value;
        for (auto i = variable.begin; i < std::min(variable.end, search.count); ++i) {
            if (i != variable.begin) value += '/';
            value += search.segments[i];
        }
        match.variables.emplace_back(variable.field, std::move(value));
    }
    return match;
}

}  // namespace ecommerce::rest
