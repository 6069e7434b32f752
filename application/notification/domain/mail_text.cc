// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/mail_text.h"

namespace ecommerce::notification {

namespace {

struct Passage {
    Words words;
    std::string_view button, reason;
};

Passage chinese(const WrittenWords& written, const Template& about) {
    return {.words = written.of(about.type, Channel::mail, WordsLanguage::zh_cn),
            .button = about.by_mail == ByMail::link ? "继续" : "查看",
            .reason = about.by_mail == ByMail::chosen ? "您可以在「通知设置」里选择接收哪些邮件。"
                                                      : "这是一封自动发送的邮件，请勿回复。"};
}

Passage english(const WrittenWords& written, const Template& about) {
    return {.words = written.of(about.type, Channel::mail, WordsLanguage::en),
            .button = about.by_mail == ByMail::link ? "Continue" : "Have a look",
            .reason = about.by_mail == ByMail::chosen
                          ? "Choose in your message settings which of them you want by mail."
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

std::string with_lines(const std::string& html) {
    std::string lines;
    for (const char c : html) (c == '\n' ? lines += "<br>\n" : lines += c);
    return lines;
}

void add(MailText& mail, const Passage& passage, const Details& details, std::string_view subject,
         std::string_view link) {
    const auto title = fill(passage.words.title, details, subject);
    const auto body = fill(passage.words.body, details, subject);
    if (!mail.subject.empty()) {
        mail.subject += " · ";
        mail.text += "\n\n";
        mail.html += "<hr style=\"border:0;border-top:1px solid #ddd;margin:24px 0\">\n";
    }
    mail.subject += title;
    mail.text += title + "\n\n" + body + "\n";
    mail.html += "<h1 style=\"font-size:20px;margin:0 0 12px\">" + escaped(title) +
                 "</h1>\n<p style=\"margin:0 0 20px\">" + with_lines(escaped(body)) + "</p>\n";
    if (!link.empty()) {
        mail.text += "\n" + std::string(link) + "\n";
        const auto address = escaped(link);
        mail.html += "<p style=\"margin:0 0 20px\"><a href=\"" + address +
                     "\" style=\"background:#c81e1e;color:#fff;padding:10px 20px;border-radius:6px;"
                     "text-decoration:none;display:inline-block\">" +
                     escaped(passage.button) + "</a></p>\n";
    }
    mail.text += "\n" + std::string(passage.reason) + "\n";
    mail.html += "<p style=\"margin:0;color:#666;font-size:13px\">" + escaped(passage.reason) + "</p>\n";
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

MailText mail_text(const WrittenWords& written, const MailAbout& about, std::string_view link,
                   Language language) {
    const auto& words = template_of(about.type);
    MailText mail;
    if (language != Language::en) add(mail, chinese(written, words), about.details, about.subject, link);
    if (language != Language::zh_cn) add(mail, english(written, words), about.details, about.subject, link);
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
