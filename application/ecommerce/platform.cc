// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/platform.h"

#include <unistd.h>

#include <algorithm>

#include "framework/config/environment.h"
#include "framework/rpc/channels.h"
#include "framework/rpc/messages.h"
#include "framework/service/parameter_follower.h"

#include "admin/v1/instance_service.rpc.h"
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
        auth::SessionState state{.alive = response.alive(),
                                 .user_id = response.user_id(),
                                 .shop_id = response.shop_id(),
                                 .version = response.access_version(),
                                 .proven_until = response.proven_until().seconds()};
        for (const auto role : response.roles()) state.roles = state.roles.with(Role(role));
        co_return state;
    }

private:
    auth::v1::AuthServiceClient auth_;
};

class AdminParameterSource final : public service::ParameterSource {
public:
    explicit AdminParameterSource(rpc::Channels& channels)
        : admin_(channels.client<admin::v1::InstanceServiceClient>()) {}

    Task<Result<Set>> set(CallContext& context, std::int64_t known_version) override {
        admin::v1::GetParameterValuesRequest request;
        request.set_known_version(known_version);
        const auto response = co_await ok(admin_.GetParameterValues(context, request));
        co_return Set{.version = response.version(),
                      .values = {response.values().begin(), response.values().end()}};
    }

    Task<Result<void>> report(CallContext& context, const service::Instance& instance, std::int64_t followed,
                              const std::vector<config::Parameter>& parameters) override {
        admin::v1::ReportInstanceRequest request;
        request.set_instance(instance.id);
        request.set_process(instance.process);
        request.set_program_version(instance.program_version);
        rpc::set_time(*request.mutable_started_at(), instance.started_at);
        request.set_parameters_version(followed);
        for (const auto& parameter : parameters) fill(*request.add_parameters(), parameter);
        co_await ok(admin_.ReportInstance(context, request));
        co_return {};
    }

private:
    static void fill(admin::v1::Parameter& message, const config::Parameter& parameter) {
        message.set_name(parameter.name);
        // The contract's kinds are in the order of these, behind the unspecified one.
        message.set_kind(admin::v1::ParameterKind(int(parameter.kind) + 1));
        message.set_help(parameter.help);
        message.set_default_value(parameter.fallback);
        message.set_min(parameter.min);
        message.set_max(parameter.max);
        for (const auto& choice : parameter.choices) message.add_choices(choice);
        message.set_value_in_force(parameter.value);
        message.set_origin(parameter.origin);
    }

    admin::v1::InstanceServiceClient admin_;
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
            .parameter_source =
                [](rpc::Channels& channels) { return std::make_unique<AdminParameterSource>(channels); },
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
