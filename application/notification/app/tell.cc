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
    const auto now = clock_.now();
    if (words.by_mail != ByMail::link) {
        boxes_.put(tx, owner, words.kind, news.type, details, news.subject, now);
    }
    if (!sends_mails_ || words.by_mail == ByMail::no) return;
    mails_.put(tx,
               {.owner = owner,
                .type = news.type,
                .details = std::move(details),
                .subject = news.subject,
                .link_id = news.link_id,
                .to_present_address = words.by_mail != ByMail::link && !news.link_id.empty()},
               now);
}

}  // namespace ecommerce::notification
