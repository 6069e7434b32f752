// SPDX-License-Identifier: Apache-2.0
#include "application/user/app/make_link.h"

#include "framework/auth/random_id.h"

#include "user/v1/events.pb.h"

namespace ecommerce::user {

using namespace std::chrono_literals;

void end_links(postgres::Transaction& tx, const EmailLinkStore& links, std::int64_t user_id, Timestamp now) {
    links.end_all(tx, user_id, LinkPurpose::reset_password, now);
    links.end_all(tx, user_id, LinkPurpose::change_email, now);
}

void MakeLink::operator()(postgres::Transaction& tx, CallContext& context, NewLink link) const {
    const auto now = clock_.now();
    EmailLinkRow row{.link_id = auth::random_id(),
                     .user_id = link.user_id,
                     .purpose = link.purpose,
                     .email = std::move(link.email),
                     .language = link.language,
                     .created_at = now,
                     .expires_at = now + life_of(link.purpose)};
    links_.put(tx, row);
    v1::LinkMade event;
    event.set_user_id(row.user_id);
    event.set_link_id(row.link_id);
    event.set_purpose(v1::LinkPurpose(row.purpose));
    events_.publish(tx, context, event, {.key = std::to_string(row.user_id)});
}

Task<Result<bool>> MakeLink::too_many(postgres::Transaction& tx, std::int64_t user_id,
                                      LinkPurpose purpose) const {
    const auto made = co_await ok(links_.count(tx, user_id, purpose, clock_.now() - 1h, kLinksAnHour));
    co_return made >= kLinksAnHour;
}

Task<Result<bool>> MakeLink::is_fresh(postgres::Transaction& tx, std::int64_t user_id,
                                      LinkPurpose purpose) const {
    return links_.lives_since(tx, user_id, purpose, clock_.now() - kFreshFor);
}

}  // namespace ecommerce::user
