// SPDX-License-Identifier: Apache-2.0
// Puts news into boxes.
#pragma once

#include <string>

#include "application/notification/storage/box_store.h"
#include "framework/runtime/clock.h"

namespace ecommerce::notification {

struct News {
    Type type{};
    std::string subject = {};  // what it is about: an order's number, a product's id; empty for the account
    Details details = {};
};

// Stateless; any loop.
class Tell {
public:
    Tell(const BoxStore& boxes, const runtime::Clock& clock) : boxes_(boxes), clock_(clock) {}

    // Goes with the transaction's next round trip. Who has closed the account is told nothing.
    void operator()(postgres::Transaction& tx, BoxOwner owner, const News& news) const;

private:
    const BoxStore& boxes_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::notification
