// SPDX-License-Identifier: Apache-2.0
#include "application/admin/admin_module.h"

#include "application/admin/admin_migrations.h"
#include "application/admin/admin_parts.h"
#include "framework/service/jobs.h"

namespace ecommerce::admin {

namespace {

using namespace std::chrono_literals;
using service::Need;

class AdminModule final : public service::Module {
public:
    explicit AdminModule(service::Environment& environment)
        : parts_(environment.database, environment.clock) {
        environment.jobs.every("forget-instances", 1h,
                               [this](CallContext& context) { return parts_.instances.forget(context); },
                               {.one_replica = true});
    }

    std::vector<rpc::Endpoint*> endpoints() override { return {&parameters_, &instances_}; }

private:
    AdminParts parts_;
    v1::ParameterServiceEndpoint parameters_{parts_.parameters};
    v1::InstanceServiceEndpoint instances_{parts_.instances};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<AdminModule>(environment);
}

}  // namespace

const service::Definition kDefinition{.name = "admin",
                                      .needs = {Need::database},
                                      .apis = {v1::ParameterService::methods, v1::InstanceService::methods},
                                      .migrations = migrations,
                                      .make = make};

}  // namespace ecommerce::admin
