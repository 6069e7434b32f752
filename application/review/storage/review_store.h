// SPDX-License-Identifier: Apache-2.0
// Writing reviews. Rows are locked first, and moved by conditional UPDATEs.
#pragma once

#include <span>
#include <string_view>

#include "application/review/storage/review_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

// Stateless; any loop. Methods without a Task only queue: they run with the transaction's next round trip.
class ReviewStore {
public:
    using Found = Task<Result<std::optional<ReviewRow>>>;
    using Many = Task<Result<std::vector<ReviewRow>>>;

    // Awaits a review of the line, once; it is returned if that was heard before.
    void receive(postgres::Transaction& tx, const ReceivedRow& line) const;
    // The order's lines of these SKUs went back; also those that nothing was heard of.
    void take_back(postgres::Transaction& tx, std::string_view order_no,
                   const std::vector<std::int64_t>& sku_ids, Timestamp at) const;

    // The following lock the row until the transaction ends.
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    Found lock_line(postgres::Transaction& tx, std::string_view order_no, std::int64_t line_no,
                    std::int64_t user_id) const;
    // Awaited ones whose time is over, those that nobody else has locked.
    Many lock_due(postgres::Transaction& tx, Timestamp now, int limit) const;
    // What a closed account's author wrote, or could write, and is not erased.
    Many lock_of_author(postgres::Transaction& tx, std::int64_t user_id, int limit) const;

    // Writes state, opinion, times and what an administrator said, as `row` has them, and a new version.
    void update(postgres::Transaction& tx, const ReviewRow& row) const;
    // The tags that lists by tag find it by, in place of those it had.
    void set_tags(postgres::Transaction& tx, const ReviewRow& row) const;
    void mark_replied(postgres::Transaction& tx, std::int64_t id) const;

    // One more vote, or one less: false when it was so before. The row is not locked before.
    Task<Result<bool>> like(postgres::Transaction& tx, std::int64_t id, std::int64_t user_id,
                            Timestamp now) const;
    Task<Result<bool>> unlike(postgres::Transaction& tx, std::int64_t id, std::int64_t user_id) const;
    // The votes of a review that can be read, `change` more than before; none for another one.
    Task<Result<std::optional<std::int64_t>>> add_likes(postgres::Transaction& tx, std::int64_t id,
                                                        std::int64_t change) const;
};

}  // namespace ecommerce::review
