// SPDX-License-Identifier: Apache-2.0
// Lists page by key: a page token names the last row of the page before it, and clients treat it as opaque. It fits the
// list and the filters that it was made with, and no others. A list is asked for one row more than a page holds, so that
// a token is given only where another page follows:
//
//   auto page = read_page("users", request);             // its page_size and page_token, all else is a filter
//   if (!page) co_return fail(std::move(page.error()));
//   auto users = co_await users_.list(context, {.before_id = page->before_id(), .limit = page->limit()});
//   …
//   response.set_next_page_token(page->cut(*users, &UserRow::id));
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "framework/call/context.h"
#include "framework/runtime/result.h"

namespace ecommerce {

inline constexpr int kPageSizeDefault = 20;
inline constexpr int kPageSizeMax = 100;

// 0 asks for the default.
int page_size(std::uint32_t asked);

// Where a row stands in its list: the value that the list is sorted by, if that is not the id alone, and the id.
struct PageKey {
    std::int64_t id = 0;
    std::string value = {};
};

// What a caller asks of a list.
struct PageRequest {
    std::uint32_t size = 0;    // 0: the default
    std::string_view token;    // empty: the first page
    std::string filters = {};  // all else that was asked for, in any form that is the same for the same
};

class Page {
public:
    // `list` names the list and its order, so that one list's token is refused by another, as is one that was made
    // with other filters.
    // Error: invalid INVALID_PAGE_TOKEN.
    static Result<Page> read(std::string_view list, PageRequest request);

    // How many rows to ask for.
    int limit() const { return size_ + 1; }
    // The last row of the page before; id 0 on the first page. Values come from outside: what does not fit the list's
    // sort must not reach the database.
    const PageKey& after() const { return after_; }
    // For lists by falling ids: what the ids of this page are below.
    std::int64_t before_id() const {
        return after_.id == 0 ? std::numeric_limits<std::int64_t>::max() : after_.id;
    }

    // Takes what was asked for beyond the page off `rows` and gives the token of the next one; empty when there is
    // none. `key` of a row is its id or its PageKey.
    template <typename Row, typename Key>
    std::string cut(std::vector<Row>& rows, Key key) const {
        if (rows.size() <= std::size_t(size_)) return {};
        rows.erase(rows.begin() + size_, rows.end());
        return token(PageKey{std::invoke(key, std::as_const(rows.back()))});
    }

    // The token of the page behind `last`, for a list that stops looking before its page is full.
    std::string token(const PageKey& last) const;

private:
    Page(std::string list, int size, PageKey after)
        : list_(std::move(list)), size_(size), after_(std::move(after)) {}

    std::string list_;  // with a digest of its filters
    int size_;
    PageKey after_;
};

// Of the request of one of the contract's lists.
template <typename Request>
PageRequest page_request(const Request& request [[clang::lifetimebound]]) {
    Request filters = request;
    filters.clear_page_size();
    filters.clear_page_token();
    return {
        .size = request.page_size(), .token = request.page_token(), .filters = filters.SerializeAsString()};
}
// The same for a list of the caller's own, whose tokens fit nobody else.
template <typename Request>
PageRequest page_request(const CallContext& context, const Request& request [[clang::lifetimebound]]) {
    auto own = page_request(request);
    own.filters += "|" + std::to_string(context.principal.user_id);
    return own;
}
template <typename Request>
Result<Page> read_page(std::string_view list, const Request& request) {
    return Page::read(list, page_request(request));
}
template <typename Request>
Result<Page> read_page(std::string_view list, const CallContext& context, const Request& request) {
    return Page::read(list, page_request(context, request));
}

// What a list answers to a token that it did not make.
std::unexpected<Error> invalid_page_token();

}  // namespace ecommerce
