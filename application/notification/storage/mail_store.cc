// SPDX-License-Identifier: Apache-2.0
#include "application/notification/storage/mail_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::notification {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kPut{R"sql(
    INSERT INTO mails (box, owner_id, type, details, subject, link_id, to_present_address, created_at, due_at, attempts,
                       reply_code)
    SELECT $1::VARCHAR, $2::BIGINT, $3::VARCHAR, $4::VARCHAR[], $5::VARCHAR, $6::VARCHAR, $7::BOOLEAN, $8::TIMESTAMPTZ,
           $8::TIMESTAMPTZ, 0, 0
    WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $2 AND box = $1)
)sql"};

// Chosen once: as a condition the choice may be made anew for each row, and then all that are due are claimed.
constexpr Write kClaim{Plan::each_time, R"sql(
    WITH due AS MATERIALIZED (
        SELECT first.id
        FROM mails AS first
        WHERE first.died_at IS NULL AND first.due_at <= $1
        ORDER BY first.due_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
    UPDATE mails
    SET due_at = $2, attempts = attempts + 1, queued_until = NULL
    FROM due
    WHERE mails.id = due.id
    RETURNING mails.id, box, owner_id, type, details, subject, link_id, to_present_address, created_at, attempts
)sql"};

constexpr Write kClaimThat{R"sql(
    UPDATE mails
    SET due_at = $3, attempts = attempts + 1, queued_until = NULL
    WHERE id = $1 AND died_at IS NULL AND due_at <= $2
    RETURNING id, box, owner_id, type, details, subject, link_id, to_present_address, created_at, attempts
)sql"};

constexpr Write kMarkQueued{Plan::each_time, R"sql(
    WITH due AS MATERIALIZED (
        SELECT first.id
        FROM mails AS first
        WHERE first.died_at IS NULL AND first.due_at <= $1
            AND (first.queued_until IS NULL OR first.queued_until < $2)
        ORDER BY first.due_at
        LIMIT $4
        FOR UPDATE SKIP LOCKED
    ), marked AS (
        UPDATE mails
        SET queued_until = $3
        FROM due
        WHERE mails.id = due.id
        RETURNING mails.id, mails.due_at
    )
    SELECT marked.id FROM marked ORDER BY marked.due_at, marked.id
)sql"};

constexpr Read kBacklog{Plan::each_time, R"sql(
    SELECT
        (SELECT MIN(due_at) FROM mails WHERE died_at IS NULL) AS oldest_due_at,
        (
            SELECT COUNT(*)
            FROM (SELECT id FROM mails WHERE died_at IS NOT NULL ORDER BY id LIMIT $1) AS counted
        ) AS dead
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM mails WHERE id = $1
)sql"};

constexpr Write kPostpone{R"sql(
    UPDATE mails SET due_at = $2 WHERE id = $1 AND died_at IS NULL
)sql"};

constexpr Write kDefer{R"sql(
    UPDATE mails SET due_at = $2, attempts = attempts - 1 WHERE id = $1 AND died_at IS NULL
)sql"};

constexpr Write kBury{R"sql(
    UPDATE mails SET died_at = $3, reply_code = $2 WHERE id = $1 AND died_at IS NULL
)sql"};

constexpr Read kListDead{Plan::each_time, R"sql(
    SELECT id, box, owner_id, type, subject, attempts, reply_code, created_at, died_at
    FROM mails
    WHERE died_at IS NOT NULL AND id < $1
    ORDER BY id DESC
    LIMIT $2
)sql"};

constexpr Write kRevive{R"sql(
    UPDATE mails
    SET died_at = NULL, reply_code = 0, attempts = 0, due_at = $2
    WHERE id = $1 AND died_at IS NOT NULL
)sql"};

constexpr Write kDeleteDead{Plan::each_time, R"sql(
    DELETE FROM mails
    WHERE id IN (
        SELECT old.id
        FROM (
            SELECT oldest.id, oldest.died_at
            FROM mails AS oldest
            WHERE oldest.died_at IS NOT NULL
            ORDER BY oldest.id
            LIMIT $2
        ) AS old
        WHERE old.died_at < $1
    )
)sql"};

constexpr Write kRemoveMails{R"sql(
    DELETE FROM mails WHERE owner_id = $1 AND box = $2
)sql"};

}  // namespace

void MailStore::put(postgres::Transaction& tx, const NewMail& mail, Timestamp now) const {
    tx.queue(kPut, mail.owner.box, mail.owner.id, mail.type, mail.details, mail.subject, mail.link_id,
             mail.to_present_address, now);
}

Task<Result<std::optional<MailRow>>> MailStore::claim(CallContext& context, Timestamp now,
                                                      Timestamp until) const {
    const auto rows = co_await ok(database_.query(context, kClaim, now, until));
    co_return rows.first<MailRow>();
}

Task<Result<std::optional<MailRow>>> MailStore::claim(CallContext& context, std::int64_t id, Timestamp now,
                                                      Timestamp until) const {
    const auto rows = co_await ok(database_.query(context, kClaimThat, id, now, until));
    co_return rows.first<MailRow>();
}

Task<Result<std::vector<std::int64_t>>> MailStore::mark_queued(CallContext& context, Timestamp now,
                                                               Timestamp marked_before, Timestamp until,
                                                               int most) const {
    const auto rows = co_await ok(database_.query(context, kMarkQueued, now, marked_before, until, most));
    co_return rows.to<std::int64_t>();
}

Task<Result<MailBacklog>> MailStore::backlog(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kBacklog, MailBacklog::kCountedMax));
    co_return rows.first<MailBacklog>().value_or(MailBacklog{});
}

Task<Result<void>> MailStore::remove(CallContext& context, std::int64_t id) const {
    co_await ok(database_.query(context, kRemove, id));
    co_return {};
}

Task<Result<void>> MailStore::postpone(CallContext& context, std::int64_t id, Timestamp until) const {
    co_await ok(database_.query(context, kPostpone, id, until));
    co_return {};
}

Task<Result<void>> MailStore::defer(CallContext& context, std::int64_t id, Timestamp until) const {
    co_await ok(database_.query(context, kDefer, id, until));
    co_return {};
}

Task<Result<void>> MailStore::bury(CallContext& context, std::int64_t id, int reply_code,
                                   Timestamp now) const {
    co_await ok(database_.query(context, kBury, id, reply_code, now));
    co_return {};
}

Task<Result<std::vector<DeadMailRow>>> MailStore::list_dead(CallContext& context, std::int64_t before_id,
                                                            int limit) const {
    const auto rows = co_await ok(database_.query(context, kListDead, before_id, limit));
    co_return rows.to<DeadMailRow>();
}

Task<Result<bool>> MailStore::revive(CallContext& context, std::int64_t id, Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kRevive, id, now));
    co_return rows.affected() > 0;
}

Task<Result<std::int64_t>> MailStore::delete_dead(CallContext& context, Timestamp before, int most) const {
    const auto rows = co_await ok(database_.query(context, kDeleteDead, before, most));
    co_return rows.affected();
}

void MailStore::close(postgres::Transaction& tx, BoxOwner owner) const {
    tx.queue(kRemoveMails, owner.id, owner.box);
}

}  // namespace ecommerce::notification
