// SPDX-License-Identifier: Apache-2.0
#include "application/notification/storage/box_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::notification {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// A NotificationRow each.
constexpr Piece kRows = R"sql(
    SELECT id, type, details, subject, created_at, read_at
    FROM notifications
)sql";

constexpr Read kList{Plan::each_time, joined<kRows, R"sql(
    WHERE owner_id = $1 AND box = $2 AND id < $3
    ORDER BY id DESC
    LIMIT $4
)sql">};

constexpr Read kListOfKind{Plan::each_time, joined<kRows, R"sql(
    WHERE owner_id = $1 AND box = $2 AND kind = $3 AND id < $4
    ORDER BY id DESC
    LIMIT $5
)sql">};

constexpr Read kFind{joined<kRows, R"sql(
    WHERE id = ANY($3) AND owner_id = $1 AND box = $2
    ORDER BY id DESC
)sql">};

constexpr Read kCountUnread{Plan::each_time, R"sql(
    SELECT kinds.kind, waiting.count
    FROM (VALUES ('TRANSACTION'), ('PARCELS'), ('PROMOTION'), ('SERVICE')) AS kinds (kind)
    CROSS JOIN LATERAL (
        SELECT COUNT(*)
        FROM (
            SELECT 1
            FROM notifications AS unread
            WHERE unread.owner_id = $1 AND unread.box = $2 AND unread.kind = kinds.kind
              AND unread.read_at IS NULL
            LIMIT $3
        ) AS few
    ) AS waiting
    WHERE waiting.count > 0
)sql"};

constexpr Write kPut{R"sql(
    WITH put AS (
        INSERT INTO notifications (owner_id, box, kind, type, details, subject, created_at)
        SELECT $1::BIGINT, $2::VARCHAR, $3::VARCHAR, $4::VARCHAR, $5::VARCHAR[], $6::VARCHAR, $7::TIMESTAMPTZ
        WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $1 AND box = $2)
          AND NOT (
              $8 AND EXISTS (SELECT 1 FROM mail_choices WHERE user_id = $1 AND kind = $3 AND NOT in_box)
          )
        RETURNING id
    )
    INSERT INTO live_changes (change, box, owner_id, notification_id, subject, created_at)
    SELECT 'MESSAGE', $2, $1, put.id, '', $7 FROM put
)sql"};

constexpr Write kMarkRead{R"sql(
    UPDATE notifications
    SET read_at = $4
    WHERE id = ANY($3) AND owner_id = $1 AND box = $2 AND read_at IS NULL
)sql"};

constexpr Write kMarkReadUpTo{Plan::each_time, R"sql(
    UPDATE notifications
    SET read_at = $5
    WHERE id IN (
        SELECT unread.id
        FROM notifications AS unread
        WHERE unread.owner_id = $1 AND unread.box = $2 AND unread.read_at IS NULL AND unread.id <= $3
        ORDER BY unread.kind, unread.id
        LIMIT $4
    )
)sql"};

constexpr Write kMarkReadUpToOfKind{Plan::each_time, R"sql(
    UPDATE notifications
    SET read_at = $6
    WHERE id IN (
        SELECT unread.id
        FROM notifications AS unread
        WHERE unread.owner_id = $1 AND unread.box = $2 AND unread.kind = $3 AND unread.read_at IS NULL
          AND unread.id <= $4
        ORDER BY unread.id
        LIMIT $5
    )
)sql"};

constexpr Write kRemove{R"sql(
    WITH gone AS (
        DELETE FROM notifications WHERE id = $3 AND owner_id = $1 AND box = $2 RETURNING box, owner_id
    )
    INSERT INTO live_changes (change, box, owner_id, notification_id, subject, created_at)
    SELECT 'READ', gone.box, gone.owner_id, 0, '', $4 FROM gone
)sql"};

constexpr Write kEmpty{R"sql(
    DELETE FROM notifications WHERE owner_id = $1 AND box = $2
)sql"};

