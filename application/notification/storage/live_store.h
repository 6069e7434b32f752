// SPDX-License-Identifier: Apache-2.0
// What open pages are told of, kept for some minutes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "application/notification/storage/box_store.h"

namespace ecommerce::notification {

// The names are stored and never change.
enum class Change : std::uint8_t { message, read, order, session_over };
constexpr auto names_of(Change) {
    return std::to_array<Name<Change>>({{Change::message, "MESSAGE"},
                                        {Change::read, "READ"},
                                        {Change::order, "ORDER"},
                                        {Change::session_over, "SESSION_OVER"}});
}

struct ChangeRow {
    std::int64_t id = 0;
    Change change{};
    Box box{};
    std::int64_t owner_id = 0;
    std::int64_t notification_id = 0;  // of the message that came; 0 for other changes
    std::string subject;               // the order's number, or the session that ended
    Timestamp created_at;
};

// Stateless; any loop. BoxStore tells of messages that come and go.
class LiveStore {
public:
    explicit LiveStore(postgres::Database& database) : database_(database) {}

    // Queued. Some of the box were read.
    void box_read(postgres::Transaction& tx, BoxOwner owner, Timestamp now) const;
    void order_changed(postgres::Transaction& tx, BoxOwner owner, const std::string& order_no,
                       Timestamp now) const;
    void session_over(postgres::Transaction& tx, std::int64_t user_id, const std::string& session_id,
                      Timestamp now) const;

    // 0 when there is none.
    Task<Result<std::int64_t>> last_id(CallContext& context) const;
    // Those of `ids`, and at most `most` of those after `after`, rising.
    Task<Result<std::vector<ChangeRow>>> read(CallContext& context, const std::vector<std::int64_t>& ids,
                                              std::int64_t after, int most) const;
    // The owner's from `since` on, the oldest first.
    Task<Result<std::vector<ChangeRow>>> read_since(CallContext& context, BoxOwner owner, Timestamp since,
                                                    int most) const;
    // Deletes at most `most` of the oldest that are from before; how many.
    Task<Result<std::int64_t>> delete_older(CallContext& context, Timestamp before, int most) const;
    // Queued.
    void close(postgres::Transaction& tx, BoxOwner owner) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::notification
