// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/search_checks.h"

#include "framework/postgres/row_structs.h"
#include "framework/service/invariants.h"

namespace ecommerce::search {

namespace {

using postgres::Plan;
using postgres::Read;

// Each gives one row for every violation: what breaks it, as text.
constexpr Read kWords{R"sql(
    SELECT 'word ' || COALESCE(w.kind || ' ' || w.subject_id || ' ' || w.text, c.word) || ': counted '
           || COALESCE(w.documents, 0) || ', found ' || COALESCE(c.documents, 0)
    FROM words AS w
    FULL JOIN (
        SELECT u.word, COUNT(*) AS documents
        FROM documents AS d
        CROSS JOIN LATERAL UNNEST(d.words) AS u (word)
        GROUP BY u.word
    ) AS c ON c.word = w.kind || ' ' || w.subject_id || ' ' || w.text
    WHERE COALESCE(w.documents, 0) <> COALESCE(c.documents, 0)
    LIMIT 100
)sql"};

constexpr Read kOffSale{R"sql(
    SELECT 'product ' || product_id || ' is not on sale and has terms or words'
    FROM documents
    WHERE NOT on_sale AND (terms <> ''::TSVECTOR OR words <> '{}')
    LIMIT 100
)sql"};

constexpr Read kForgotten{R"sql(
    SELECT 'user ' || h.user_id || ' is forgotten and has a history'
    FROM search_history AS h
    JOIN forgotten_users AS f ON f.user_id = h.user_id
    WHERE f.forgotten_at < NOW() - INTERVAL '1 day'
    LIMIT 100
)sql"};

constexpr service::Invariant kInvariants[] = {
    {kWords, "the dictionary counts the words of products on sale"},
    {kOffSale, "what is not on sale is found by nothing"},
    {kForgotten, "nothing is kept of forgotten accounts"},
};

constexpr Read kIndexed{Plan::each_time, R"sql(
    SELECT product_id
    FROM documents
    WHERE on_sale AND product_id > $1 AND product_id <= $2
    ORDER BY product_id
)sql"};

constexpr Read kMarked{Plan::each_time, R"sql(
    SELECT product_id
    FROM changes
    WHERE product_id > $1 AND product_id <= $2
    ORDER BY product_id
)sql"};

}  // namespace

Task<Result<void>> SearchChecks::run(CallContext& context,
                                     diagnostics::v1::CheckInvariantsResponse& response) const {
    co_return co_await service::check_all(context, database_, kInvariants, response);
}

Task<Result<std::vector<std::int64_t>>> SearchChecks::indexed(CallContext& context, std::int64_t after_id,
                                                              std::int64_t to_id) const {
    const auto rows = co_await ok(database_.query(context, kIndexed, after_id, to_id));
    co_return rows.to<std::int64_t>();
}

Task<Result<std::vector<std::int64_t>>> SearchChecks::marked(CallContext& context, std::int64_t after_id,
                                                             std::int64_t to_id) const {
    const auto rows = co_await ok(database_.query(context, kMarked, after_id, to_id));
    co_return rows.to<std::int64_t>();
}

}  // namespace ecommerce::search