constexpr Write kClose{R"sql(
    INSERT INTO closed_boxes (owner_id, box, closed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
)sql"};

constexpr Write kDeleteOlder{Plan::each_time, R"sql(
    DELETE FROM notifications
    WHERE id IN (
        SELECT old.id
        FROM (
            SELECT oldest.id, oldest.created_at FROM notifications AS oldest ORDER BY oldest.id LIMIT $2
        ) AS old
        WHERE old.created_at < $1
    )
)sql"};

constexpr Write kEmptyClosed{R"sql(
    DELETE FROM notifications AS late
    USING closed_boxes AS closed
    WHERE closed.closed_at > $1 AND late.owner_id = closed.owner_id AND late.box = closed.box
)sql"};

}  // namespace

Task<Result<std::vector<NotificationRow>>> BoxStore::list(CallContext& context, BoxOwner owner,
                                                          std::optional<Kind> kind, std::int64_t before_id,
                                                          int limit) const {
    const auto rows = co_await ok(
        kind ? co_await database_.query(context, kListOfKind, owner.id, owner.box, *kind, before_id, limit)
             : co_await database_.query(context, kList, owner.id, owner.box, before_id, limit));
    co_return rows.to<NotificationRow>();
}

Task<Result<std::vector<NotificationRow>>> BoxStore::find(CallContext& context, BoxOwner owner,
                                                          const std::vector<std::int64_t>& ids) const {
    const auto rows = co_await ok(database_.query(context, kFind, owner.id, owner.box, ids));
    co_return rows.to<NotificationRow>();
}

Task<Result<std::vector<UnreadRow>>> BoxStore::count_unread(CallContext& context, BoxOwner owner,
                                                            int most) const {
    const auto rows = co_await ok(database_.query(context, kCountUnread, owner.id, owner.box, most));
    co_return rows.to<UnreadRow>();
}

void BoxStore::put(postgres::Transaction& tx, BoxOwner owner, const NewNotification& news,
                   Timestamp now) const {
    const bool as_chosen = news.as_chosen && owner.box == Box::account;
    tx.queue(kPut, owner.id, owner.box, news.kind, news.type, news.details, news.subject, now, as_chosen);
}

Task<Result<std::int64_t>> BoxStore::mark_read(postgres::Transaction& tx, BoxOwner owner,
                                               const std::vector<std::int64_t>& ids, Timestamp now) const {
    const auto rows = co_await ok(tx.query(kMarkRead, owner.id, owner.box, ids, now));
    co_return rows.affected();
}

Task<Result<std::int64_t>> BoxStore::mark_read_up_to(postgres::Transaction& tx, BoxOwner owner,
                                                     std::optional<Kind> kind, std::int64_t up_to, int most,
                                                     Timestamp now) const {
    const auto rows = co_await ok(
        kind ? co_await tx.query(kMarkReadUpToOfKind, owner.id, owner.box, *kind, up_to, most, now)
             : co_await tx.query(kMarkReadUpTo, owner.id, owner.box, up_to, most, now));
    co_return rows.affected();
}

Task<Result<bool>> BoxStore::remove(CallContext& context, BoxOwner owner, std::int64_t id,
                                    Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kRemove, owner.id, owner.box, id, now));
    co_return rows.affected() > 0;
}

void BoxStore::close(postgres::Transaction& tx, BoxOwner owner, Timestamp now) const {
    tx.queue(kClose, owner.id, owner.box, now);
    tx.queue(kEmpty, owner.id, owner.box);
}

Task<Result<std::int64_t>> BoxStore::delete_older(CallContext& context, Timestamp before, int most) const {
    const auto rows = co_await ok(database_.query(context, kDeleteOlder, before, most));
    co_return rows.affected();
}

Task<Result<std::int64_t>> BoxStore::empty_closed(CallContext& context, Timestamp since) const {
    const auto rows = co_await ok(database_.query(context, kEmptyClosed, since));
    co_return rows.affected();
}

}  // namespace ecommerce::notification
