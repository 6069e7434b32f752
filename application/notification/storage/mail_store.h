// SPDX-License-Identifier: Apache-2.0
// Mails that wait or have died.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/notification/storage/box_store.h"

namespace ecommerce::notification {

// The first detail of a mail that an administrator sends to see it.
inline constexpr std::string_view kTestMail = "_test";

struct NewMail {
    BoxOwner owner;
    Type type{};
    std::vector<std::string> details;
    std::string subject;
    std::string link_id;
    bool to_present_address = false;
};

struct MailRow {
    std::int64_t id = 0;
    Box box{};
    std::int64_t owner_id = 0;
    Type type{};
    std::vector<std::string> details;  // name, value, name, value
    std::string subject;
    std::string link_id;
    bool to_present_address = false;
    Timestamp created_at;
    std::int32_t attempts = 0;  // with the one that runs
};

// What waits, for /metrics.
struct MailBacklog {
    std::optional<Timestamp> oldest_due_at;  // of those that are not dead
    std::int64_t dead = 0;                   // kCountedMax stands for that many and more
    static constexpr int kCountedMax = 1000;
};

struct DeadMailRow {
    std::int64_t id = 0;
    Box box{};
    std::int64_t owner_id = 0;
    Type type{};
    std::string subject;
    std::int32_t attempts = 0;
    std::int32_t reply_code = 0;
    Timestamp created_at;
    Timestamp died_at;
};

// Stateless; any loop.
class MailStore {
public:
    explicit MailStore(postgres::Database& database) : database_(database) {}

    // Due at once; nothing when the owner's box is closed. Queued.
    void put(postgres::Transaction& tx, const NewMail& mail, Timestamp now) const;

    // The one that is due the longest; nobody else gets it until then.
    Task<Result<std::optional<MailRow>>> claim(CallContext& context, Timestamp now, Timestamp until) const;
    // That one, if it is due.
    Task<Result<std::optional<MailRow>>> claim(CallContext& context, std::int64_t id, Timestamp now,
                                               Timestamp until) const;
    // At most `most` that are due, the longest first, and were not said to be queued, or until before then. They are
    // said to be until `until`.
    Task<Result<std::vector<std::int64_t>>> mark_queued(CallContext& context, Timestamp now,
                                                        Timestamp marked_before, Timestamp until,
                                                        int most) const;
    Task<Result<MailBacklog>> backlog(CallContext& context) const;
    // It was sent, or nobody wants it.
    Task<Result<void>> remove(CallContext& context, std::int64_t id) const;
    Task<Result<void>> postpone(CallContext& context, std::int64_t id, Timestamp until) const;
    // The same, and the attempt was none.
    Task<Result<void>> defer(CallContext& context, std::int64_t id, Timestamp until) const;
    Task<Result<void>> bury(CallContext& context, std::int64_t id, int reply_code, Timestamp now) const;

    // Ids below `before_id`, falling.
    Task<Result<std::vector<DeadMailRow>>> list_dead(CallContext& context, std::int64_t before_id,
                                                     int limit) const;
    // False when there is no such dead mail.
    Task<Result<bool>> revive(CallContext& context, std::int64_t id, Timestamp now) const;
    // Deletes at most `most` of the dead from before; how many.
    Task<Result<std::int64_t>> delete_dead(CallContext& context, Timestamp before, int most) const;

    // Erases what there is of the owner. Queued.
    void close(postgres::Transaction& tx, BoxOwner owner) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::notification
