// SPDX-License-Identifier: Apache-2.0
#include "application/notification/storage/live_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::notification {

namespace {

using postgres::Lane;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Write kTell{R"sql(
    INSERT INTO live_changes (change, box, owner_id, notification_id, subject, created_at)
    SELECT $1::VARCHAR, $2::VARCHAR, $3::BIGINT, 0, $4::VARCHAR, $5::TIMESTAMPTZ
    WHERE NOT EXISTS (SELECT 1 FROM closed_boxes WHERE owner_id = $3 AND box = $2)
)sql"};

// One step from the end of the key.
constexpr Read kLastId{Lane::keys, R"sql(
    SELECT id FROM live_changes ORDER BY id DESC LIMIT 1
)sql"};

constexpr Read kRead{Plan::each_time, R"sql(
    SELECT id, change, box, owner_id, notification_id, subject, created_at
    FROM live_changes
    WHERE id = ANY($1)
    UNION ALL
    SELECT id, change, box, owner_id, notification_id, subject, created_at
    FROM (
        SELECT later.id, later.change, later.box, later.owner_id, later.notification_id, later.subject,
               later.created_at
        FROM live_changes AS later
        WHERE later.id > $2
        ORDER BY later.id
        LIMIT $3
    ) AS next
)sql"};

constexpr Read kReadSince{Plan::each_time, R"sql(
    SELECT id, change, box, owner_id, notification_id, subject, created_at
    FROM live_changes
    WHERE owner_id = $1 AND box = $2 AND created_at >= $3
    ORDER BY created_at
    LIMIT $4
)sql"};

constexpr Write kDeleteOlder{Plan::each_time, R"sql(
    DELETE FROM live_changes
    WHERE id IN (
        SELECT old.id
        FROM (
            SELECT oldest.id, oldest.created_at FROM live_changes AS oldest ORDER BY oldest.id LIMIT $2
        ) AS old
        WHERE old.created_at < $1
    )
)sql"};

constexpr Write kClose{R"sql(
    DELETE FROM live_changes WHERE owner_id = $1 AND box = $2
)sql"};

}  // namespace

void LiveStore::box_read(postgres::Transaction& tx, BoxOwner owner, Timestamp now) const {
    tx.queue(kTell, Change::read, owner.box, owner.id, "", now);
}

void LiveStore::order_changed(postgres::Transaction& tx, BoxOwner owner, const std::string& order_no,
                              Timestamp now) const {
    tx.queue(kTell, Change::order, owner.box, owner.id, order_no, now);
}

void LiveStore::session_over(postgres::Transaction& tx, std::int64_t user_id, const std::string& session_id,
                             Timestamp now) const {
    tx.queue(kTell, Change::session_over, Box::account, user_id, session_id, now);
}

Task<Result<std::int64_t>> LiveStore::last_id(CallContext& context) const {
    const auto rows = co_await ok(database_.query(context, kLastId));
    co_return rows.first<std::int64_t>().value_or(0);
}

Task<Result<std::vector<ChangeRow>>> LiveStore::read(CallContext& context,
                                                     const std::vector<std::int64_t>& ids, std::int64_t after,
                                                     int most) const {
    const auto rows = co_await ok(database_.query(context, kRead, ids, after, most));
    co_return rows.to<ChangeRow>();
}

Task<Result<std::vector<ChangeRow>>> LiveStore::read_since(CallContext& context, BoxOwner owner,
                                                           Timestamp since, int most) const {
    const auto rows = co_await ok(database_.query(context, kReadSince, owner.id, owner.box, since, most));
    co_return rows.to<ChangeRow>();
}

Task<Result<std::int64_t>> LiveStore::delete_older(CallContext& context, Timestamp before, int most) const {
    const auto rows = co_await ok(database_.query(context, kDeleteOlder, before, most));
    co_return rows.affected();
}

void LiveStore::close(postgres::Transaction& tx, BoxOwner owner) const {
    tx.queue(kClose, owner.id, owner.box);
}

}  // namespace ecommerce::notification
