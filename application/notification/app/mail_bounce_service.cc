// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_bounce_service.h"

#include <algorithm>

#include <google/protobuf/util/json_util.h>

#include "framework/auth/webhook_signature.h"
#include "framework/call/reasons.h"
#include "framework/mail/message.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

constexpr int kBouncesMax = 100;
constexpr std::size_t kAddressMax = 254;

bool is_known_address(const std::string& email) {
    return email.size() <= kAddressMax && mail::is_address(email);
}

}  // namespace

bool MailBounceService::is_signed(const CallContext& context, std::string_view payload) const {
    const auto& headers = context.raw_headers;
    const auto signature = std::ranges::find(headers, kSignatureHeader, &HeaderList::value_type::first);
    return !needs_.secret.empty() && signature != headers.end() &&
           auth::is_signed_webhook(needs_.secret, payload, signature->second, needs_.clock.now());
}

Task<Result<v1::TakeBouncesResponse>> MailBounceService::TakeBounces(CallContext& context,
                                                                     const v1::TakeBouncesRequest& request) {
    const auto& payload = request.payload();
    if (!is_signed(context, payload)) {
        co_return v1::reason::bounce_unsigned("The signature is missing, wrong or too old.");
    }
    v1::MailBounces told;
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    const auto read = google::protobuf::util::JsonStringToMessage(payload, &told, options);
    if (!read.ok() || told.bounces_size() > kBouncesMax) {
        co_return reason::malformed_request("These are not the bounces of at most 100 mails.");
    }
    for (const auto& bounce : told.bounces()) {
        if (bounce.type() != v1::BOUNCE_TYPE_PERMANENT || !is_known_address(bounce.email())) continue;
        user::v1::NoteUndeliverableRequest note;
        note.set_email(bounce.email());
        if (bounce.has_occurred_at()) *note.mutable_occurred_at() = bounce.occurred_at();
        if ((co_await ok(needs_.users.NoteUndeliverable(context, note))).noted()) needs_.meters.bounced.add();
    }
    co_return v1::TakeBouncesResponse();
}

}  // namespace ecommerce::notification
