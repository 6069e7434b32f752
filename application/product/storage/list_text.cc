// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/list_text.h"

#include "application/product/storage/product_columns.h"

namespace ecommerce::product {

namespace {

// Gives each parameter its type, whether the rest names it or not. Nothing reads it.
constexpr const char* kAsked = R"sql(
    WITH asked AS (
        SELECT $1::BIGINT[], $2::TEXT, $3::TEXT, $4::BIGINT, $5::BIGINT, $6::BIGINT, $7::TEXT, $8::TEXT, $9::TEXT,
               $10::BIGINT
    )
    SELECT )sql";

constexpr const char* kTerms =
    R"sql(product_terms(l.category_id, l.shop_id, l.brand_folded, l.tags, l.name_folded))sql";

// How a list of one sort walks.
struct Order {
    const char* rows;    // as l
    const char* value;   // the column that it is by
    const char* id;      // the column that parts equal values
    const char* before;  // the last row of the page before
    bool falls;
};

constexpr const char* kOnSale = R"sql(products AS l WHERE l.state = 'ON_SALE' AND l.deleted_at IS NULL)sql";
constexpr const char* kKept = R"sql(products AS l WHERE l.deleted_at IS NULL)sql";
constexpr const char* kNumber = R"sql(($9::BIGINT, $10::BIGINT))sql";
constexpr const char* kTime = R"sql(($9::TIMESTAMPTZ, $10::BIGINT))sql";

Order order_of(Sort sort) {
    switch (sort) {
    case Sort::newest: return {kOnSale, "published_at", "id", kTime, true};
    case Sort::price_asc: return {kOnSale, "price_minor", "id", kNumber, false};
    case Sort::price_desc: return {kOnSale, "price_minor", "id", kNumber, true};
    case Sort::last_changed: return {kKept, "updated_at", "id", kTime, true};
    case Sort::first_changed: return {kKept, "updated_at", "id", kTime, false};
    case Sort::best_selling: break;
    }
    return {R"sql(listings AS l WHERE l.on_sale)sql", "sold_count", "product_id", kNumber, true};
}

std::string sorted(const Order& order, const std::string& table, const std::string& value,
                   const std::string& id) {
    const std::string direction = order.falls ? " DESC" : "";
    return table + "." + value + direction + ", " + table + "." + id + direction;
}

std::string behind(const Order& order, const std::string& table, const std::string& value,
                   const std::string& id) {
    return "(" + table + "." + value + ", " + table + "." + id + (order.falls ? ") < " : ") > ") +
           order.before;
}

bool by_price(const ListFilter& filter) {
    return filter.sort == Sort::price_asc || filter.sort == Sort::price_desc;
}

bool one_category(const ListFilter& filter) {
    return filter.category_ids && filter.category_ids->size() == 1;
}

// Whether all that is asked for of shop, brand and category is where the list walks.
bool walks_along_places(const ListFilter& filter) {
    if (filter.category_ids && !one_category(filter)) return false;
    return !filter.shop_id || (!filter.brand && !filter.category_ids);
}

// Where in its index a list walks.
std::string part(const ListFilter& filter) {
    std::string text;
    if (filter.state) text += R"sql( AND l.state = $8)sql";
    if (filter.shop_id) return text + R"sql( AND l.shop_id = $6)sql";
    if (one_category(filter)) text += R"sql( AND l.category_id = ($1::BIGINT[])[1])sql";
    if (filter.brand) text += R"sql( AND l.brand_folded = LOWER($2))sql";
    return text;
}

std::string price_range(const ListFilter& filter) {
    std::string text;
    if (filter.min_price) text += R"sql( AND l.price_minor >= $4)sql";
    if (filter.max_price) text += R"sql( AND l.price_minor <= $5)sql";
    return text;
}

// Whether l fits, of whose state and deletion its rows are chosen by. What costs most comes last.
std::string fits(const ListFilter& filter) {
    std::string text = "TRUE";
    if (filter.category_ids) text += R"sql( AND l.category_id = ANY($1))sql";
    if (filter.brand) text += R"sql( AND l.brand_folded = LOWER($2))sql";
    if (filter.min_price) text += R"sql( AND l.price_minor >= $4)sql";
    if (filter.max_price) text += R"sql( AND l.price_minor <= $5)sql";
    if (filter.shop_id) text += R"sql( AND l.shop_id = $6)sql";
    if (filter.in_stock) text += R"sql( AND l.in_stock)sql";
    if (filter.tag) text += R"sql( AND $3 = ANY(l.tags))sql";
    if (filter.words) text += R"sql( AND STRPOS(l.name_folded, LOWER($7)) > 0)sql";
    if (filter.office) return text;
    return text +
           R"sql( AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = l.shop_id AND c.closed))sql";
}

// What is looked at of each row of l.
std::string judged(const ListFilter& filter, const Order& order) {
    return std::string("l.") + order.value + " AS value, l." + order.id + " AS id, " + fits(filter) +
           " AS fits FROM ";
}

// The first `most` of what `rows` selects, numbered. Numbered `by` what they are in the order of, PostgreSQL reads no
// more of them than it needs.
std::string looked_at(const std::string& rows, int most, const std::string& by) {
    return "(SELECT value, id, fits, ROW_NUMBER() OVER (" + by + ") AS n FROM (SELECT " + rows + " LIMIT " +
           std::to_string(most) + ") AS x) AS w";
}

// The products of w, which has id, value, fits and n.
std::string shown(const ListFilter& filter, const std::string& last, const std::string& w) {
    std::string text = kAsked;
    text += postgres::joined<kListedProduct>;
    text += filter.office ? postgres::joined<kOfficeUnits> : postgres::joined<kNoUnits>;
    return text + ", " + last + " AS last, w.fits FROM " + w + R"sql( JOIN products AS p ON p.id = w.id)sql";
}

std::string last_of(int most) {
    return "w.n = " + std::to_string(most);
}

std::string walk_text(const ListFilter& filter, int most) {
    const auto order = order_of(filter.sort);
    const auto last = last_of(most);
    auto rows = judged(filter, order) + order.rows + part(filter);
    if (by_price(filter)) rows += price_range(filter);
    if (filter.after_value) rows += " AND " + behind(order, "l", order.value, order.id);
    rows += " ORDER BY " + sorted(order, "l", order.value, order.id);
    const auto window = looked_at(rows, most, "ORDER BY " + sorted(order, "x", "value", "id"));
    return shown(filter, last, window) + " WHERE w.fits OR " + last + " ORDER BY " +
           sorted(order, "w", "value", "id") + " LIMIT $11";
}

// `found` is products as l, chosen by an index. Only those of the page are read whole.
std::string find_text(const ListFilter& filter, const std::string& found, int most) {
    const auto order = order_of(filter.sort);
    const auto last = last_of(most);
    auto rows = judged(filter, order);
    if (filter.sort == Sort::best_selling) {
        rows += "(SELECT l.id FROM " + found + " LIMIT " + std::to_string(most) + ")" +
                R"sql( AS f JOIN listings AS l ON l.product_id = f.id)sql";
    } else {
        rows += found;
    }
    const auto by = " ORDER BY " + last + " DESC, " + sorted(order, "w", "value", "id");
    auto page = "(SELECT w.id, w.value, w.fits, w.n FROM " + looked_at(rows, most, "") + " WHERE " + last +
                " OR (w.fits";
    if (filter.after_value) page += " AND " + behind(order, "w", "value", "id");
    page += ")" + by + " LIMIT $11) AS w";
    return shown(filter, last, page) + by;
}

constexpr const char* kPairs = R"sql(ARRAY(
        SELECT SUBSTR(LOWER($7), i, 2) FROM GENERATE_SERIES(1, GREATEST(LENGTH(LOWER($7)) - 1, 1)) AS i
    ))sql";

