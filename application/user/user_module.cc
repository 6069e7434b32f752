// SPDX-License-Identifier: Apache-2.0
#include "application/user/user_module.h"

#include "application/user/user_migrations.h"
#include "application/user/user_parts.h"
#include "framework/config/configuration.h"
#include "framework/service/jobs.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::user {

namespace {

using namespace std::chrono_literals;
using service::Need;

// Links that are over are kept so long: a mail may still have to tell the former address.
constexpr auto kKeepLinks = 24h;
constexpr int kDeletedAtOnce = 10'000;

struct Settings {
    config::Secret bank_card_key;
    config::Secret link_key;
    UserLimits limits;
};

Settings read(config::Section& section) {
    auto& attempts = section.section("password_attempts");
    auto& mails = section.section("mail_requests");
    return {
        .bank_card_key = section.key(
            "bank_card_key", {.help = "encrypts bank card numbers; losing it loses them", .required = true}),
        .link_key = section.key("link_key", {.help = "signs the links in mails", .required = true}),
        .limits = {
            .passwords =
                {.per_target = attempts.integer<std::int64_t>(
                     "per_account", 10,
                     {.help =
                          "wrong passwords of one account, and of one device that it knows; 0 is no limit",
                      .min = 0,
                      .max = 1'000'000}),
                 .per_network = attempts.integer<std::int64_t>(
                     "per_address", 1'000,
                     {.help = "wrong passwords from one address; 0 is no limit", .min = 0, .max = 1'000'000}),
                 .window = attempts.duration(
                     "window", 15min,
                     {.help = "how long until as many are forgiven", .min = 1s, .max = 24h})},
            .mails = {
                .per_target = mails.integer<std::int64_t>(
                    "per_address", 10,
                    {.help =
                         "links asked for to one mail address, by one network where anybody may ask; 0 is no limit",
                     .min = 0,
                     .max = 1'000'000}),
                .per_network = mails.integer<std::int64_t>(
                    "per_network", 100,
                    {.help = "links that one network asks for; 0 is no limit", .min = 0, .max = 1'000'000}),
                .window = mails.duration(
                    "window", 15min,
                    {.help = "how long until as many may be asked for again", .min = 1s, .max = 24h})}}};
}

class UserModule final : public service::Module {
public:
    UserModule(service::Environment& environment, const Settings& settings)
        : orders_(environment.client<order::v1::OrderServiceClient>()),
          pictures_(environment.client<product::v1::PictureServiceClient>()),
          parts_(environment.database, environment.redis, environment.passwords, orders_, pictures_,
                 environment.events, environment.clock, settings.limits, settings.bank_card_key.reveal(),
                 settings.link_key.reveal()) {
        environment.jobs.every("delete-old-links", 10min,
                               [this, &clock = environment.clock](CallContext& context) {
                                   return delete_old_links(context, clock.now() - kKeepLinks);
                               },
                               {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override {
        return {&users_, &emails_, &admin_, &addresses_, &cards_, &shops_, &regions_};
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return parts_.checks.run(context, response);
    }

private:
    Task<Result<service::Left>> delete_old_links(CallContext& context, Timestamp before) const {
        const auto deleted = co_await ok(parts_.link_store.delete_old(context, before, kDeletedAtOnce));
        co_return service::left_after(deleted, kDeletedAtOnce);
    }

    order::v1::OrderServiceClient orders_;
    product::v1::PictureServiceClient pictures_;
    UserParts parts_;
    v1::UserServiceEndpoint users_{parts_.users};
    v1::EmailServiceEndpoint emails_{parts_.emails};
    v1::UserAdminServiceEndpoint admin_{parts_.admin};
    v1::UserAddressServiceEndpoint addresses_{parts_.addresses};
    v1::BankCardServiceEndpoint cards_{parts_.cards};
    v1::ShopServiceEndpoint shops_{parts_.shops};
    v1::RegionServiceEndpoint regions_{parts_.region_service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<UserModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "user",
    .needs = {Need::database, Need::events, Need::key_value, Need::passwords},
    .apis = {v1::UserService::methods, v1::EmailService::methods, v1::UserAdminService::methods,
             v1::UserAddressService::methods, v1::BankCardService::methods, v1::ShopService::methods,
             v1::RegionService::methods},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::user
