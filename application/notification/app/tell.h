// SPDX-License-Identifier: Apache-2.0
// Puts news into boxes, and on their way by mail.
#pragma once

#include <string>

#include "application/notification/storage/box_store.h"
#include "application/notification/storage/mail_store.h"
#include "framework/runtime/clock.h"

namespace ecommerce::notification {

struct News {
    Type type{};
    std::string subject = {};  // what it is about: an order's number, a product's id; empty for the account
    Details details = {};
    std::string link_id = {};  // of the link in mails that it holds or tells of; empty: none
};

// Stateless; any loop.
class Tell {
public:
    // `sends_mails`: whether anybody sends what is put on its way.
    Tell(const BoxStore& boxes, const MailStore& mails, const runtime::Clock& clock, bool sends_mails)
        : boxes_(boxes), mails_(mails), clock_(clock), sends_mails_(sends_mails) {}

    // Goes with the transaction's next round trip. Who has closed the account is told nothing.
    void operator()(postgres::Transaction& tx, BoxOwner owner, const News& news) const;

private:
    const BoxStore& boxes_;
    const MailStore& mails_;
    const runtime::Clock& clock_;
    const bool sends_mails_;
};

}  // namespace ecommerce::notification
