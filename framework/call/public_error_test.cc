// SPDX-License-Identifier: Apache-2.0
#include "framework/call/public_error.h"

#include <gtest/gtest.h>

#include "framework/call/reasons.h"
#include "framework/call/status_codes.h"

namespace ecommerce {
namespace {

std::string told(Code code) {
    const auto error =
        public_error(Error(code, "ROWS_BROKE", "row 7 of table secrets").with("table", "secrets"));
    EXPECT_TRUE(error.declared());
    EXPECT_EQ(error.message().find("secrets"), std::string::npos);
    EXPECT_TRUE(error.metadata().empty());
    return error.reason();
}

TEST(PublicError, LeavesWhatTheContractDeclaresAlone) {
    const auto told = public_error(reason::etag_mismatch("Read it again.").with("etag", "7").retry_after(3));
    EXPECT_EQ(told.reason(), reason::kEtagMismatch);
    EXPECT_EQ(told.message(), "Read it again.");
    EXPECT_EQ(told.metadata().at("etag"), "7");
    EXPECT_EQ(told.retry_after_seconds(), 3);
    EXPECT_EQ(http_status(told), 412);
}

TEST(PublicError, NamesNothingOfWhatIsInside) {
    EXPECT_EQ(told(Code::unavailable), reason::kUnavailable);
    EXPECT_EQ(told(Code::exhausted), reason::kRateLimited);
    EXPECT_EQ(told(Code::deadline), reason::kDeadlineExceeded);
    EXPECT_EQ(told(Code::cancelled), reason::kCancelled);
    EXPECT_EQ(told(Code::conflict), reason::kConcurrentChange);
    for (const auto code :
         {Code::invalid, Code::unauthenticated, Code::forbidden, Code::not_found, Code::precondition,
          Code::key_reused, Code::unimplemented, Code::too_large, Code::internal}) {
        EXPECT_EQ(told(code), reason::kInternal) << to_string(code);
    }
}

TEST(PublicError, KeepsWhenToTryAgain) {
    EXPECT_EQ(public_error(Error(Code::unavailable, "STORE_DOWN", "It is down.").retry_after(7))
                  .retry_after_seconds(),
              7);
}

TEST(PublicError, TellsNothingOfADeclaredBugEither) {
    const auto told = public_error(reason::internal("The answer of 10.0.0.7 cannot be read."));
    EXPECT_EQ(told.reason(), reason::kInternal);
    EXPECT_EQ(told.message().find("10.0.0.7"), std::string::npos);
}

}  // namespace
}  // namespace ecommerce
