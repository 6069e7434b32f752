// SPDX-License-Identifier: Apache-2.0
#include "framework/postal/address.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "common/v1/money.pb.h"
#include "common/v1/postal_address.pb.h"

namespace ecommerce {
namespace {

const PostalAddress kHome{.recipient = "Li Lei",
                          .phone = "13800000000",
                          .country_code = "CN",
                          .province = "Zhejiang",
                          .city = "Hangzhou",
                          .district = "Xihu",
                          .street = "1 Wensan Road",
                          .postal_code = "310000",
                          .region_code = "330106"};

common::v1::PostalAddress message_of(const PostalAddress& address) {
    common::v1::PostalAddress message;
    write_address(address, message);
    return message;
}

TEST(PostalAddress, PassesThroughItsMessage) {
    EXPECT_EQ(to_address(message_of(kHome)), kHome);
    EXPECT_EQ(to_address(common::v1::PostalAddress()), PostalAddress());
}

TEST(PostalAddress, HasEachPartInTheFieldOfItsName) {
    const auto message = message_of(kHome);
    EXPECT_EQ(message.recipient(), kHome.recipient);
    EXPECT_EQ(message.phone(), kHome.phone);
    EXPECT_EQ(message.country_code(), kHome.country_code);
    EXPECT_EQ(message.province(), kHome.province);
    EXPECT_EQ(message.city(), kHome.city);
    EXPECT_EQ(message.district(), kHome.district);
    EXPECT_EQ(message.street(), kHome.street);
    EXPECT_EQ(message.postal_code(), kHome.postal_code);
    EXPECT_EQ(message.region_code(), kHome.region_code);
    EXPECT_EQ(common::v1::PostalAddress::descriptor()->field_count(), 9);
}

TEST(PostalAddress, ChangesOnlyWhatIsSet) {
    common::v1::PostalAddress changes;
    changes.set_city("Ningbo");
    auto address = kHome;
    change_address(address, changes);
    EXPECT_EQ(address.city, "Ningbo");
    EXPECT_EQ(address.street, kHome.street);
}

TEST(PostalAddress, IsReadFromNothingElse) {
    EXPECT_THROW(to_address(common::v1::Money()), std::logic_error);
}

}  // namespace
}  // namespace ecommerce
