// SPDX-License-Identifier: Apache-2.0
// The messages of all boxes, and which boxes are closed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "application/notification/domain/news.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::notification {

// Whose messages: an account's or a shop's.
struct BoxOwner {
    Box box = Box::account;
    std::int64_t id = 0;
};

struct NewNotification {
    Kind kind{};
    Type type{};
    std::vector<std::string> details;  // name, value, name, value
    std::string subject;
    bool as_chosen = true;  // whether an account may want none of its kind
};

struct NotificationRow {
    std::int64_t id = 0;
    Type type{};
    std::vector<std::string> details;  // name, value, name, value
    std::string subject;
    Timestamp created_at;
    std::optional<Timestamp> read_at;
};

struct UnreadRow {
    Kind kind{};
    std::int64_t count = 0;
};

// Stateless; any loop.
class BoxStore {
public:
    explicit BoxStore(postgres::Database& database) : database_(database) {}

    // Ids below `before_id`, falling. All kinds when there is none.
    Task<Result<std::vector<NotificationRow>>> list(CallContext& context, BoxOwner owner,
                                                    std::optional<Kind> kind, std::int64_t before_id,
                                                    int limit) const;
    // Of each kind with any; counting ends at `most`.
    Task<Result<std::vector<UnreadRow>>> count_unread(CallContext& context, BoxOwner owner, int most) const;

    // Those of the owner.
    Task<Result<std::vector<NotificationRow>>> find(CallContext& context, BoxOwner owner,
                                                    const std::vector<std::int64_t>& ids) const;

    // Open pages are told. Nothing when the box is closed, or its owner does not want it there.
    void put(postgres::Transaction& tx, BoxOwner owner, const NewNotification& news, Timestamp now) const;

    // How many were marked now.
    Task<Result<std::int64_t>> mark_read(postgres::Transaction& tx, BoxOwner owner,
                                         const std::vector<std::int64_t>& ids, Timestamp now) const;
    // At most `most` of those up to `up_to`, the oldest first.
    Task<Result<std::int64_t>> mark_read_up_to(postgres::Transaction& tx, BoxOwner owner,
                                               std::optional<Kind> kind, std::int64_t up_to, int most,
                                               Timestamp now) const;
    // Open pages are told. False when there is none of this owner.
    Task<Result<bool>> remove(CallContext& context, BoxOwner owner, std::int64_t id, Timestamp now) const;

    // For good: what is in it goes, and nothing comes in any more.
    void close(postgres::Transaction& tx, BoxOwner owner, Timestamp now) const;
    // Deletes at most `most` of the oldest that came before; how many.
    Task<Result<std::int64_t>> delete_older(CallContext& context, Timestamp before, int most) const;
    // Empties boxes closed since then once more, of what came in while they were being closed.
    Task<Result<std::int64_t>> empty_closed(CallContext& context, Timestamp since) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::notification
