// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/send_mails.h"

#include <algorithm>

#include <fmt/format.h>

namespace ecommerce::notification {

namespace {

using namespace std::chrono_literals;

// Longer than an attempt takes: so long a mail waits whose process died.
constexpr auto kLease = 1min;
constexpr auto kAttemptMax = 45s;
constexpr auto kPauseMin = 10s;
constexpr std::chrono::seconds kPauseMax = 1h;

std::chrono::seconds pause_after(std::int32_t attempts) {
    const auto doublings = std::clamp(attempts - 1, 0, 10);
    return std::min<std::chrono::seconds>(kPauseMin * (1 << doublings), kPauseMax);
}

bool asks_link(const MailRow& mail) {
    return !mail.link_id.empty() && !mail.to_present_address;
}

// An administrator has it sent to see it, and gets it whatever was chosen.
bool is_test(const MailRow& mail) {
    return !mail.details.empty() && mail.details.front() == kTestMail;
}

Details details_of(const MailRow& mail) {
    Details details;
    for (std::size_t i = 0; i + 1 < mail.details.size(); i += 2)
        details[mail.details[i]] = mail.details[i + 1];
    return details;
}

}  // namespace

Task<Result<int>> SendMails::operator()(CallContext& context) const {
    co_await ok(needs_.queue.fill(context));
    for (int tried = 0; tried < kAtOnce; ++tried) {
        const auto claimed = co_await ok(needs_.queue.next(context, kLease));
        if (!claimed) co_return tried;
        const auto outcome = co_await ok(attempt(context, claimed->mail));
        co_await needs_.queue.finish(context, *claimed);
        if (outcome == Outcome::unavailable) co_return 0;
    }
    co_return kAtOnce;
}

Task<Result<SendMails::Outcome>> SendMails::attempt(CallContext& context, const MailRow& mail) const {
    // Every process that tried it died.
    if (mail.attempts > rules_.attempts_max) {
        co_await ok(bury(context, mail, 0));
        co_return Outcome::done;
    }
    auto call = context;
    call.deadline = std::min(context.deadline, deadline_in(kAttemptMax));
    user::v1::AddressMailRequest request;
    (mail.box == Box::shop) ? request.set_shop_id(mail.owner_id)
                            : request.set_user_id(std::max<std::int64_t>(mail.owner_id, 0));
    request.set_link_id(mail.link_id);
    request.set_to_present_address(mail.to_present_address);
    const auto reader = co_await needs_.users.AddressMail(call, request);
    if (!reader) {
        co_await ok(postpone(context, mail));
        co_return Outcome::unavailable;
    }
    if (!co_await ok(is_wanted(call, mail, *reader))) {
        needs_.meters.unwanted.add();
        co_await ok(needs_.mails.remove(context, mail.id));
        co_return Outcome::done;
    }
    if (const auto until = co_await ok(waits_until(call, mail, reader->user_id()))) {
        needs_.meters.quiet.add();
        co_await ok(needs_.mails.defer(context, mail.id, *until));
        co_return Outcome::done;
    }
    const auto written = co_await needs_.words.get(call);
    const auto receipt = mail::is_address(reader->email())
                             ? co_await needs_.sender.send(call, message_of(mail, *reader, *written))
                             : mail::Receipt{};
    if (!receipt) {
        co_await ok(postpone(context, mail));
        co_return Outcome::unavailable;
    }
    if (receipt->accepted) {
        needs_.meters.sent.add();
        co_await ok(needs_.mails.remove(context, mail.id));
    } else {
        co_await ok(bury(context, mail, receipt->code));
    }
    co_return Outcome::done;
}

Task<Result<bool>> SendMails::is_wanted(CallContext& context, const MailRow& mail,
                                        const user::v1::AddressMailResponse& reader) const {
    if (!reader.wanted() || (asks_link(mail) && reader.token().empty())) co_return false;
    const auto& words = template_of(mail.type);
    if (words.by_mail != ByMail::chosen || is_test(mail)) co_return true;
    if (!reader.email_confirmed()) co_return false;
    const auto choices = co_await ok(needs_.settings.channels(context, reader.user_id()));
    const auto found = std::ranges::find(choices, words.kind, &ChannelRow::kind);
    co_return found == choices.end() ? is_usual_by_mail(words.kind) : found->by_mail;
}

Task<Result<std::optional<Timestamp>>> SendMails::waits_until(CallContext& context, const MailRow& mail,
                                                              std::int64_t user_id) const {
    const auto& words = template_of(mail.type);
    if (words.by_mail != ByMail::chosen || !can_wait(words.kind) || is_test(mail)) co_return std::nullopt;
    const auto hours = co_await ok(needs_.settings.quiet_hours(context, user_id));
    co_return hours ? quiet_until(*hours, needs_.clock.now()) : std::nullopt;
}

mail::Message SendMails::message_of(const MailRow& mail, const user::v1::AddressMailResponse& reader,
                                    const WrittenWords& written) const {
    const auto link = rules_.links + page_of(mail.type, mail.subject, reader.token());
    auto text = mail_text(written, {.type = mail.type, .details = details_of(mail), .subject = mail.subject},
                          link, Language(reader.language()));
    // The number alone would come again where a database was restored.
    return {.id = fmt::format("mail-{}-{:x}", mail.id, mail.created_at.time_since_epoch().count()),
            .from = rules_.from,
            .from_name = rules_.from_name,
            .to = reader.email(),
            .subject = std::move(text.subject),
            .text = std::move(text.text),
            .html = std::move(text.html),
            .language = std::move(text.language),
            .date = mail.created_at};
}

Task<Result<void>> SendMails::postpone(CallContext& context, const MailRow& mail) const {
    if (mail.attempts >= rules_.attempts_max) co_return co_await bury(context, mail, 0);
    needs_.meters.postponed.add();
    co_return co_await needs_.mails.postpone(context, mail.id,
                                             needs_.clock.now() + pause_after(mail.attempts));
}

Task<Result<void>> SendMails::bury(CallContext& context, const MailRow& mail, int reply_code) const {
    needs_.meters.dead.add();
    co_return co_await needs_.mails.bury(context, mail.id, reply_code, needs_.clock.now());
}

}  // namespace ecommerce::notification
