// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/platform.h"

#include <unistd.h>

#include <algorithm>

#include "framework/config/environment.h"
#include "framework/rpc/channels.h"

#include "auth/v1/auth_service.rpc.h"

namespace ecommerce {

namespace {

class AuthSessionSource final : public auth::SessionSource {
public:
    explicit AuthSessionSource(rpc::Channels& channels)
        : auth_(channels.client<auth::v1::AuthServiceClient>()) {}

    Task<Result<auth::SessionState>> check(CallContext& context, std::string_view session_id) override {
        auth::v1::CheckSessionRequest request;
        request.set_session_id(std::string(session_id));
        auto response = co_await ok(auth_.CheckSession(context, request));
        auth::SessionState state{
            .alive = response.alive(), .user_id = response.user_id(), .shop_id = response.shop_id()};
        for (const auto role : response.roles()) state.roles = state.roles.with(Role(role));
        co_return state;
    }

private:
    auth::v1::AuthServiceClient auth_;
};

// The public half of the key that signs access tokens, where this process has that.
auth::PublicKey token_key(config::Configuration& configuration) {
    const auto seed = configuration.section("auth").key(
        "signing_key", {.help = "signs access and refresh tokens", .required = true});
    return seed.empty() ? auth::PublicKey{} : auth::TokenSigner(seed.reveal()).public_key();
}

}  // namespace

std::string_view version() {
    return ECOMMERCE_VERSION;
}

config::Configuration load_configuration(const CommandLine& line) {
    return config::Configuration::load(line.conf, config::process_environment());
}

service::HostOptions host_options(Services run) {
    const auto name = run.size() == 1 ? "ecommerce-" + std::string(run.front()->name) + "-service-v1"
                                      : std::string("ecommerce");
    return {.all = all_services(),
            .run = std::move(run),
            .ports = ports_of,
            .session_source =
                [](rpc::Channels& channels) { return std::make_unique<AuthSessionSource>(channels); },
            .token_key = token_key,
            .process = {.name = name, .version = std::string(version()), .log_descriptor = STDERR_FILENO}};
}

void check(config::Configuration& configuration, const Services& run) {
    for (const auto* definition : all_services()) {
        if (std::ranges::find(run, definition) != run.end()) continue;
        configuration.skip(definition->name);
        configuration.skip("postgres." + std::string(definition->name));
    }
    configuration.check();
}

}  // namespace ecommerce
