// SPDX-License-Identifier: Apache-2.0
// Sends the mails that wait. One that the sender did not answer for is tried again, later each time, and given up after
// a number of attempts. It goes out and is then struck off: who dies in between has sent one mail that comes again, with
// the same Message-ID.
#pragma once

#include <string>

#include "application/notification/app/mail_meters.h"
#include "application/notification/app/mail_queue.h"
#include "application/notification/app/present_words.h"
#include "application/notification/domain/mail_text.h"
#include "application/notification/storage/mail_store.h"
#include "application/notification/storage/settings_store.h"
#include "framework/mail/sender.h"
#include "framework/runtime/clock.h"

#include "user/v1/email_service.rpc.h"

namespace ecommerce::notification {

struct MailRules {
    std::string from;
    std::string from_name;
    std::string links;      // where the pages are, without a slash at the end
    int attempts_max = 20;  // then it is dead
};

// Stateless; any loop.
class SendMails {
public:
    struct Needs {
        const MailStore& mails;
        MailQueue& queue;
        const SettingsStore& settings;
        mail::Sender& sender;
        user::v1::EmailService& users;
        PresentWords& words;
        const runtime::Clock& clock;
        MailMeters meters;
    };
    SendMails(Needs needs, MailRules rules) : needs_(std::move(needs)), rules_(std::move(rules)) {}

    // Tries one after the other, at most so many; how many. Ends early, with none, when the sender is not available.
    static constexpr int kAtOnce = 10;
    Task<Result<int>> operator()(CallContext& context) const;

private:
    enum class Outcome : std::uint8_t { done, unavailable };

    Task<Result<Outcome>> attempt(CallContext& context, const MailRow& mail) const;
    Task<Result<void>> bury(CallContext& context, const MailRow& mail, int reply_code) const;
    Task<Result<bool>> is_wanted(CallContext& context, const MailRow& mail,
                                 const user::v1::AddressMailResponse& reader) const;
    // When its reader may be disturbed again; nothing: now.
    Task<Result<std::optional<Timestamp>>> waits_until(CallContext& context, const MailRow& mail,
                                                       std::int64_t user_id) const;
    mail::Message message_of(const MailRow& mail, const user::v1::AddressMailResponse& reader,
                             const WrittenWords& written) const;
    Task<Result<void>> postpone(CallContext& context, const MailRow& mail) const;

    const Needs needs_;
    const MailRules rules_;
};

}  // namespace ecommerce::notification
