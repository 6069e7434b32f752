// SPDX-License-Identifier: Apache-2.0
// Puts news into boxes, and on their way by mail.
#pragma once

#include <string>

#include "application/notification/storage/box_store.h"
#include "application/notification/storage/live_store.h"
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
    struct Needs {
        const BoxStore& boxes;
        const MailStore& mails;
        const LiveStore& live;
        const runtime::Clock& clock;
        bool sends_mails;  // whether anybody sends what is put on its way
    };
    explicit Tell(const Needs& needs) : needs_(needs) {}

    // All go with the transaction's next round trip. Who has closed the account is told nothing.
    void operator()(postgres::Transaction& tx, BoxOwner owner, const News& news) const;
    // Open pages alone.
    void order_changed(postgres::Transaction& tx, BoxOwner owner, const std::string& order_no) const;
    void session_over(postgres::Transaction& tx, std::int64_t user_id, const std::string& session_id) const;

private:
    const Needs needs_;
};

}  // namespace ecommerce::notification
