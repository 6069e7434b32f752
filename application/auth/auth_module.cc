// SPDX-License-Identifier: Apache-2.0
#include "application/auth/auth_module.h"

#include "application/auth/auth_migrations.h"
#include "application/auth/auth_parts.h"
#include "framework/config/configuration.h"
#include "framework/service/jobs.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::auth {

namespace {

using namespace std::chrono_literals;
using service::Need;

// Ended sessions are kept this long, so that their refresh tokens are still known as used.
constexpr auto kKeepEnded = std::chrono::days(30);
constexpr int kDeletedAtOnce = 10'000;

struct Settings {
    AuthRules rules;
    SecondFactorRules factor_rules;
    AttemptRules codes;
    config::Secret signing_key;
    config::Secret second_factor_key;
};

RoleSet read_required_for(config::Section& section) {
    const auto required =
        section.string("second_factor_required_for", "none",
                       {.help = "who does without the rights of the role until a second factor is on",
                        .one_of = {"none", "administrators", "sellers", "both"}});
    RoleSet roles;
    if (required == "administrators" || required == "both") roles = roles.with(Role::admin);
    if (required == "sellers" || required == "both") roles = roles.with(Role::seller);
    return roles;
}

AttemptRules read_codes(config::Section& section) {
    return {.per_target = section.integer<std::int64_t>(
                "per_account", 5,
                {.help = "wrong codes of one account, and of one device that it knows; 0 is no limit",
                 .min = 0,
                 .max = 1'000}),
            .per_network = section.integer<std::int64_t>(
                "per_address", 100,
                {.help = "wrong codes from one address; 0 is no limit", .min = 0, .max = 1'000'000}),
            .window = section.duration(
                "window", 15min, {.help = "how long until as many are forgiven", .min = 1s, .max = 24h})};
}

Settings read(config::Section& section) {
    return {
        .rules =
            {.access_token_life = std::chrono::duration_cast<std::chrono::seconds>(
                 section.duration("access_token_life", 15min,
                                  {.help = "how long an access token is valid", .min = 1min, .max = 24h})),
             .session_life = std::chrono::duration_cast<std::chrono::seconds>(section.duration(
                 "session_life", 30 * 24h,
                 {.help = "how long a session lives without being refreshed", .min = 1h, .max = 365 * 24h})),
             .refresh_repeat = std::chrono::duration_cast<std::chrono::seconds>(section.duration(
                 "refresh_repeat", 10s,
                 {.help = "how long a refresh token gives the client that used it the same successor again",
                  .max = 1min})),
             .sessions_max = section.integer("sessions_max", 50,
                                             {.help = "living sessions of one user", .min = 1, .max = 100})},
        .factor_rules = {.step_up_window = section.live_duration(
                             "step_up_window", 15min,
                             {.help = "how long a proof of who is there counts for what is dangerous",
                              .min = 1min,
                              .max = 24h}),
                         .required_for = section.live(read_required_for),
                         .issuer =
                             section.string("second_factor_issuer", "Ecommerce",
                                            {.help = "what authenticator apps show", .required = true})},
        .codes = read_codes(section.section("code_attempts")),
        .signing_key =
            section.key("signing_key", {.help = "signs access and refresh tokens", .required = true}),
        .second_factor_key = section.key(
            "second_factor_key",
            {.help = "encrypts the secrets of second factors; losing it loses them", .required = true})};
}

class AuthModule final : public service::Module {
public:
    AuthModule(service::Environment& environment, const Settings& settings)
        : environment_(environment),
          users_(environment.client<user::v1::UserServiceClient>()),
          parts_(environment.database, environment.redis, users_, environment.events, environment.clock,
                 settings.rules, settings.factor_rules, settings.codes,
                 {.signing = settings.signing_key.reveal(),
                  .second_factors = settings.second_factor_key.reveal()}) {
        environment.jobs.every("delete-ended-sessions", 1h,
                               [this](CallContext& context) { return delete_ended_sessions(context); },
                               {.one_replica = true});
        environment.jobs.every("delete-used-challenges", 1h,
                               [this](CallContext& context) { return delete_used_challenges(context); },
                               {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&sessions_, &second_factors_}; }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_session_events(subscriptions, environment_.database, parts_.sessions, parts_.ends,
                                 parts_.cache, parts_.factor_store, parts_.factors, environment_.clock);
    }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        return parts_.checks.run(context, response);
    }

private:
    Task<Result<service::Left>> delete_ended_sessions(CallContext& context) const {
        const auto before = environment_.clock.now() - kKeepEnded;
        const auto deleted = co_await ok(parts_.sessions.delete_ended(context, before, kDeletedAtOnce));
        co_return service::left_after(deleted, kDeletedAtOnce);
    }

    Task<Result<service::Left>> delete_used_challenges(CallContext& context) const {
        const auto deleted = co_await ok(
            parts_.factor_store.delete_challenges(context, environment_.clock.now(), kDeletedAtOnce));
        co_return service::left_after(deleted, kDeletedAtOnce);
    }

    service::Environment& environment_;
    user::v1::UserServiceClient users_;
    AuthParts parts_;
    v1::AuthServiceEndpoint sessions_{parts_.service};
    v1::SecondFactorServiceEndpoint second_factors_{parts_.second_factors};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<AuthModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "auth",
    .needs = {Need::database, Need::events, Need::key_value},
    .apis = {v1::AuthService::methods, v1::SecondFactorService::methods},
    .subscribes = {"ecommerce.auth.v1.SessionRevoked", "ecommerce.user.v1.UserDeleted",
                   "ecommerce.user.v1.UserFrozen", "ecommerce.user.v1.PasswordChanged",
                   "ecommerce.user.v1.RolesChanged"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::auth
