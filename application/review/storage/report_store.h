// SPDX-License-Identifier: Apache-2.0
// Reports of reviews, and how much a person did of a kind on a day.
#pragma once

#include "application/review/storage/review_rows.h"
#include "framework/postgres/database.h"

namespace ecommerce::review {

enum class Quota : std::uint8_t { question, answer, report };
constexpr auto names_of(Quota) {
    return std::to_array<Name<Quota>>(
        {{Quota::question, "QUESTION"}, {Quota::answer, "ANSWER"}, {Quota::report, "REPORT"}});
}

// Stateless; any loop. Methods without a Task only queue.
class ReportStore {
public:
    explicit ReportStore(postgres::Database& database) : database_(database) {}

    // False when the person has reported the review before.
    Task<Result<bool>> insert(postgres::Transaction& tx, const ReportRow& report) const;
    // Decides what waits at a review.
    void decide(postgres::Transaction& tx, std::int64_t review_id, ReportState state,
                std::string_view decision, Timestamp now) const;
    // One more report waits at a review.
    void count_open(postgres::Transaction& tx, std::int64_t review_id) const;
    // What a person wrote into reports is gone.
    void erase_author(postgres::Transaction& tx, std::int64_t user_id) const;

    // Open ones, the oldest first; or those decided so, the latest first.
    Task<Result<std::vector<ReportRow>>> open(CallContext& context, std::int64_t after_id, int limit) const;
    Task<Result<std::vector<ReportRow>>> decided(CallContext& context, ReportState state,
                                                 std::int64_t before_id, int limit) const;

    // Counts one of the day (UTC). False when there were `most`.
    Task<Result<bool>> count(postgres::Transaction& tx, std::int64_t user_id, Quota kind, Timestamp now,
                             std::int64_t most) const;
    // Of the days before today.
    Task<Result<void>> forget_counts(CallContext& context, Timestamp now) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::review
