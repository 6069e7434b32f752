// SPDX-License-Identifier: Apache-2.0
#include "application/product/storage/picture_store.h"

#include "framework/postgres/row_structs.h"

namespace ecommerce::product {

namespace {

using postgres::Plan;
using postgres::Read;
using postgres::Write;

constexpr Read kFind{R"sql(
    SELECT name, width, height, stored, kept_at IS NOT NULL AS kept FROM pictures WHERE name = ANY($1)
)sql"};

constexpr Write kRenew{R"sql(
    UPDATE pictures
    SET uploaded_at = $2
    WHERE name = ANY($1) AND stored
    RETURNING name, width, height, stored, kept_at IS NOT NULL AS kept
)sql"};

constexpr Write kBegin{R"sql(
    INSERT INTO pictures (name, width, height, stored, uploaded_at)
    VALUES ($1, $2, $3, FALSE, $4)
    ON CONFLICT (name) DO UPDATE
    SET uploaded_at = EXCLUDED.uploaded_at
)sql"};

constexpr Write kFinish{R"sql(
    UPDATE pictures SET stored = TRUE WHERE name = $1
)sql"};

constexpr Write kKeep{R"sql(
    UPDATE pictures SET kept_at = COALESCE(kept_at, $2) WHERE name = ANY($1) AND stored RETURNING name
)sql"};

constexpr Write kAdopt{R"sql(
    INSERT INTO pictures (name, width, height, stored, uploaded_at, kept_at)
    VALUES ($1, $2, $3, TRUE, $4, $4)
    ON CONFLICT (name) DO NOTHING
)sql"};

constexpr Write kCountUpload{R"sql(
    INSERT INTO picture_uploads AS u (uploader, day, pictures)
    VALUES ($1, ($2::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE, 1)
    ON CONFLICT (uploader, day) DO UPDATE
    SET pictures = u.pictures + 1
    WHERE u.pictures < $3
    RETURNING pictures
)sql"};

constexpr Write kForgetUploads{R"sql(
    DELETE FROM picture_uploads WHERE day < ($1::TIMESTAMPTZ AT TIME ZONE 'UTC')::DATE
)sql"};

constexpr Read kUnused{Plan::each_time, R"sql(
    SELECT name FROM pictures WHERE kept_at IS NULL AND uploaded_at < $1 ORDER BY uploaded_at LIMIT $2
)sql"};

constexpr Write kCondemn{R"sql(
    UPDATE pictures SET stored = FALSE WHERE name = ANY($1) AND kept_at IS NULL AND uploaded_at < $2
)sql"};

constexpr Write kLockCondemned{R"sql(
    SELECT name FROM pictures
    WHERE name = $1 AND NOT stored AND kept_at IS NULL AND uploaded_at < $2
    FOR UPDATE
)sql"};

constexpr Write kRemove{R"sql(
    DELETE FROM pictures WHERE name = $1
)sql"};

}  // namespace

Task<Result<std::vector<PictureRow>>> PictureStore::find(CallContext& context,
                                                         const std::vector<std::string>& names) const {
    const auto rows = co_await ok(database_.query(context, kFind, names));
    co_return rows.to<PictureRow>();
}

Task<Result<std::vector<PictureRow>>> PictureStore::renew(CallContext& context,
                                                          const std::vector<std::string>& names,
                                                          Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kRenew, names, now));
    co_return rows.to<PictureRow>();
}

Task<Result<void>> PictureStore::begin(CallContext& context, const PictureRow& picture, Timestamp now) const {
    co_await ok(database_.query(context, kBegin, picture.name, picture.width, picture.height, now));
    co_return {};
}

Task<Result<void>> PictureStore::finish(CallContext& context, std::string_view name) const {
    co_await ok(database_.query(context, kFinish, name));
    co_return {};
}

Task<Result<std::vector<std::string>>> PictureStore::keep(CallContext& context,
                                                          const std::vector<std::string>& names,
                                                          Timestamp now) const {
    const auto rows = co_await ok(database_.query(context, kKeep, names, now));
    co_return rows.to<std::string>();
}

Task<Result<void>> PictureStore::adopt(CallContext& context, const PictureRow& picture, Timestamp now) const {
    co_await ok(database_.query(context, kAdopt, picture.name, picture.width, picture.height, now));
    co_return {};
}

Task<Result<bool>> PictureStore::count_upload(CallContext& context, std::string_view uploader, Timestamp now,
                                              std::int64_t most) const {
    const auto rows = co_await ok(database_.query(context, kCountUpload, uploader, now, most));
    co_return !rows.empty();
}

Task<Result<void>> PictureStore::forget_uploads(CallContext& context, Timestamp before) const {
    co_await ok(database_.query(context, kForgetUploads, before));
    co_return {};
}

Task<Result<std::vector<std::string>>> PictureStore::unused(CallContext& context, Timestamp before,
                                                            int limit) const {
    const auto rows = co_await ok(database_.query(context, kUnused, before, std::int64_t(limit)));
    co_return rows.to<std::string>();
}

Task<Result<void>> PictureStore::condemn(CallContext& context, const std::vector<std::string>& names,
                                         Timestamp before) const {
    co_await ok(database_.query(context, kCondemn, names, before));
    co_return {};
}

Task<Result<bool>> PictureStore::lock_condemned(postgres::Transaction& tx, std::string_view name,
                                                Timestamp before) const {
    const auto rows = co_await ok(tx.query(kLockCondemned, name, before));
    co_return !rows.empty();
}

void PictureStore::remove(postgres::Transaction& tx, std::string_view name) const {
    tx.queue(kRemove, name);
}

}  // namespace ecommerce::product
