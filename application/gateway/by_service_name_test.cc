// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/by_service_name.h"

#include <gtest/gtest.h>

#include "framework/testing/fake_channel.h"
#include "framework/testing/run.h"

#include "events/v1/events_service.rpc.h"

namespace ecommerce::gateway {
namespace {

namespace v1 = events::v1;

class ByServiceNameTest : public ::testing::Test {
protected:
    ByServiceNameTest() {
        answer(order_, "of order");
        answer(user_, "of user");
    }
    static void answer(testing::FakeChannel& channel, const std::string& type) {
        channel.on<v1::ListDeadLettersRequest, v1::ListDeadLettersResponse>(
            "ListDeadLetters", [type](const v1::ListDeadLettersRequest&) {
                v1::ListDeadLettersResponse response;
                response.add_dead_letters()->set_type(type);
                return Result<v1::ListDeadLettersResponse>(std::move(response));
            });
    }
    Result<v1::ListDeadLettersResponse> ask(const std::string& service) {
        v1::ListDeadLettersRequest request;
        request.set_service(service);
        auto context = testing::context_with();
        return testing::run(loops_, client_.ListDeadLetters(context, request));
    }

    runtime::Loops loops_{1};
    testing::FakeChannel order_;
    testing::FakeChannel user_;
    ByServiceName channel_{{{"order", &order_}, {"user", &user_}}};
    v1::EventsServiceClient client_{channel_};
};

TEST_F(ByServiceNameTest, LeadsToTheServiceThatIsNamed) {
    EXPECT_EQ(ask("order").value().dead_letters(0).type(), "of order");
    EXPECT_EQ(ask("user").value().dead_letters(0).type(), "of user");
}

TEST_F(ByServiceNameTest, EndsWhereThereIsNoSuchService) {
    for (const char* name : {"", "orders", "Order", "../order"}) {
        const auto refused = ask(name);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code(), Code::not_found);
    }
    EXPECT_TRUE(order_.calls().empty());
}

}  // namespace
}  // namespace ecommerce::gateway
