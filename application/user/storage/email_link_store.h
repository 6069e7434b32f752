// SPDX-License-Identifier: Apache-2.0
// The email_links table: its statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "application/user/domain/email_links.h"
#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::user {

struct EmailLinkRow {
    std::string link_id;
    std::int64_t user_id = 0;  // below 0: nobody's
    LinkPurpose purpose{};
    std::string email;         // where it goes; empty for nobody's
    std::string former_email;  // the account's before the link changed it; empty: it has not
    Language language{};       // of who asked; any when it is the account's
    Timestamp created_at;
    Timestamp expires_at;
    std::optional<Timestamp> ended_at;
};

// Stateless; any loop.
class EmailLinkStore {
public:
    explicit EmailLinkStore(postgres::Database& database) : database_(database) {}

    using Found = Task<Result<std::optional<EmailLinkRow>>>;
    Found find(CallContext& context, std::string_view link_id) const;
    // The address that an account waits for.
    Task<Result<std::optional<std::string>>> find_pending_email(CallContext& context, std::int64_t user_id,
                                                                Timestamp now) const;

    // How many were made since then; counting ends at `most`.
    // Whether one was made since then that has not ended.
    Task<Result<bool>> lives_since(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose,
                                   Timestamp since) const;
    Task<Result<std::int64_t>> count(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose,
                                     Timestamp since, int most) const;
    // Ends the older ones of its purpose. Queued.
    void put(postgres::Transaction& tx, const EmailLinkRow& link) const;
    // Ends those that still work. Queued.
    void end_all(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose, Timestamp now) const;
    // Of two who use it at once, one gets it. Nothing when it is over.
    Found use(postgres::Transaction& tx, std::string_view link_id, Timestamp now) const;
    void set_former_email(postgres::Transaction& tx, std::string_view link_id, std::string_view email) const;
    void remove_all(postgres::Transaction& tx, std::int64_t user_id) const;
    // Deletes at most `most` of those that were over before; how many.
    Task<Result<std::int64_t>> delete_old(CallContext& context, Timestamp before, int most) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::user
