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
    config::Secret signing_key;
};

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
        .signing_key =
            section.key("signing_key", {.help = "signs access and refresh tokens", .required = true})};
}

class AuthModule final : public service::Module {
public:
    AuthModule(service::Environment& environment, const Settings& settings)
        : environment_(environment),
          users_(environment.client<user::v1::UserServiceClient>()),
          parts_(environment.database, environment.redis, users_, environment.events, environment.clock,
                 settings.rules, settings.signing_key.reveal()) {
        environment.jobs.every("delete-ended-sessions", 1h,
                               [this](CallContext& context) { return delete_ended_sessions(context); },
                               {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&endpoint_}; }

    void subscribe(events::Subscriptions& subscriptions) override {
        subscribe_session_events(subscriptions, environment_.database, parts_.sessions, parts_.ends,
                                 parts_.cache, environment_.clock);
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

    service::Environment& environment_;
    user::v1::UserServiceClient users_;
    AuthParts parts_;
    v1::AuthServiceEndpoint endpoint_{parts_.service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<AuthModule>(environment, read(environment.config));
}

}  // namespace

const service::Definition kDefinition{
    .name = "auth",
    .needs = {Need::database, Need::events, Need::key_value},
    .apis = {v1::AuthService::methods},
    .subscribes = {"ecommerce.auth.v1.SessionRevoked", "ecommerce.user.v1.UserDeleted",
                   "ecommerce.user.v1.UserFrozen", "ecommerce.user.v1.PasswordChanged",
                   "ecommerce.user.v1.RolesChanged"},
    .migrations = migrations,
    .make = make};

}  // namespace ecommerce::auth
