// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/services.h"

#include <algorithm>
#include <set>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include "application/gateway/pages.h"
#include "application/ports.h"
#include "framework/rpc/method.h"
#include "framework/service/apis.h"

namespace ecommerce {
namespace {

TEST(Services, AreKnownByName) {
    EXPECT_GT(all_services().size(), 8U);
    for (const auto* service : all_services()) EXPECT_EQ(find_service(service->name), service);
    EXPECT_EQ(find_service("nothing"), nullptr);
}

TEST(Services, HavePortsOfTheirOwn) {
    std::set<std::uint16_t> taken;
    const auto take = [&taken](std::string_view name, const service::Ports& ports) {
        for (const auto port : {ports.http, ports.grpc}) {
            if (port == 0) continue;
            EXPECT_TRUE(taken.insert(port).second) << name << " takes " << port << " too";
            EXPECT_TRUE(port >= 30000 && port <= 32767) << name;
        }
    };
    for (const auto* service : all_services()) take(service->name, ports_of(*service));
    for (const auto& row : kPortTable) {
        if (!find_service(row.service)) take(row.service, {.http = row.http, .grpc = row.grpc});
    }
}

TEST(Services, BringPortsThatAreNotInTheTable) {
    const service::Definition wishlist{.name = "wishlist", .ports = {.http = 30033, .grpc = 30034}};
    EXPECT_EQ(ports_of(wishlist).grpc, 30034);
    EXPECT_THROW(ports_of(service::Definition{.name = "wishlist"}), std::logic_error);
}

TEST(Services, ShareNoApiThatHasRoutes) {
    std::set<std::string_view> seen;
    for (const auto* service : all_services()) {
        for (const auto api : service->apis) {
            const auto has_route = [](const rpc::Method& method) { return !method.http.empty(); };
            if (std::ranges::none_of(api(), has_route)) continue;
            EXPECT_TRUE(seen.insert(api().front().service).second) << api().front().service;
        }
    }
}

TEST(Routes, AreNoPagesAddresses) {
    for (const auto* service : all_services()) {
        for (const auto api : service->apis) {
            for (const auto& method : api()) {
                for (const auto& rule : method.http)
                    EXPECT_TRUE(gateway::is_api_path(rule.path)) << rule.path;
            }
        }
    }
}

TEST(Routes, ThatServicesShareNameTheService) {
    for (const auto* service : all_services()) {
        for (const auto api : service::shared_apis(*service)) {
            for (const auto& method : api()) {
                if (method.http.empty()) continue;
                const auto* field = method.request()->GetDescriptor()->FindFieldByName("service");
                ASSERT_TRUE(field) << method.path;
                EXPECT_EQ(field->cpp_type(), google::protobuf::FieldDescriptor::CPPTYPE_STRING);
                for (const auto& rule : method.http) {
                    EXPECT_TRUE(gateway::is_api_path(rule.path)) << rule.path;
                    EXPECT_NE(rule.path.find("{service}"), std::string_view::npos) << rule.path;
                }
            }
        }
    }
}

}  // namespace
}  // namespace ecommerce
