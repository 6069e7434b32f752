// SPDX-License-Identifier: Apache-2.0
#include "application/category/category_module.h"

#include "application/category/category_migrations.h"
#include "application/category/category_parts.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::category {

namespace {

using service::Need;

class CategoryModule final : public service::Module {
public:
    explicit CategoryModule(service::Environment& environment)
        : products_(environment.client<product::v1::ProductAdminServiceClient>()),
          pictures_(environment.client<product::v1::PictureServiceClient>()),
          parts_(environment.loops, environment.database, products_, pictures_, environment.events,
                 environment.clock) {}

    std::vector<rpc::Endpoint*> endpoints() override { return {&endpoint_}; }

    Task<Result<void>> check_invariants(CallContext& context,
                                        diagnostics::v1::CheckInvariantsResponse& response) override {
        auto nodes = co_await ok(parts_.store.list(context));
        const auto count = nodes.size();
        const CategoryTree tree(std::move(nodes));
        if (tree.size() != count) {
            auto& violation = *response.add_violations();
            violation.set_invariant("every category has a way up to the top level");
            violation.set_detail(std::to_string(count - tree.size()) + " have none");
        }
        co_return {};
    }

private:
    product::v1::ProductAdminServiceClient products_;
    product::v1::PictureServiceClient pictures_;
    CategoryParts parts_;
    v1::CategoryServiceEndpoint endpoint_{parts_.service};
};

std::unique_ptr<service::Module> make(service::Environment& environment) {
    return std::make_unique<CategoryModule>(environment);
}

}  // namespace

const service::Definition kDefinition{.name = "category",
                                      .needs = {Need::database, Need::events},
                                      .apis = {v1::CategoryService::methods},
                                      .migrations = migrations,
                                      .make = make};

}  // namespace ecommerce::category
