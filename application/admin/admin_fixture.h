// SPDX-License-Identifier: Apache-2.0
// Tests of the admin service on a database of their own.
#pragma once

#include <memory>
#include <string>

#include "application/admin/admin_migrations.h"
#include "application/admin/admin_parts.h"
#include "framework/postgres/migrations.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::admin {

class AdminTest : public testing::PostgresFixture {
protected:
    static constexpr std::int64_t kAdmin = 7;

    std::string template_name() const override { return "admin"; }
    void prepare_template(const testing::TemporaryDatabase& database) override {
        ASSERT_TRUE(postgres::migrate_up({database.source(), "public"}, migrations()));
    }
    void SetUp() override {
        testing::PostgresFixture::SetUp();
        context.principal.user_id = kAdmin;
        parts_ = std::make_unique<AdminParts>(database(), clock);
    }
    void TearDown() override {
        parts_.reset();
        testing::PostgresFixture::TearDown();
    }
    ParameterService& parameters() { return parts_->parameters; }
    InstanceService& instances() { return parts_->instances; }

    // A process with two parameters, as it reports itself.
    static v1::ReportInstanceRequest order_process(char digit = 'a') {
        v1::ReportInstanceRequest request;
        request.set_instance(std::string(22, digit));
        request.set_process("ecommerce-order-service-v1");
        request.set_program_version("1.2.3");
        auto& window = *request.add_parameters();
        window.set_name("order.ship_within");
        window.set_kind(v1::PARAMETER_KIND_DURATION);
        window.set_help("by when a shop ships");
        window.set_default_value("2d");
        window.set_min("1h");
        window.set_max("30d");
        window.set_value_in_force("3d");
        window.set_origin("conf/ecommerce.yaml:3");
        auto& mode = *request.add_parameters();
        mode.set_name("order.mode");
        mode.set_kind(v1::PARAMETER_KIND_CHOICE);
        mode.set_help("how strict");
        mode.set_default_value("lax");
        mode.add_choices("lax");
        mode.add_choices("strict");
        mode.set_value_in_force("lax");
        mode.set_origin("default");
        return request;
    }
    void report(const v1::ReportInstanceRequest& request) {
        ASSERT_TRUE(run(instances().ReportInstance(context, request)));
    }

    testing::FakeClock clock;

private:
    std::unique_ptr<AdminParts> parts_;
};

}  // namespace ecommerce::admin
