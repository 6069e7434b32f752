// SPDX-License-Identifier: Apache-2.0
#include "application/admin/app/parameter_service.h"

#include <gmock/gmock.h>

#include "application/admin/admin_fixture.h"
#include "framework/runtime/join.h"

namespace ecommerce::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class Parameters : public AdminTest {
protected:
    void SetUp() override {
        AdminTest::SetUp();
        report(order_process());
    }
    v1::Parameter get(const std::string& name = "order.ship_within") {
        v1::GetParameterRequest request;
        request.set_name(name);
        return run(parameters().GetParameter(context, request)).value().parameter();
    }
    Result<v1::SetParameterResponse> set(const std::string& value, const std::string& etag = "",
                                         const std::string& name = "order.ship_within") {
        v1::SetParameterRequest request;
        request.set_name(name);
        request.set_value(value);
        request.set_reason("a test");
        request.set_etag(etag.empty() ? get(name).etag() : etag);
        return run(parameters().SetParameter(context, request));
    }
    Result<v1::ResetParameterResponse> reset() {
        v1::ResetParameterRequest request;
        request.set_name("order.ship_within");
        request.set_reason("back");
        request.set_etag(get().etag());
        return run(parameters().ResetParameter(context, request));
    }
    Result<v1::RestoreParameterResponse> restore(std::int64_t version,
                                                 const std::string& name = "order.ship_within") {
        v1::RestoreParameterRequest request;
        request.set_name(name);
        request.set_version(version);
        request.set_reason("as it was");
        request.set_etag(get(name).etag());
        return run(parameters().RestoreParameter(context, request));
    }
    v1::ListParameterChangesResponse changes(std::uint32_t size, const std::string& token = "",
                                             const std::string& name = "") {
        v1::ListParameterChangesRequest request;
        request.set_name(name);
        request.set_page_size(size);
        request.set_page_token(token);
        return run(parameters().ListParameterChanges(context, request)).value();
    }
    // What a process learns that knows this version.
    v1::GetParameterValuesResponse values(std::int64_t known) {
        v1::GetParameterValuesRequest request;
        request.set_known_version(known);
        return run(instances().GetParameterValues(context, request)).value();
    }
};

TEST_F(Parameters, AreListedAsTheirProcessesDeclareThem) {
    const auto all = run(parameters().ListParameters(context, {})).value();
    ASSERT_EQ(all.parameters_size(), 2);
    EXPECT_EQ(all.parameters(0).name(), "order.mode");
    EXPECT_THAT(all.parameters(0).choices(), ElementsAre("lax", "strict"));
    const auto& window = all.parameters(1);
    EXPECT_EQ(window.kind(), v1::PARAMETER_KIND_DURATION);
    EXPECT_EQ(window.default_value(), "2d");
    EXPECT_EQ(window.value_in_force(), "3d");
    EXPECT_FALSE(window.has_value());
    EXPECT_FALSE(window.has_latest_change());
}

TEST_F(Parameters, AreSetWithWhoAndWhy) {
    const auto after = set("24h").value().parameter();
    EXPECT_EQ(after.value(), "1d") << "as it would write it";
    EXPECT_EQ(after.latest_change().changed_by(), kAdmin);
    EXPECT_EQ(after.latest_change().reason(), "a test");
    EXPECT_EQ(get().SerializeAsString(), after.SerializeAsString());
    const auto all = run(parameters().ListParameters(context, {})).value();
    EXPECT_EQ(all.parameters(1).latest_change().version(), after.latest_change().version());
}

TEST_F(Parameters, RefuseWhatIsNoValueOfTheirs) {
    for (const char* value : {"soon", "30m", "31d"}) {
        EXPECT_EQ(set(value).error().reason(), "PARAMETER_VALUE") << value;
    }
    EXPECT_EQ(set("strictest", "", "order.mode").error().reason(), "PARAMETER_VALUE");
    EXPECT_TRUE(set("strict", "", "order.mode"));
    EXPECT_EQ(set("strict", "", "order.mode").error().reason(), "PARAMETER_UNCHANGED");
    EXPECT_EQ(set("1d", "v0", "order.other").error().reason(), "NOT_FOUND");
}

TEST_F(Parameters, AreNotSetOverAChangeThatWasNotSeen) {
    const auto etag = get().etag();
    ASSERT_TRUE(set("1d", etag));
    EXPECT_EQ(set("2d", etag).error().reason(), "ETAG_MISMATCH");
    EXPECT_EQ(get().value(), "1d");
}

TEST_F(Parameters, GoBackToTheConfigurationAndToEarlierChanges) {
    const auto first = set("1d").value().parameter().latest_change().version();
    const auto second = set("4d").value().parameter().latest_change().version();
    EXPECT_FALSE(reset().value().parameter().has_value());
    EXPECT_EQ(reset().error().reason(), "PARAMETER_UNCHANGED");
    EXPECT_EQ(restore(first).value().parameter().value(), "1d");
    EXPECT_EQ(restore(second).value().parameter().value(), "4d");
    EXPECT_EQ(restore(second + 1).value().parameter().has_value(), false) << "it was reset then";
    EXPECT_EQ(restore(999).error().reason(), "NOT_FOUND");
    EXPECT_EQ(restore(first, "order.mode").error().reason(), "NOT_FOUND") << "of another one";
}

