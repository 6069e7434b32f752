// SPDX-License-Identifier: Apache-2.0
// Lists of products: what everyone sees of those on sale, and what sellers and administrators see of theirs. A list
// takes as long in a catalogue of millions as in one of thousands, whatever is asked (list_text.h): it walks some rows of
// an index in its order; if they do not fill the page, it looks for what fits among what an index finds at once; and
// only when too much is found, it walks on, some rows at a time and not for ever.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/product/storage/product_store.h"
#include "framework/runtime/loop.h"

namespace ecommerce::product {

enum class Sort : std::uint8_t { best_selling, newest, price_asc, price_desc, last_changed, first_changed };

// The row's value of the sort, as text, by which the next page goes on; and whether a text is such a value.
std::string sort_value(const ProductRow& row, Sort sort);
bool is_sort_value(Sort sort, const std::string& value);

// What is not set does not filter.
struct ListFilter {
    // For sellers and administrators, who see all states, also of closed shops, and sort by last_changed or
    // first_changed. Everyone else sees what is on sale, by the other sorts.
    bool office = false;
    std::optional<State> state;  // of office lists alone
    std::optional<std::vector<std::int64_t>> category_ids;
    std::optional<std::string> brand;
    std::optional<std::string> tag;
    std::optional<std::int64_t> min_price;
    std::optional<std::int64_t> max_price;
    std::optional<std::int64_t> shop_id;
    std::optional<std::string> words;  // a part of the name
    bool in_stock = false;
    Sort sort = Sort::best_selling;
    // The last row before this page.
    std::optional<std::string> after_value;
    std::int64_t after_id = 0;
    int limit = 20;
};

struct ProductList {
    std::vector<ProductRow> products;
    // The last row that was looked at, when there may be more behind it than was looked for. Where it is not set, less
    // than `limit` is the end.
    std::optional<ProductRow> stopped_at;
};

struct BrandCount {
    std::string name;
    std::int64_t products = 0;
};

// What a statement of a list does (list_text.h).
enum class Step : std::uint8_t { walk, find_by_terms, find_by_price };

// Any loop.
class ProductLists {
public:
    // How much a page may take.
    struct Bounds {
        int rows = 1000;  // that one statement looks at
        int walks = 20;
    };
    ProductLists(runtime::Loops& loops, postgres::Database& database, Bounds bounds)
        : database_(database),
          bounds_(bounds),
          texts_(loops, [](runtime::Loop&) { return std::make_unique<Texts>(); }) {}

    // Rows without description, attributes and options.
    Task<Result<ProductList>> list(CallContext& context, ListFilter filter);
    // Those with most products first.
    Task<Result<std::vector<BrandCount>>> brands(CallContext& context,
                                                 const std::optional<std::vector<std::int64_t>>& category_ids,
                                                 int limit) const;

private:
    // Texts, composed once for each combination of filters and kept: their address is their identity. One loop's own.
    using Texts = std::map<unsigned, std::string>;
    struct Looked {
        std::vector<ProductRow> products;
        std::optional<ProductRow> last;  // when there may be more behind it
    };
    Task<Result<std::optional<std::vector<ProductRow>>>> find(CallContext& context, const ListFilter& filter);
    Task<Result<Looked>> look(CallContext& context, const ListFilter& filter, Step step);

    postgres::Database& database_;
    Bounds bounds_;
    runtime::PerLoop<Texts> texts_;
};

}  // namespace ecommerce::product
