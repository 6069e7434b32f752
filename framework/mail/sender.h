// SPDX-License-Identifier: Apache-2.0
// Brings mails on their way.
#pragma once

#include "framework/call/context.h"
#include "framework/mail/message.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::mail {

// What the server said of a mail.
struct Receipt {
    bool accepted = false;     // false: it takes this mail never, as when nobody has the address
    int code = 0;              // SMTP's, such as 550; 0 where there is none
    bool for_address = false;  // it was not the content that it refused
};

// Any loop.
class Sender {
public:
    virtual ~Sender() = default;
    // Once is enough, but what is unclear is sent again by who calls: when the connection breaks just before the
    // server's answer, the mail may come twice. Errors, after which a later try may fare better: unavailable
    // MAIL_UNAVAILABLE, exhausted. Their message tells neither address nor content.
    virtual Task<Result<Receipt>> send(CallContext& context, const Message& message) = 0;
};

}  // namespace ecommerce::mail
