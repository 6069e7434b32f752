// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/method.h"

#include <gtest/gtest.h>

#include "framework/rpc/stored_reply.h"
#include "framework/rpc/testing/test_endpoint.h"

namespace ecommerce::rpc {
namespace {

using testing::TestEndpoint;

TEST(Retry, IsForCallsThatMayRunTwiceAndFailuresThatPass) {
    const Error down(Code::unavailable, "UNAVAILABLE", "");
    EXPECT_TRUE(may_retry(TestEndpoint::method(TestEndpoint::kRead), down));
    EXPECT_FALSE(may_retry(TestEndpoint::method(TestEndpoint::kWrite), down));
    for (const auto code :
         {Code::deadline, Code::exhausted, Code::internal, Code::conflict, Code::not_found}) {
        EXPECT_FALSE(may_retry(TestEndpoint::method(TestEndpoint::kRead), Error(code, "R", "")))
            << to_string(code);
    }
}

TEST(StoredReply, KeepsMessageAndHeaders) {
    const HeaderList headers = {{"location", "/v1/orders/7"}, {"set-cookie", "a=b"}, {"empty", ""}};
    const auto bytes = pack_reply(testing::text("hello"), headers);
    testing::Text message;
    HeaderList read;
    ASSERT_TRUE(unpack_reply(bytes, message, read));
    EXPECT_EQ(message.value(), "hello");
    EXPECT_EQ(read, headers);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        read.clear();
        EXPECT_FALSE(unpack_reply(std::string_view(bytes).substr(0, size), message, read)) << size;
    }
}

}  // namespace
}  // namespace ecommerce::rpc
