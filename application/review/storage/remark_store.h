// SPDX-License-Identifier: Apache-2.0
// Follow-ups, replies, questions and answers.
#pragma once

#include "application/review/storage/review_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

// Stateless; any loop. Methods without a Task only queue.
class RemarkStore {
public:
    explicit RemarkStore(postgres::Database& database) : database_(database) {}
    using Found = Task<Result<std::optional<RemarkRow>>>;
    using Many = Task<Result<std::vector<RemarkRow>>>;

    // The id. A second one of its kind at a review fails with violates(error, kOnce).
    Task<Result<std::int64_t>> insert(postgres::Transaction& tx, const NewRemarkRow& remark) const;
    static constexpr std::string_view kOnce = "remarks_review_uq";
    // Locks the row.
    Found lock(postgres::Transaction& tx, std::int64_t id) const;
    // Locks the remark of that kind at a review.
    Found lock_at(postgres::Transaction& tx, std::int64_t review_id, RemarkKind kind) const;
    // Writes state, text, held words and the time of the edit as `row` has them, and a new version.
    void update(postgres::Transaction& tx, const RemarkRow& row) const;
    // How many answers of a question can be read: `change` more than before.
    void count_answers(postgres::Transaction& tx, std::int64_t question_id, std::int64_t change) const;
    // What a person wrote is gone, and who it was.
    void erase_author(postgres::Transaction& tx, std::int64_t user_id) const;

    Found find(CallContext& context, std::int64_t id) const;
    // At these reviews, whatever their state.
    Many at_reviews(CallContext& context, const std::vector<std::int64_t>& review_ids) const;
    // Published questions, the newest first; of closed shops none.
    Many of_product(CallContext& context, std::int64_t product_id, std::int64_t before_id, int limit) const;
    Many of_shop(CallContext& context, std::int64_t shop_id, bool unanswered, std::int64_t before_id,
                 int limit) const;
    // The person's questions, whatever their state.
    Many of_asker(CallContext& context, std::int64_t user_id, std::int64_t before_id, int limit) const;
    // Published answers, the oldest first: the first three of each question, or those behind one of them.
    Many first_answers(CallContext& context, const std::vector<std::int64_t>& question_ids) const;
    Many answers(CallContext& context, std::int64_t question_id, std::int64_t after_id, int limit) const;
    // For administrators: held ones behind that place, the longest waiting first; hidden ones before it, the latest
    // first.
    Many held(CallContext& context, Timestamp after, std::int64_t after_id, int limit) const;
    Many hidden(CallContext& context, Timestamp before, std::int64_t before_id, int limit) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::review