// Products of the states that are asked for, to be found by terms: not as a condition of the index.
std::string kept(const ListFilter& filter) {
    std::string text = kKept;
    if (!filter.office) text += R"sql( AND l.state = 'ON_SALE')sql";
    if (filter.state) text += R"sql( AND l.state = $8)sql";
    return text;
}

std::string with_terms(const ListFilter& filter) {
    std::string all = filter.words ? kPairs : R"sql(ARRAY[]::TEXT[])sql";
    if (filter.tag) all += R"sql( || ('tag:' || $3))sql";
    if (filter.brand) all += R"sql( || ('brand:' || LOWER($2)))sql";
    if (filter.shop_id) all += R"sql( || ('shop:' || $6::TEXT))sql";
    if (one_category(filter)) all += R"sql( || ('category:' || ($1::BIGINT[])[1]::TEXT))sql";
    auto text = kept(filter);
    if (filter.words || filter.tag || filter.brand || filter.shop_id || one_category(filter)) {
        return text + " AND " + kTerms + " @> (" + all + ")";
    }
    // Several categories, and nothing else that has a term.
    return text + " AND " + kTerms +
           R"sql( && ARRAY(SELECT 'category:' || c.id::TEXT FROM UNNEST($1::BIGINT[]) AS c (id)))sql";
}

}  // namespace

std::vector<Step> finds_for(const ListFilter& filter) {
    std::vector<Step> steps;
    if ((filter.min_price || filter.max_price) && !by_price(filter)) steps.push_back(Step::find_by_price);
    if (filter.words || filter.tag || !walks_along_places(filter)) steps.push_back(Step::find_by_terms);
    return steps;
}

unsigned list_shape(const ListFilter& filter, Step step) {
    unsigned shape = unsigned(filter.sort) << 2 | unsigned(step);
    for (const bool set : {filter.category_ids.has_value(), one_category(filter), filter.brand.has_value(),
                           filter.tag.has_value(), filter.min_price.has_value(), filter.max_price.has_value(),
                           filter.shop_id.has_value(), filter.words.has_value(), filter.in_stock,
                           filter.office, filter.state.has_value(), filter.after_value.has_value()}) {
        shape = shape << 1 | unsigned(set);
    }
    return shape;
}

std::string list_text(const ListFilter& filter, Step step, int rows) {
    switch (step) {
    case Step::find_by_terms: return find_text(filter, with_terms(filter), rows);
    case Step::find_by_price: return find_text(filter, kOnSale + part(filter) + price_range(filter), rows);
    case Step::walk: break;
    }
    return walk_text(filter, rows);
}

}  // namespace ecommerce::product
