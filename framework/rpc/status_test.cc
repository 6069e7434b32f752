// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/status.h"

#include <set>

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/call/status_codes.h"

#include "google/rpc/status.pb.h"

namespace ecommerce::rpc {
namespace {

TEST(Status, GivesEachCodeAGrpcStatusOfItsOwn) {
    std::set<int> seen;
    for (int i = 0; i <= int(Code::internal); ++i) {
        EXPECT_EQ(code_of_grpc(grpc_status(Code(i))), Code(i)) << to_string(Code(i));
        EXPECT_TRUE(seen.insert(grpc_status(Code(i))).second) << to_string(Code(i));
    }
    EXPECT_EQ(code_of_grpc(2), Code::internal);
    EXPECT_EQ(code_of_grpc(99), Code::internal);
}

TEST(Status, MapsToHttpAsTheApiSays) {
    EXPECT_EQ(http_status(Code::invalid), 400);
    EXPECT_EQ(http_status(Code::precondition), 409);
    EXPECT_EQ(http_status(Code::key_reused), 422);
    EXPECT_EQ(http_status(Code::too_large), 413);
    EXPECT_EQ(http_status(reason::etag_mismatch("")), 412);
    EXPECT_EQ(http_status(reason::method_not_allowed("")), 405);
    EXPECT_EQ(http_status(Error(Reason{"OUT_OF_STOCK", Code::precondition}, "")), 409);
}

TEST(Status, CarriesAnErrorWithoutLoss) {
    const Error error = Error(Reason{"OUT_OF_STOCK", Code::precondition, 418}, "An item is out of stock.")
                            .with("sku", "7")
                            .with("left", "2")
                            .retry_after(3)
                            .violations({{"items[0].quantity", "is too large"}});
    const auto read = from_status_bytes(to_status_bytes(error));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->code(), error.code());
    EXPECT_EQ(read->reason(), error.reason());
    EXPECT_TRUE(read->declared());
    EXPECT_EQ(read->http_status(), 418);
    EXPECT_EQ(read->message(), error.message());
    EXPECT_EQ(read->metadata(), error.metadata());
    EXPECT_EQ(read->retry_after_seconds(), 3);
    ASSERT_EQ(read->violations().size(), 1U);
    EXPECT_EQ(read->violations()[0].field, "items[0].quantity");
    EXPECT_EQ(read->violations()[0].message, "is too large");
}

TEST(Status, StaysWithinTheMetadataThatClientsTake) {
    std::vector<FieldViolation> many(1000, {"items[0].quantity", std::string(100, 'x')});
    const auto bytes = to_status_bytes(reason::invalid_field("No.").violations(std::move(many)));
    EXPECT_LT(bytes.size(), 6000U);
    ASSERT_TRUE(from_status_bytes(bytes));
    EXPECT_GT(from_status_bytes(bytes)->violations().size(), 10U);
}

TEST(Status, LeavesForeignDetailsAlone) {
    google::rpc::Status foreign;
    foreign.set_code(5);
    EXPECT_FALSE(from_status_bytes(foreign.SerializeAsString()));
    EXPECT_FALSE(from_status_bytes(""));
    EXPECT_FALSE(from_status_bytes("\xff\xff\xff"));
}

}  // namespace
}  // namespace ecommerce::rpc
