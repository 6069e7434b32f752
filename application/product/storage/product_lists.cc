// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/product_lists.h"

#include "application/product/storage/list_text.h"
#include "framework/postgres/row_structs.h"
#include "framework/text/clean.h"
#include "framework/text/words.h"

namespace ecommerce::product {

namespace {

using postgres::Plan;
using postgres::Read;

// What a walk has to meet on average, so that it is worth to walk on before looking elsewhere.
constexpr int kFew = 3;

constexpr Read kBrands{Plan::each_time, R"sql(
    SELECT brand AS name, products
    FROM brand_counts
    WHERE category_id = $1 AND products > 0
    ORDER BY products DESC, brand
    LIMIT $2
)sql"};

constexpr Read kBrandsOfSeveral{Plan::each_time, R"sql(
    SELECT brand AS name, SUM(products)::BIGINT AS products
    FROM brand_counts
    WHERE category_id = ANY($1) AND products > 0
    GROUP BY brand
    ORDER BY products DESC, brand
    LIMIT $2
)sql"};

struct Judged {
    ProductRow product;
    bool last;  // of those that were looked at
    bool fits;
};

std::optional<std::string> plain(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return text::cleaned(*text, text::Form::plain);
}

void go_on_behind(const ProductRow& row, ListFilter& filter) {
    filter.after_value = sort_value(row, filter.sort);
    filter.after_id = row.id;
}

}  // namespace

std::string sort_value(const ProductRow& row, Sort sort) {
    switch (sort) {
    case Sort::newest: return format_rfc3339(row.published_at.value_or(row.created_at));
    case Sort::price_asc:
    case Sort::price_desc: return std::to_string(row.price_minor);
    case Sort::last_changed:
    case Sort::first_changed: return format_rfc3339(row.updated_at);
    case Sort::best_selling: break;
    }
    return std::to_string(row.sold_count);
}

bool is_sort_value(Sort sort, const std::string& value) {
    const bool number = sort == Sort::best_selling || sort == Sort::price_asc || sort == Sort::price_desc;
    return number ? text::to_number<std::int64_t>(value).has_value() : parse_rfc3339(value).has_value();
}

Task<Result<ProductLists::Looked>> ProductLists::look(CallContext& context, const ListFilter& filter,
                                                      Step step) {
    auto& texts = texts_.local();
    const auto shape = list_shape(filter, step);
    auto known = texts.find(shape);
    if (known == texts.end()) known = texts.emplace(shape, list_text(filter, step, bounds_.rows)).first;
    const Read statement{postgres::Lane::lists, known->second.c_str()};
    const std::optional<std::int64_t> after_id =
        filter.after_value ? std::optional(filter.after_id) : std::nullopt;
    const auto rows =
        co_await ok(database_.query(context, statement, filter.category_ids, filter.brand, filter.tag,
                                    filter.min_price, filter.max_price, filter.shop_id, filter.words,
                                    filter.state, filter.after_value, after_id, std::int64_t(filter.limit)));
    Looked looked;
    for (auto& row : rows.to<Judged>()) {
        if (row.last) looked.last = row.product;
        if (row.fits) looked.products.push_back(std::move(row.product));
    }
    co_return looked;
}

// What fits behind where the walk has come; nothing when it is too much to be found at once.
Task<Result<std::optional<std::vector<ProductRow>>>> ProductLists::find(CallContext& context,
                                                                        const ListFilter& filter) {
    for (const auto step : finds_for(filter)) {
        auto found = co_await ok(look(context, filter, step));
        if (!found.last) co_return std::move(found.products);
    }
    co_return std::nullopt;
}

Task<Result<ProductList>> ProductLists::list(CallContext& context, ListFilter filter) {
    filter.brand = plain(filter.brand);
    filter.words = plain(filter.words);
    if (filter.words && filter.words->empty()) filter.words.reset();
    const auto most = std::size_t(filter.limit);
    ProductList list;
    bool sought = false;
    for (int walks = 1; walks <= bounds_.walks; ++walks) {
        auto walked = co_await ok(look(context, filter, Step::walk));
        std::ranges::move(walked.products, std::back_inserter(list.products));
        list.stopped_at = std::move(walked.last);
        if (list.products.size() >= most) list.stopped_at.reset();
        if (!list.stopped_at) break;
        go_on_behind(*list.stopped_at, filter);
        filter.limit = int(most - list.products.size());
        if (sought || list.products.size() >= std::size_t(kFew) * std::size_t(walks)) continue;
        sought = true;
        auto rest = co_await ok(find(context, filter));
        if (!rest) continue;
        std::ranges::move(*rest, std::back_inserter(list.products));
        list.stopped_at.reset();
        break;
    }
    co_return list;
}

Task<Result<std::vector<BrandCount>>> ProductLists::brands(
    CallContext& context, const std::optional<std::vector<std::int64_t>>& category_ids, int limit) const {
    const bool several = category_ids && category_ids->size() != 1;
    const auto one = category_ids && !several ? category_ids->front() : 0;
    const auto rows =
        several ? co_await ok(database_.query(context, kBrandsOfSeveral, *category_ids, std::int64_t(limit)))
                : co_await ok(database_.query(context, kBrands, one, std::int64_t(limit)));
    co_return rows.to<BrandCount>();
}

}  // namespace ecommerce::product
