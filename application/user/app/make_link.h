// SPDX-License-Identifier: Apache-2.0
// Makes links that go out in mails.
#pragma once

#include "application/user/storage/email_link_store.h"
#include "framework/events/publisher.h"
#include "framework/runtime/clock.h"

namespace ecommerce::user {

struct NewLink {
    std::int64_t user_id = 0;
    LinkPurpose purpose{};
    std::string email;
    Language language = Language::any;
};

// Whoever had the former password, or a frozen account, may have asked for links: none of them sets another password or
// address any more. Queued.
void end_links(postgres::Transaction& tx, const EmailLinkStore& links, std::int64_t user_id, Timestamp now);

// Stateless; any loop.
class MakeLink {
public:
    MakeLink(const EmailLinkStore& links, events::Publisher& events, const runtime::Clock& clock)
        : links_(links), events_(events), clock_(clock) {}

    // Goes with the transaction's next round trip, the news of it too. Ends older links of the same purpose; the
    // account's row is locked, or new.
    void operator()(postgres::Transaction& tx, CallContext& context, NewLink link) const;
    // Whether the account had as many in the last hour as it may have.
    Task<Result<bool>> too_many(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose) const;

    // Whether the account has a living one that was made a moment ago, so that another would say the same.
    Task<Result<bool>> is_fresh(postgres::Transaction& tx, std::int64_t user_id, LinkPurpose purpose) const;

private:
    const EmailLinkStore& links_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
