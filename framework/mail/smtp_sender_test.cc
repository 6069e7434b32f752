// SPDX-License-Identifier: Apache-2.0
#include "framework/mail/smtp_sender.h"

#include <gtest/gtest.h>

#include "framework/testing/raw_server.h"
#include "framework/testing/run.h"

namespace ecommerce::mail {

namespace {

using testing::RawConnection;
using testing::RawServer;

// What becomes of a mail to a server that greets and answers so, line by line.
Result<Receipt> send_to(const std::vector<std::string>& answers) {
    const RawServer server([&](RawConnection& connection) {
        for (const auto& answer : answers) {
            connection.send(answer + "\r\n");
            std::string said = connection.read();
            const bool content = answer.starts_with("354");
            while (content && !said.empty() && !said.ends_with("\r\n.\r\n")) {
                const auto more = connection.read();
                if (more.empty()) break;
                said += more;
            }
        }
    });
    runtime::Loops loops(1);
    runtime::WorkerPool workers(1, 1);
    SmtpSender sender({.host = "127.0.0.1", .port = server.port(), .security = Security::none}, workers);
    const Message message{.id = "mail-1",
                          .from = "shop@mail.example",
                          .to = "li.lei@mail.example",
                          .subject = "Hello",
                          .text = "Hello",
                          .html = "<p>Hello</p>"};
    auto context = testing::context_with();
    return testing::run(loops, sender.send(context, message));
}

TEST(SmtpSender, TakesARefusedContentAsFinal) {
    const auto receipt =
        send_to({"220 mail.example", "250 mail.example", "250 OK", "250 OK", "354 Go on", "550 No"});
    ASSERT_TRUE(receipt) << receipt.error().message();
    EXPECT_FALSE(receipt->accepted);
    EXPECT_EQ(receipt->code, 550);
    EXPECT_FALSE(receipt->for_address);
}

TEST(SmtpSender, TellsARefusedAddressFromARefusedContent) {
    const auto receipt = send_to({"220 mail.example", "250 mail.example", "250 OK", "550 Nobody here"});
    ASSERT_TRUE(receipt) << receipt.error().message();
    EXPECT_FALSE(receipt->accepted);
    EXPECT_EQ(receipt->code, 550);
    EXPECT_TRUE(receipt->for_address);
}

TEST(SmtpSender, TriesAgainWhereNobodyIsLetIn) {
    const auto receipt = send_to({"554 No mail today"});
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().reason(), "MAIL_UNAVAILABLE");
}

}  // namespace

}  // namespace ecommerce::mail
