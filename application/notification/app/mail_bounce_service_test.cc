// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/mail_bounce_service.h"

#include <gtest/gtest.h>

#include "framework/auth/webhook_signature.h"
#include "framework/call/reasons.h"
#include "framework/testing/fake_channel.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/run.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {
namespace {

using namespace std::chrono_literals;

constexpr auto kBody = R"({"bounces": [
    {"email": "gone@example.com", "type": "BOUNCE_TYPE_PERMANENT", "occurredAt": "2026-01-31T10:00:00Z"},
    {"email": "full@example.com", "type": "BOUNCE_TYPE_PASSING"},
    {"email": "no address", "type": "BOUNCE_TYPE_PERMANENT"},
    {"email": "also@example.com", "type": "BOUNCE_TYPE_PERMANENT", "provider": "says more"}]})";

class MailBounceTest : public ::testing::Test {
protected:
    MailBounceTest() {
        channel_.on<user::v1::NoteUndeliverableRequest, user::v1::NoteUndeliverableResponse>(
            "NoteUndeliverable",
            [this](const user::v1::NoteUndeliverableRequest& request)
                -> Result<user::v1::NoteUndeliverableResponse> {
                if (users_are_away) return fail(reason::unavailable("Away."));
                noted.push_back(request);
                return user::v1::NoteUndeliverableResponse();
            });
    }

    // The reason, or nothing.
    std::string take(const std::string& body, const std::string& signature,
                     const std::string& secret = "secret") {
        MailBounceService service({.users = users_, .clock = clock, .meters = {}, .secret = secret});
        auto call = testing::context_with();
        if (!signature.empty()) call.raw_headers.emplace_back(MailBounceService::kSignatureHeader, signature);
        v1::TakeBouncesRequest request;
        request.set_payload(body);
        const auto taken = testing::run(loops_, service.TakeBounces(call, request));
        return taken ? "" : taken.error().reason();
    }
    std::string signed_by(const std::string& secret, const std::string& body) {
        return auth::sign_webhook(secret, body, clock.now());
    }

    testing::FakeClock clock;
    std::vector<user::v1::NoteUndeliverableRequest> noted;
    bool users_are_away = false;

private:
    runtime::Loops loops_{1};
    testing::FakeChannel channel_;
    user::v1::EmailServiceClient users_{channel_};
};

TEST_F(MailBounceTest, NotesTheAddressesThatTakeNone) {
    EXPECT_EQ(take(kBody, signed_by("secret", kBody)), "");
    ASSERT_EQ(noted.size(), 2U);
    EXPECT_EQ(noted[0].email(), "gone@example.com");
    EXPECT_EQ(noted[0].occurred_at().seconds(), 1769853600);
    EXPECT_EQ(noted[1].email(), "also@example.com");
    EXPECT_FALSE(noted[1].has_occurred_at());
}

TEST_F(MailBounceTest, TakesNothingWithoutTheSecretsSignature) {
    for (const auto& signature : {std::string(), signed_by("guess", kBody), signed_by("secret", "{}")})
        EXPECT_EQ(take(kBody, signature), v1::reason::kBounceUnsigned);
    const auto old = signed_by("secret", kBody);
    clock.advance(6min);
    EXPECT_EQ(take(kBody, old), v1::reason::kBounceUnsigned);
    EXPECT_EQ(take(kBody, signed_by("", kBody), ""), v1::reason::kBounceUnsigned);
    EXPECT_TRUE(noted.empty());
}

TEST_F(MailBounceTest, RefusesWhatItCannotReadOrIsTooMuch) {
    std::string many = R"({"bounces": [{})";
    for (int i = 0; i < 100; ++i) many += ", {}";
    many += "]}";
    for (const auto& body : {std::string("[1"), std::string(R"({"bounces": 1})"), many})
        EXPECT_EQ(take(body, signed_by("secret", body)), reason::kMalformedRequest);
    EXPECT_EQ(take("{}", signed_by("secret", "{}")), "");
}

TEST_F(MailBounceTest, IsToldAgainWhenItCouldNotBeNoted) {
    users_are_away = true;
    EXPECT_EQ(take(kBody, signed_by("secret", kBody)), reason::kUnavailable);
}

}  // namespace
}  // namespace ecommerce::notification
