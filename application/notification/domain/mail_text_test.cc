// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/mail_text.h"

#include <gtest/gtest.h>

namespace ecommerce::notification {
namespace {

TEST(MailText, IsInTheReadersLanguageOrInBoth) {
    const Details details{{"amount", "129.00 CNY"}};
    const auto zh = mail_text({}, {Type::order_paid, details, "20260131-7"},
                              "http://shop.test/orders/20260131-7", Language::zh_cn);
    EXPECT_EQ(zh.subject, "付款成功");
    EXPECT_EQ(zh.language, "zh-CN");
    EXPECT_TRUE(zh.text.contains("订单 20260131-7 已付款 129.00 CNY"));
    EXPECT_TRUE(zh.text.contains("\nhttp://shop.test/orders/20260131-7\n"));
    EXPECT_FALSE(zh.text.contains("Payment"));
    const auto both = mail_text({}, {Type::order_paid, details, "20260131-7"}, "", Language::any);
    EXPECT_EQ(both.subject, "付款成功 · Payment received");
    EXPECT_EQ(both.language, "");
    EXPECT_TRUE(both.text.contains("付款成功") && both.text.contains("for order 20260131-7"));
    EXPECT_FALSE(both.html.contains("href"));
}

TEST(MailText, ShowsDetailsAsText) {
    const auto mail =
        mail_text({}, {Type::order_shipped, {{"carrier", "<b>SF</b> & \"Co\""}, {"tracking_no", "1"}}, "7"},
                  "http://shop.test/?a=1&b=\"", Language::en);
    EXPECT_TRUE(mail.html.contains("&lt;b&gt;SF&lt;/b&gt; &amp; &quot;Co&quot;"));
    EXPECT_TRUE(mail.html.contains("href=\"http://shop.test/?a=1&amp;b=&quot;\""));
    EXPECT_TRUE(mail.text.contains("<b>SF</b> & \"Co\""));
}

TEST(MailText, SaysWhatAdministratorsWrote) {
    WrittenWords written;
    written.put({Type::order_paid, Channel::mail, WordsLanguage::en},
                {.title = "Thanks for {subject}", .body = "We have {amount}.\n<b>Soon</b>"});
    const auto mail = mail_text(written, {Type::order_paid, {{"amount", "¥1"}}, "7"}, "", Language::en);
    EXPECT_EQ(mail.subject, "Thanks for 7");
    EXPECT_TRUE(mail.text.contains("We have ¥1.\n<b>Soon</b>"));
    EXPECT_TRUE(mail.html.contains("We have ¥1.<br>\n&lt;b&gt;Soon&lt;/b&gt;"));
    EXPECT_EQ(mail_text(written, {Type::order_paid, {}, "7"}, "", Language::zh_cn).subject, "付款成功");
}

TEST(MailText, LeadsToAPageAndKeepsTokensBehindTheHash) {
    EXPECT_EQ(page_of(Type::reset_password, "", "a.b"), "/reset-password#a.b");
    EXPECT_EQ(page_of(Type::confirm_email, "", "a.b"), "/confirm-email#a.b");
    EXPECT_EQ(page_of(Type::change_email, "", "a.b"), "/confirm-email#a.b");
    EXPECT_EQ(page_of(Type::order_paid, "7", ""), "/orders/7");
    EXPECT_EQ(page_of(Type::product_published, "7", ""), "/products/7");
    for (const auto& type : kNamesOf<Type>) EXPECT_TRUE(page_of(type.value, "7", "t").starts_with('/'));
}

}  // namespace
}  // namespace ecommerce::notification
