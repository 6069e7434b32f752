// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/tell.h"

namespace ecommerce::notification {

void Tell::operator()(postgres::Transaction& tx, BoxOwner owner, const News& news) const {
    std::vector<std::string> details;
    for (const auto& [name, value] : news.details) {
        details.push_back(name);
        details.push_back(value);
    }
    const auto& words = template_of(news.type);
    const auto now = needs_.clock.now();
    if (words.by_mail != ByMail::link) {
        needs_.boxes.put(tx, owner,
                         {.kind = words.kind,
                          .type = news.type,
                          .details = details,
                          .subject = news.subject,
                          .as_chosen = words.by_mail == ByMail::chosen},
                         now);
    }
    if (!needs_.sends_mails || words.by_mail == ByMail::no) return;
    needs_.mails.put(tx,
                     {.owner = owner,
                      .type = news.type,
                      .details = std::move(details),
                      .subject = news.subject,
                      .link_id = news.link_id,
                      .to_present_address = words.by_mail != ByMail::link && !news.link_id.empty()},
                     now);
}

void Tell::order_changed(postgres::Transaction& tx, BoxOwner owner, const std::string& order_no) const {
    needs_.live.order_changed(tx, owner, order_no, needs_.clock.now());
}

void Tell::session_over(postgres::Transaction& tx, std::int64_t user_id,
                        const std::string& session_id) const {
    needs_.live.session_over(tx, user_id, session_id, needs_.clock.now());
}

}  // namespace ecommerce::notification
