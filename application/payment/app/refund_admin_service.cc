// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/refund_admin_service.h"

#include "application/payment/app/convert.h"
#include "application/payment/app/errors.h"
#include "framework/call/page.h"

namespace ecommerce::payment {

Task<Result<RefundRecordRow>> RefundAdminService::find(CallContext& context,
                                                       std::string_view refund_id) const {
    auto found = co_await ok(reader_.find_refund(context, refund_id));
    if (!found) co_return no_such_refund();
    co_return std::move(*found);
}

Task<Result<v1::ListRefundsResponse>> RefundAdminService::ListRefunds(CallContext& context,
                                                                      const v1::ListRefundsRequest& request) {
    const auto page = co_await ok(read_page("refunds", request));
    auto rows = co_await ok(reader_.list_refunds(context, {.status = to_state(request.status()),
                                                           .order_no = request.order_no(),
                                                           .before_id = page.before_id(),
                                                           .limit = page.limit()}));
    v1::ListRefundsResponse response;
    response.set_next_page_token(page.cut(rows, &RefundRecordRow::id));
    for (const auto& row : rows) fill(*response.add_refunds(), row);
    co_return response;
}

Task<Result<v1::RetryRefundResponse>> RefundAdminService::RetryRefund(CallContext& context,
                                                                      const v1::RetryRefundRequest& request) {
    const auto refund = co_await ok(find(context, request.refund_id()));
    auto body = [&](postgres::Transaction& tx) { return move_.retry_refund(context, tx, refund); };
    co_await ok(transact_(context, std::move(body)));
    const auto retried = co_await ok(find(context, request.refund_id()));
    v1::RetryRefundResponse response;
    fill(*response.mutable_refund(), retried);
    co_return response;
}

}  // namespace ecommerce::payment
