// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/mail_text.h"

namespace ecommerce::notification {

namespace {

struct Words {
    std::string_view title, body, button, reason;
};

Words chinese(const Template& words) {
    return {.title = words.title,
            .body = words.body,
            .button = words.by_mail == ByMail::link ? "继续" : "查看",
            .reason = words.by_mail == ByMail::chosen ? "您可以在「消息通知」里选择接收哪些邮件。"
                                                      : "这是一封自动发送的邮件，请勿回复。"};
}

Words english(const Template& words) {
    return {.title = words.title_en,
            .body = words.body_en,
            .button = words.by_mail == ByMail::link ? "Continue" : "Have a look",
            .reason = words.by_mail == ByMail::chosen
                          ? "Choose among your messages which of them you want by mail."
                          : "This mail was sent by itself; nobody reads answers to it."};
}

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        default: html += c;
        }
    }
    return html;
}

void add(MailText& mail, const Words& words, const Details& details, std::string_view subject,
         std::string_view link) {
    const auto title = fill(words.title, details, subject);
    const auto body = fill(words.body, details, subject);
    if (!mail.subject.empty()) {
        mail.subject += " · ";
        mail.text += "\n\n";
        mail.html += "<hr style=\"border:0;border-top:1px solid #ddd;margin:24px 0\">\n";
    }
    mail.subject += title;
    mail.text += title + "\n\n" + body + "\n";
    mail.html += "<h1 style=\"font-size:20px;margin:0 0 12px\">" + escaped(title) +
                 "</h1>\n<p style=\"margin:0 0 20px\">" + escaped(body) + "</p>\n";
    if (!link.empty()) {
        mail.text += "\n" + std::string(link) + "\n";
        const auto address = escaped(link);
        mail.html += "<p style=\"margin:0 0 20px\"><a href=\"" + address +
                     "\" style=\"background:#c81e1e;color:#fff;padding:10px 20px;border-radius:6px;"
                     "text-decoration:none;display:inline-block\">" +
                     escaped(words.button) + "</a></p>\n";
    }
    mail.text += "\n" + std::string(words.reason) + "\n";
    mail.html += "<p style=\"margin:0;color:#666;font-size:13px\">" + escaped(words.reason) + "</p>\n";
}

}  // namespace

std::string page_of(Type type, std::string_view subject, std::string_view token) {
    const std::string about(subject);
    const std::string secret(token);
    if (type == Type::reset_password) return "/reset-password#" + secret;
    if (type == Type::confirm_email || type == Type::change_email) return "/confirm-email#" + secret;
    switch (template_of(type).subject_type) {
    case SubjectType::order: return "/orders/" + about;
    case SubjectType::product: return "/products/" + about;
    case SubjectType::shop: return "/shops/" + about;
    case SubjectType::account: return "/account/devices";
    case SubjectType::none: return "/account/messages";
    }
    return "";
}

MailText mail_text(Type type, const Details& details, std::string_view subject, std::string_view link,
                   Language language) {
    const auto& words = template_of(type);
    MailText mail;
    if (language != Language::en) add(mail, chinese(words), details, subject, link);
    if (language != Language::zh_cn) add(mail, english(words), details, subject, link);
    if (language == Language::zh_cn) mail.language = "zh-CN";
    if (language == Language::en) mail.language = "en";
    const auto lang = mail.language.empty() ? "zh-CN" : mail.language;
    mail.html =
        "<!doctype html>\n<html lang=\"" + lang + "\"><head><meta charset=\"utf-8\"><title>" +
        escaped(mail.subject) +
        "</title></head>\n<body style=\"font:16px/1.6 sans-serif;color:#222;max-width:560px;margin:0 auto;"
        "padding:24px\">\n" +
        mail.html + "</body></html>\n";
    return mail;
}

}  // namespace ecommerce::notification
