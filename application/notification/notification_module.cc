// SPDX-License-Identifier: Apache-2.0
#include "application/notification/notification_module.h"

#include "application/notification/app/mail_bounce_service.h"
#include "application/notification/app/send_mails.h"
#include "application/notification/notification_migrations.h"
#include "application/notification/notification_parts.h"
#include "framework/auth/random_id.h"
#include "framework/config/configuration.h"
#include "framework/mail/file_sender.h"
#include "framework/mail/smtp_sender.h"
#include "framework/service/jobs.h"

namespace ecommerce::notification {

namespace {

using namespace std::chrono_literals;
using service::Need;

constexpr int kDeletedAtOnce = 10'000;

// How mails are sent: to a server, into a folder, or not at all when neither is named.
struct MailSettings {
    mail::SmtpOptions server;  // without a host: none
    std::string folder;
    MailRules rules;
    config::Secret bounce_secret;  // of whoever tells of bounces; empty: nobody does

    bool sends() const { return !server.host.empty() || !folder.empty(); }
};

struct Settings {
    std::chrono::milliseconds keep;
    LiveRules live;
    MailSettings mail;
};

bool is_this_machine(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1";
}

mail::Security security_of(std::string_view name) {
    if (name == "tls") return mail::Security::tls;
    return name == "none" ? mail::Security::none : mail::Security::starttls;
}

mail::SmtpOptions read_server(config::Section& section) {
    return {
        .host = section.string("host", "", {.help = "the mail server that takes mails; empty: none"}),
        .port = section.integer<std::uint16_t>("port", 587, {.help = "its port", .min = 1}),
        .security = security_of(section.string(
            "security", "starttls",
            {.help = "TLS after a greeting or from the first byte, with a verified certificate; none only "
                     "for a server on this machine",
             .one_of = {"starttls", "tls", "none"}})),
        .user = section.string("user", "", {.help = "signs in to it; empty: no login"}),
        .password = section.secret("password", {.help = "of that user"}),
        .ca_bundle = section.string("ca_bundle", "",
                                    {.help = "file of the authorities to trust; empty: the system's"})};
}

void check(const MailSettings& mail) {
    if (!mail.sends()) return;
    if (!mail::is_address(mail.rules.from)) {
        throw config::Error("notification.mail.from must be the address that mails come from.");
    }
    if (mail.server.host.empty() || is_this_machine(mail.server.host)) return;
    if (mail.server.security == mail::Security::none) {
        throw config::Error(
            "notification.mail.security may be none for a mail server on this machine alone.");
    }
    const auto& links = mail.rules.links;
    if (links.contains("//127.0.0.1") || links.contains("//localhost")) {
        throw config::Error(
            "notification.mail.links must be where people reach the pages, not this machine.");
    }
}

MailSettings read_mail(config::Section& section, std::uint16_t edge_port) {
    MailSettings mail{
        .server = read_server(section),
        .folder = section.string(
            "folder", "",
            {.help = "where mails are written as files, for developers, when no host is named"}),
        .rules = {
            .from = section.string("from", "", {.help = "the address that mails come from"}),
            .from_name = section.string("from_name", "Ecommerce", {.help = "the name beside it"}),
            .links = section.string("links", "http://127.0.0.1:" + std::to_string(edge_port),
                                    {.help = "where people reach the pages: links in mails begin so"}),
            .attempts_max = section.integer(
                "attempts", 20, {.help = "after so many in vain a mail is dead", .min = 1, .max = 1'000})}};
    mail.bounce_secret = section.secret(
        "bounce_secret", {.help = "signs what the provider of mails tells of those that came back"});
    while (mail.rules.links.ends_with('/')) mail.rules.links.pop_back();
    if (!section.boolean("enabled", true, {.help = "whether mails are sent at all"})) {
        mail.server.host.clear();
        mail.folder.clear();
    }
    check(mail);
    return mail;
}

LiveRules read_live(config::Section& section) {
    return {.per_account = section.integer(
                "per_account", 10,
                {.help = "devices of an account that a process tells of changes", .min = 1, .max = 1'000}),
            .streams_max = section.integer(
                "streams_max", 4096,
                {.help = "devices that a process tells of changes", .min = 1, .max = 100'000})};
}

Settings read(config::Section& section, std::uint16_t edge_port) {
    return {.keep =
                section.duration("keep", 180 * 24h,
                                 {.help = "how long notifications are kept", .min = 24h, .max = 3650 * 24h}),
            .live = read_live(section.section("live")),
            .mail = read_mail(section.section("mail"), edge_port)};
}

// What sends mails, and its threads.
class Mailer {
public:
    explicit Mailer(const MailSettings& settings) {
        if (settings.server.host.empty()) {
            sender_ = std::make_unique<mail::FileSender>(settings.folder, workers_);
        } else {
            auto smtp = std::make_unique<mail::SmtpSender>(settings.server, workers_);
            smtp_ = smtp.get();
            sender_ = std::move(smtp);
        }
    }

    mail::Sender& sender() { return *sender_; }
    void stop() {
        if (smtp_) smtp_->stop();
    }

private:
    runtime::WorkerPool workers_{1, 100};
    mail::SmtpSender* smtp_ = nullptr;
    std::unique_ptr<mail::Sender> sender_;
};

class NotificationModule final : public service::Module {
public:
    NotificationModule(service::Environment& environment, const Settings& settings)
        : clock_(environment.clock),
          settings_(settings),
          users_(environment.client<user::v1::EmailServiceClient>()),
          sessions_(environment.client<auth::v1::AuthServiceClient>()),
          parts_(environment.database, environment.loops, sessions_, environment.clock,
                 {.sends_mails = settings.mail.sends(),
                  .live = settings.live,
                  .live_meters = LiveMeters(environment.metrics)}) {
        environment.jobs.every("delete-old-notifications", 1h,
                               [this](CallContext& context) { return delete_old(context); },
                               {.one_replica = true});
        environment.jobs.every("delete-old-changes", 1min,
                               [this](CallContext& context) { return delete_old_changes(context); },
                               {.timeout = 30s, .one_replica = true});
        environment.jobs.every(
            "tell-streams", 250ms, [this](CallContext& context) -> Task<Result<service::Left>> {
                co_return service::left_after(co_await ok(parts_.feed.look(context)), LiveFeed::kReadAtOnce);
            });
        const MailMeters meters(environment.metrics);
        bounces_ = std::make_unique<MailBounceService>(
            MailBounceService::Needs{.users = users_,
                                     .clock = clock_,
                                     .meters = meters,
                                     .secret = std::string(settings_.mail.bounce_secret.reveal())});
        bounce_endpoint_ = std::make_unique<v1::MailBounceServiceEndpoint>(*bounces_);
        if (settings_.mail.sends()) send_mails(environment, meters);
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&endpoint_, &settings_service_, &mail_admin_, bounce_endpoint_.get(), &templates_};
    }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_news(subscriptions, parts_.tell);
        subscribe_closings(subscriptions, {parts_.boxes, parts_.mails, parts_.live, parts_.settings, clock_});
    }

    std::vector<service::Address> addresses() const override {
        if (!settings_.mail.server.host.empty() || settings_.mail.folder.empty()) return {};
        return {{"Mails", settings_.mail.folder + "/*.eml"}};
    }

    // Before the jobs end: they begin no other mail.
    bool close(Deadline) override {
        if (mailer_) mailer_->stop();
        return true;
    }

private:
    void send_mails(service::Environment& environment, const MailMeters& meters) {
        mailer_ = std::make_unique<Mailer>(settings_.mail);
        queue_ = std::make_unique<MailQueue>(
            MailQueue::Needs{
                .mails = parts_.mails, .store = environment.redis, .clock = clock_, .meters = meters},
            queue::QueueOptions{.name = "mails", .consumer = auth::random_id()});
        send_ = std::make_unique<SendMails>(SendMails::Needs{.mails = parts_.mails,
                                                             .queue = *queue_,
                                                             .settings = parts_.settings,
                                                             .sender = mailer_->sender(),
                                                             .users = users_,
                                                             .words = parts_.words,
                                                             .clock = clock_,
                                                             .meters = meters},
                                            settings_.mail.rules);
        environment.jobs.every("send-mails", 1s,
                               [this](CallContext& context) -> Task<Result<service::Left>> {
                                   co_return service::left_after(co_await ok((*send_)(context)),
                                                                 SendMails::kAtOnce);
                               },
                               {.timeout = 8min});
        environment.jobs.every("look-after-mails", 15s,
                               [this](CallContext& context) { return queue_->look_after(context); });
    }

    Task<Result<service::Left>> delete_old(CallContext& context) const {
        const auto now = clock_.now();
        co_await ok(parts_.boxes.empty_closed(context, now - 24h));
        co_await ok(parts_.settings.remove_late(context, now - 24h));
        const auto deleted =
            co_await ok(parts_.boxes.delete_older(context, now - settings_.keep, kDeletedAtOnce));
        const auto dead =
            co_await ok(parts_.mails.delete_dead(context, now - settings_.keep, kDeletedAtOnce));
        co_return service::left_after(std::max(deleted, dead), kDeletedAtOnce);
    }

    Task<Result<service::Left>> delete_old_changes(CallContext& context) const {
        const auto before = clock_.now() - WatchNotifications::kKept;
        co_return service::left_after(co_await ok(parts_.live.delete_older(context, before, kDeletedAtOnce)),
                                      kDeletedAtOnce);
    }

    const runtime::Clock& clock_;
    const Settings settings_;
    user::v1::EmailServiceClient users_;
    auth::v1::AuthServiceClient sessions_;
    NotificationParts parts_;
    std::unique_ptr<Mailer> mailer_;  // none: no mails are sent
    std::unique_ptr<MailQueue> queue_;
    std::unique_ptr<SendMails> send_;
    std::unique_ptr<MailBounceService> bounces_;
    std::unique_ptr<v1::MailBounceServiceEndpoint> bounce_endpoint_;
    v1::NotificationServiceEndpoint endpoint_{parts_.service};
    v1::SettingsServiceEndpoint settings_service_{parts_.settings_service};
    v1::MailAdminServiceEndpoint mail_admin_{parts_.mail_admin};
    v1::TemplateServiceEndpoint templates_{parts_.template_service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<NotificationModule>(environment,
                                                read(environment.config, environment.edge_ports.http));
}

}  // namespace

const service::Definition kDefinition{.name = "notification",
                                      .needs = {Need::database, Need::events, Need::key_value},
                                      .apis = {v1::NotificationService::methods, v1::SettingsService::methods,
                                               v1::MailAdminService::methods, v1::MailBounceService::methods,
                                               v1::TemplateService::methods},
                                      .subscribes = {"ecommerce.auth.v1.SecondFactorTurnedOff",
                                                     "ecommerce.auth.v1.SecondFactorTurnedOn",
                                                     "ecommerce.auth.v1.SessionRevoked",
                                                     "ecommerce.order.v1.OrderCancelled",
                                                     "ecommerce.order.v1.OrderCompleted",
                                                     "ecommerce.order.v1.OrderCreated",
                                                     "ecommerce.order.v1.OrderPaid",
                                                     "ecommerce.order.v1.OrderRefunding",
                                                     "ecommerce.order.v1.OrderShipped",
                                                     "ecommerce.payment.v1.PaymentDeclined",
                                                     "ecommerce.payment.v1.PaymentRefunded",
                                                     "ecommerce.product.v1.ProductPublished",
                                                     "ecommerce.product.v1.ProductTakenOffShelf",
                                                     "ecommerce.review.v1.QuestionAnswered",
                                                     "ecommerce.review.v1.QuestionAsked",
                                                     "ecommerce.review.v1.ReviewRemarked",
                                                     "ecommerce.user.v1.EmailChanged",
                                                     "ecommerce.user.v1.LinkMade",
                                                     "ecommerce.user.v1.PasswordChanged",
                                                     "ecommerce.user.v1.ShopApproved",
                                                     "ecommerce.user.v1.ShopClosed",
                                                     "ecommerce.user.v1.ShopReopened",
                                                     "ecommerce.user.v1.UserDeleted"},
                                      .migrations = migrations,
                                      .make = make};

}  // namespace ecommerce::notification
