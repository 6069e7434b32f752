// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/template_service.h"

#include "application/notification/notification_fixture.h"

#include "notification/v1/error_reason.rpc.h"
#include "order/v1/events.pb.h"

namespace ecommerce::notification {
namespace {

class TemplateServiceTest : public NotificationFixture {
protected:
    static v1::TemplateKey key(v1::Channel channel = v1::CHANNEL_BOX) {
        v1::TemplateKey key;
        key.set_type("ORDER_CANCELLED");
        key.set_channel(channel);
        key.set_language(v1::TEMPLATE_LANGUAGE_EN);
        return key;
    }
    // The new version, or why not.
    std::string save(std::uint32_t seen, const std::string& title, const std::string& body = "Gone.") {
        v1::SaveTemplateRequest request;
        *request.mutable_key() = key();
        request.set_version(seen);
        request.set_title(title);
        request.set_body(body);
        const auto saved = run(template_service().SaveTemplate(context, request));
        return saved ? std::to_string(saved->version()) : saved.error().reason();
    }
    std::string restore(std::uint32_t seen, std::uint32_t to) {
        v1::RestoreTemplateRequest request;
        *request.mutable_key() = key();
        request.set_version(seen);
        request.set_to_version(to);
        const auto restored = run(template_service().RestoreTemplate(context, request));
        return restored ? std::to_string(restored->version()) : restored.error().reason();
    }
    v1::Template listed(v1::Channel channel = v1::CHANNEL_BOX) {
        for (const auto& each : run(template_service().ListTemplates(context, {})).value().templates()) {
            if (each.key().SerializeAsString() == key(channel).SerializeAsString()) return each;
        }
        return {};
    }
    std::string title_in_box() {
        auto me = as_user();
        return run(service().ListNotifications(me, {})).value().notifications(0).title_en();
    }
    void cancel() {
        order::v1::OrderCancelled event;
        event.set_order_no("A1");
        event.set_user_id(kBuyer);
        take(event);
    }
};

TEST_F(TemplateServiceTest, TheProgramsWordsStandUntilOthersAreWritten) {
    cancel();
    EXPECT_EQ(listed().title(), "Order cancelled");
    EXPECT_TRUE(listed().built_in());
    EXPECT_EQ(listed().version(), 0U);
    ASSERT_EQ(listed().variables_size(), 1);
    EXPECT_EQ(listed().variables(0), "subject");
    EXPECT_EQ(title_in_box(), "Order cancelled");
    EXPECT_EQ(save(0, "No more {subject}"), "1");
    EXPECT_EQ(title_in_box(), "No more A1") << "older messages say it too";
    EXPECT_FALSE(listed().built_in());
    EXPECT_TRUE(listed(v1::CHANNEL_MAIL).built_in());
}

TEST_F(TemplateServiceTest, WordsThatCannotBeFilledInAreRefused) {
    EXPECT_EQ(save(0, "{amount}"), reason::kInvalidField);
    EXPECT_EQ(save(0, "Good", "{subject"), reason::kInvalidField);
    EXPECT_EQ(listed().version(), 0U);
}

TEST_F(TemplateServiceTest, OfTwoWritersOneReadsAgain) {
    EXPECT_EQ(save(0, "First"), "1");
    EXPECT_EQ(save(0, "Second"), v1::reason::kTemplateChanged);
    EXPECT_EQ(save(7, "Third"), v1::reason::kTemplateChanged);
    EXPECT_EQ(save(1, "Second"), "2");
}

TEST_F(TemplateServiceTest, EarlierVersionsComeBack) {
    cancel();
    save(0, "First");
    save(1, "Second");
    EXPECT_EQ(restore(2, 1), "3");
    EXPECT_EQ(title_in_box(), "First");
    EXPECT_EQ(restore(3, 0), "4");
    EXPECT_EQ(title_in_box(), "Order cancelled");
    EXPECT_EQ(restore(4, 9), reason::kNotFound);
    v1::ListTemplateVersionsRequest request;
    *request.mutable_key() = key();
    request.set_page_size(3);
    auto page = run(template_service().ListTemplateVersions(context, request)).value();
    std::string titles;
    for (const auto& version : page.versions()) titles += version.title() + ";";
    EXPECT_EQ(titles, ";First;Second;");
    request.set_page_token(page.next_page_token());
    page = run(template_service().ListTemplateVersions(context, request)).value();
    EXPECT_EQ(page.versions_size(), 1);
    EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(TemplateServiceTest, BrokenRowsLoseNoMessage) {
    cancel();
    temporary().execute(
        "INSERT INTO template_versions VALUES ('ORDER_CANCELLED', 'BOX', 'EN', 1, '{', '}', 1, '2026-01-01')");
    words().forget();
    EXPECT_EQ(title_in_box(), "Order cancelled");
    temporary().execute("ALTER TABLE template_versions RENAME TO away");
    words().forget();
    EXPECT_EQ(title_in_box(), "Order cancelled");
    temporary().execute("ALTER TABLE away RENAME TO template_versions");
}

TEST_F(TemplateServiceTest, AreLookedAtWithSamples) {
    v1::PreviewTemplateRequest request;
    *request.mutable_key() = key(v1::CHANNEL_MAIL);
    request.set_title("About {subject}");
    request.set_body("<b>");
    const auto shown = run(template_service().PreviewTemplate(context, request)).value();
    EXPECT_EQ(shown.title(), "About 20260101-0000000001");
    EXPECT_TRUE(shown.html().contains("&lt;b&gt;"));
    request.mutable_key()->set_type("TO_SHIP");
    EXPECT_EQ(run(template_service().PreviewTemplate(context, request)).error().reason(), reason::kNotFound)
        << "which goes by no mail";
}

TEST_F(TemplateServiceTest, ATestGoesToWhoAsksForIt) {
    auto me = as_user();
    v1::SendTestMailRequest request;
    request.set_type("ORDER_PAID");
    ASSERT_TRUE(run(template_service().SendTestMail(me, request)));
    EXPECT_EQ(temporary().value("SELECT owner_id || ' ' || type || ' ' || details[1] FROM mails"),
              "7 ORDER_PAID _test");
    EXPECT_EQ(temporary().value("SELECT COUNT(*) FROM notifications"), "0");
}

}  // namespace
}  // namespace ecommerce::notification