TEST_F(Parameters, KeepTheirHistory) {
    ASSERT_TRUE(set("1d"));
    ASSERT_TRUE(set("strict", "", "order.mode"));
    ASSERT_TRUE(set("4d"));
    const auto first = changes(2);
    EXPECT_EQ(first.changes(0).value(), "4d");
    EXPECT_EQ(first.changes(0).value_before(), "1d");
    EXPECT_EQ(first.changes(1).name(), "order.mode");
    const auto second = changes(2, first.next_page_token());
    ASSERT_EQ(second.changes_size(), 1);
    EXPECT_FALSE(second.changes(0).has_value_before());
    EXPECT_EQ(changes(10, "", "order.mode").changes_size(), 1);
}

TEST_F(Parameters, AreToldToWhoKnowsAnotherVersion) {
    EXPECT_EQ(values(0).version(), 0);
    ASSERT_TRUE(set("1d"));
    ASSERT_TRUE(set("strict", "", "order.mode"));
    const auto all = values(0);
    EXPECT_EQ(all.version(), 2);
    EXPECT_THAT(all.values(),
                UnorderedElementsAre(Pair("order.ship_within", "1d"), Pair("order.mode", "strict")));
    EXPECT_EQ(values(2).values_size(), 0);
    ASSERT_TRUE(reset());
    EXPECT_THAT(values(2).values(), ElementsAre(Pair("order.mode", "strict")));
    EXPECT_EQ(values(99).values_size(), 1) << "of a database that was put back";
}

TEST_F(Parameters, KeepWhatWasSetWhenTheyAreDeclaredAgain) {
    ASSERT_TRUE(set("1d"));
    auto newer = order_process('b');
    newer.mutable_parameters(0)->set_max("60d");
    newer.mutable_parameters(0)->set_value_in_force("1d");
    report(newer);
    EXPECT_EQ(get().value(), "1d");
    EXPECT_EQ(get().max(), "60d");
    EXPECT_EQ(get().value_in_force(), "1d");
}

TEST_F(Parameters, AreForgottenWhenNoProgramHasThemUnlessTheyWereSet) {
    ASSERT_TRUE(set("1d"));
    clock.advance(std::chrono::days(31));
    ASSERT_TRUE(run(instances().forget(context)));
    const auto all = run(parameters().ListParameters(context, {})).value();
    ASSERT_EQ(all.parameters_size(), 1);
    EXPECT_EQ(all.parameters(0).name(), "order.ship_within");
}

TEST_F(Parameters, OfManyWritersEachGetAVersionOfTheirOwn) {
    auto writer = [](ParameterService& service, std::string name,
                     std::vector<std::string> values) -> Task<int> {
        int written = 0;
        for (const auto& value : values) {
            v1::GetParameterRequest read;
            read.set_name(name);
            auto context = testing::context_with();
            const auto before = co_await service.GetParameter(context, read);
            v1::SetParameterRequest request;
            request.set_name(name);
            request.set_value(value);
            request.set_reason("a race");
            request.set_etag(before.value().parameter().etag());
            if (co_await service.SetParameter(context, request)) ++written;
        }
        co_return written;
    };
    const std::vector<std::string> days{"1d", "2d", "3d", "4d", "5d", "6d", "7d", "8d"};
    auto all = [&]() -> Task<int> {
        auto [windows, modes] =
            co_await runtime::both(runtime::both(writer(parameters(), "order.ship_within", days),
                                                 writer(parameters(), "order.ship_within", days)),
                                   writer(parameters(), "order.mode", {"strict", "lax", "strict", "lax"}));
        co_return windows.first + windows.second + modes;
    };
    const int written = run(all());
    EXPECT_GE(written, 8);
    EXPECT_EQ(values(0).version(), written);
    EXPECT_EQ(changes(100).changes_size(), written);
}

TEST_F(AdminTest, ProcessesAreListedWhileTheyReport) {
    report(order_process('a'));
    clock.advance(std::chrono::minutes(30));
    auto second = order_process('b');
    second.set_parameters_version(4);
    report(second);
    const auto both = run(instances().ListInstances(context, {})).value();
    ASSERT_EQ(both.instances_size(), 2);
    clock.advance(std::chrono::minutes(45));
    const auto one = run(instances().ListInstances(context, {})).value();
    ASSERT_EQ(one.instances_size(), 1);
    EXPECT_EQ(one.instances(0).id(), std::string(22, 'b'));
    EXPECT_EQ(one.instances(0).process(), "ecommerce-order-service-v1");
    EXPECT_EQ(one.instances(0).parameters_version(), 4);
}

}  // namespace
}  // namespace ecommerce::admin
