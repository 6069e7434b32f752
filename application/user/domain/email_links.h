// SPDX-License-Identifier: Apache-2.0
// Links in mails: what for, how long, and their tokens. The names are stored and never change; the numbers are those of
// the contract.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/auth/signed_text.h"
#include "framework/state/names.h"

namespace ecommerce::user {

enum class Language : std::uint8_t { any = 0, zh_cn = 1, en = 2 };
constexpr auto names_of(Language) {
    return std::to_array<Name<Language>>(
        {{Language::any, "ANY"}, {Language::zh_cn, "ZH_CN"}, {Language::en, "EN"}});
}

enum class LinkPurpose : std::uint8_t { reset_password = 1, confirm_email = 2, change_email = 3 };
constexpr auto names_of(LinkPurpose) {
    return std::to_array<Name<LinkPurpose>>({{LinkPurpose::reset_password, "RESET_PASSWORD"},
                                             {LinkPurpose::confirm_email, "CONFIRM_EMAIL"},
                                             {LinkPurpose::change_email, "CHANGE_EMAIL"}});
}

// How long a link works.
constexpr std::chrono::minutes life_of(LinkPurpose purpose) {
    switch (purpose) {
    case LinkPurpose::reset_password: return std::chrono::minutes(30);
    case LinkPurpose::confirm_email: return std::chrono::days(7);
    case LinkPurpose::change_email: return std::chrono::days(1);
    }
    return {};
}

// Of one purpose, for one account, in an hour, where its owner asks.
constexpr int kLinksAnHour = 5;

// Where anybody may ask: so long a link stands for those that are asked for after it. It works much longer.
constexpr std::chrono::minutes kFreshFor{10};

// "<link id>.<MAC>": nothing has to be kept that opens something. A token of one purpose is none of another.
class LinkTokens {
public:
    // `key` has at least 32 secret bytes.
    explicit LinkTokens(std::string_view key) : signature_(key, "links in mails") {}

    std::string write(std::string_view link_id, LinkPurpose purpose) const {
        return signature_.write(link_id, name_of(purpose));
    }
    // The link's id; nothing when it is not one that write() made for this purpose.
    std::optional<std::string> read(std::string_view token, LinkPurpose purpose) const {
        const auto id = signature_.read(token, name_of(purpose));
        return id ? std::optional<std::string>(*id) : std::nullopt;
    }

private:
    auth::SignedText signature_;
};

}  // namespace ecommerce::user
