// SPDX-License-Identifier: Apache-2.0
#include "application/user/storage/email_link_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::user {

namespace {

using postgres::joined;
using postgres::Piece;
using postgres::Plan;
using postgres::Read;
using postgres::Write;

// An EmailLinkRow's.
constexpr Piece kColumns = R"sql(
    link_id, user_id, purpose, email, former_email, language, created_at, expires_at, ended_at
)sql";

constexpr Read kFind{joined<R"sql(SELECT )sql", kColumns, R"sql(
    FROM email_links
    WHERE link_id = $1
)sql">};

// An account has few links.
constexpr Read kFindPending{Plan::once, R"sql(
    SELECT email
    FROM email_links
    WHERE user_id = $1 AND purpose = 'CHANGE_EMAIL' AND ended_at IS NULL AND expires_at > $2
    ORDER BY created_at DESC
    LIMIT 1
)sql"};

// An account has few links.
constexpr Read kCount{Plan::once, R"sql(
    SELECT COUNT(*)
    FROM (
        SELECT 1 FROM email_links WHERE user_id = $1 AND purpose = $2 AND created_at > $3 LIMIT $4
    ) AS few
)sql"};

// An account has few links.
constexpr Read kLivesSince{Plan::once, R"sql(
    SELECT EXISTS (
        SELECT 1 FROM email_links WHERE user_id = $1 AND purpose = $2 AND created_at > $3 AND ended_at IS NULL
    )
)sql"};

constexpr Write kEndAll{R"sql(
    UPDATE email_links SET ended_at = $3 WHERE user_id = $1 AND purpose = $2 AND ended_at IS NULL
)sql"};

constexpr Write kInsert{R"sql(
    INSERT INTO email_links (link_id, user_id, purpose, email, former_email, language, created_at, expires_at)
    VALUES ($1, $2, $3, $4, '', $5, $6, $7)
)sql"};

constexpr Write kUse{joined<R"sql(
    UPDATE email_links
    SET ended_at = $2
    WHERE link_id = $1 AND ended_at IS NULL AND expires_at > $2
    RETURNING
)sql",
                            kColumns>};

constexpr Write kSetFormerEmail{R"sql(
    UPDATE email_links SET former_email = $2 WHERE link_id = $1
)sql"};

constexpr Write kRemoveAll{R"sql(
    DELETE FROM email_links WHERE user_id = $1
)sql"};

constexpr Write kDeleteOld{Plan::each_time, R"sql(
    DELETE FROM email_links
    WHERE link_id IN (
        SELECT old.link_id FROM email_links AS old WHERE old.expires_at < $1 ORDER BY old.expires_at LIMIT $2
    )
)sql"};

}  // namespace

EmailLinkStore::Found EmailLinkStore::find(CallContext& context, std::string_view link_id) const {
    const auto rows = co_await ok(database_.query(context, kFind, link_id));
    co_return rows.first<EmailLinkRow>();
}

Task<Result<std::optional<std::string>>> EmailLinkStore::find_pending_email(CallContext& context,
                                                                            std::int64_t user_id,
                                                                            Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kFindPending, user_id, now));
    co_return rows.first<std::string>();
}

Task<Result<std::int64_t>> EmailLinkStore::count(postgres::Transaction& tx, std::int64_t user_id,
                                                 LinkPurpose purpose, Timestamp since, int most) const {
    const auto rows = co_await ok(tx.query(kCount, user_id, purpose, since, most));
    co_return rows.front().to<std::int64_t>();
}

Task<Result<bool>> EmailLinkStore::lives_since(postgres::Transaction& tx, std::int64_t user_id,
                                               LinkPurpose purpose, Timestamp since) const {
    const auto rows = co_await ok(tx.query(kLivesSince, user_id, purpose, since));
    co_return rows.front().to<bool>();
}

void EmailLinkStore::put(postgres::Transaction& tx, const EmailLinkRow& link) const {
    end_all(tx, link.user_id, link.purpose, link.created_at);
    tx.queue(kInsert, link.link_id, link.user_id, link.purpose, link.email, link.language, link.created_at,
             link.expires_at);
}

void EmailLinkStore::end_all(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose,
                             Timestamp now) const {
    tx.queue(kEndAll, user_id, purpose, now);
}

EmailLinkStore::Found EmailLinkStore::use(postgres::Transaction& tx, std::string_view link_id,
                                          Timestamp now) const {
    const auto rows = co_await ok(tx.query(kUse, link_id, now));
    co_return rows.first<EmailLinkRow>();
}

void EmailLinkStore::set_former_email(postgres::Transaction& tx, std::string_view link_id,
                                      std::string_view email) const {
    tx.queue(kSetFormerEmail, link_id, email);
}

void EmailLinkStore::remove_all(postgres::Transaction& tx, std::int64_t user_id) const {
    tx.queue(kRemoveAll, user_id);
}

Task<Result<std::int64_t>> EmailLinkStore::delete_old(CallContext& context, Timestamp before,
                                                      int most) const {
    const auto rows = co_await ok(database_.query(context, kDeleteOld, before, most));
    co_return rows.affected();
}

}  // namespace ecommerce::user
