// SPDX-License-Identifier: Apache-2.0
// What the payment service needs of somebody who moves money. It learns the outcome by signed messages
// alone; what a buyer's browser says on its way back counts for nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "application/payment/domain/payment_state.h"
#include "framework/call/context.h"
#include "framework/money/money.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::payment {

// An attempt to pay. `charge_id` is ours and names it for ever.
struct NewCharge {
    std::string charge_id;
    std::string payment_id;
    Money amount;
    std::vector<std::string> order_nos;
    std::string return_path;  // of the shop's pages, where the buyer goes afterwards
    Timestamp expires_at;
};

// Money of a paid charge that is to go back. `refund_id` is ours and names it for ever.
struct NewRefund {
    std::string refund_id;
    std::string charge_id;
    Money amount;  // all the charge brought, or a part
};

struct CreatedCharge {
    std::string provider_reference;  // the provider's number; may be empty until it is paid
    std::string cashier_url;         // absolute
};

// What a provider tells.
struct Notice {
    std::string event_id;  // the same at each repetition
    News news = News::succeeded;
    std::string charge_id;
    std::string refund_id;  // of a refund that is done; empty: the provider undid the whole charge
    std::string payment_id;
    Money amount;
    std::string provider_reference;
    std::string reason;
};

// Stateless for its callers; any loop.
class Provider {
public:
    virtual ~Provider() = default;
    // In the path of its webhook.
    virtual std::string_view name() const = 0;
    // Again with the same charge_id gives the same charge.
    virtual Task<Result<CreatedCharge>> create_charge(CallContext& context, const NewCharge& charge) = 0;
    // The charge is not to be paid any more; again, and where it was paid before, changes nothing.
    virtual Task<Result<void>> close_charge(CallContext& context, std::string_view charge_id) = 0;
    // Asks for money to go back; again with the same refund_id changes nothing. A message tells when it is
    // back. A precondition error says that it will not go back, however often one asks; others may pass.
    virtual Task<Result<void>> refund(CallContext& context, const NewRefund& refund) = 0;
    // The message, if it is the provider's own and fresh; else SIGNATURE_INVALID.
    virtual Result<Notice> verify_webhook(const HeaderList& headers, std::string_view payload,
                                          Timestamp now) const = 0;
};

}  // namespace ecommerce::payment
