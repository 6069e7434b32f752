// SPDX-License-Identifier: Apache-2.0
// What is told, to whom and in which words: one table.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "framework/state/names.h"

namespace ecommerce::notification {

// The numbers are those of the contract; the names are stored and never change.
enum class Box : std::uint8_t { account = 1, shop = 2 };
constexpr auto names_of(Box) {
    return std::to_array<Name<Box>>({{Box::account, "ACCOUNT"}, {Box::shop, "SHOP"}});
}

enum class Kind : std::uint8_t { transaction = 1, parcels = 2, promotion = 3, service = 4 };
constexpr auto names_of(Kind) {
    return std::to_array<Name<Kind>>({{Kind::transaction, "TRANSACTION"},
                                      {Kind::parcels, "PARCELS"},
                                      {Kind::promotion, "PROMOTION"},
                                      {Kind::service, "SERVICE"}});
}

// Whether messages of a kind go by mail to whoever has not chosen.
constexpr bool is_usual_by_mail(Kind kind) {
    return kind != Kind::promotion;
}

// Whether messages of a kind wait while their reader does not want to be disturbed.
constexpr bool can_wait(Kind kind) {
    return kind != Kind::transaction;
}

enum class SubjectType : std::uint8_t { none = 0, order = 1, product = 2, shop = 3, account = 4 };

enum class Type : std::uint8_t {
    order_paid,
    payment_declined,
    order_cancelled,
    order_shipped,
    order_completed,
    order_refunding,
    order_refunded,
    password_changed,
    second_factor_on,
    second_factor_off,
    shop_approved,
    shop_closed,
    shop_reopened,
    to_ship,
    sale_called_off,
    sale_completed,
    product_published,
    product_taken_off,
    question_asked,
    question_answered,
    review_replied,
    payment_refunded,
    reset_password,
    confirm_email,
    change_email,
    email_change_asked,
    email_changed,
};
constexpr auto names_of(Type) {
    return std::to_array<Name<Type>>({{Type::order_paid, "ORDER_PAID"},
                                      {Type::payment_declined, "PAYMENT_DECLINED"},
                                      {Type::order_cancelled, "ORDER_CANCELLED"},
                                      {Type::order_shipped, "ORDER_SHIPPED"},
                                      {Type::order_completed, "ORDER_COMPLETED"},
                                      {Type::order_refunding, "ORDER_REFUNDING"},
                                      {Type::order_refunded, "ORDER_REFUNDED"},
                                      {Type::password_changed, "PASSWORD_CHANGED"},
                                      {Type::second_factor_on, "SECOND_FACTOR_ON"},
                                      {Type::second_factor_off, "SECOND_FACTOR_OFF"},
                                      {Type::shop_approved, "SHOP_APPROVED"},
                                      {Type::shop_closed, "SHOP_CLOSED"},
                                      {Type::shop_reopened, "SHOP_REOPENED"},
                                      {Type::to_ship, "TO_SHIP"},
                                      {Type::sale_called_off, "SALE_CALLED_OFF"},
                                      {Type::sale_completed, "SALE_COMPLETED"},
                                      {Type::product_published, "PRODUCT_PUBLISHED"},
                                      {Type::product_taken_off, "PRODUCT_TAKEN_OFF"},
                                      {Type::question_asked, "QUESTION_ASKED"},
                                      {Type::question_answered, "QUESTION_ANSWERED"},
                                      {Type::review_replied, "REVIEW_REPLIED"},
                                      {Type::payment_refunded, "PAYMENT_REFUNDED"},
                                      {Type::reset_password, "RESET_PASSWORD"},
                                      {Type::confirm_email, "CONFIRM_EMAIL"},
                                      {Type::change_email, "CHANGE_EMAIL"},
                                      {Type::email_change_asked, "EMAIL_CHANGE_ASKED"},
                                      {Type::email_changed, "EMAIL_CHANGED"}});
}

// Whether it also goes by mail.
enum class ByMail : std::uint8_t {
    no,      // a shop has many of these: it looks into its box
    chosen,  // to a confirmed address, as its reader chooses for the kind
    always,  // it is about who may sign in
    link,    // the mail is all of it: it holds a link, and no box shows it
};

// What the words of a type leave open, by name.
using Details = std::map<std::string, std::string, std::less<>>;

// Everything that is known of a type before something happens. In the texts {name} stands for a detail, and
// {subject} for what it is about.
struct Template {
    Type type;
    Kind kind;
    SubjectType subject_type;
    ByMail by_mail;
    std::string_view title, body;        // Chinese
    std::string_view title_en, body_en;  // English
};

const Template& template_of(Type type);

// `text` with its details. A name that is not known becomes nothing, so that an old message is read under new words.
std::string fill(std::string_view text, const Details& details, std::string_view subject);

}  // namespace ecommerce::notification
