// SPDX-License-Identifier: Apache-2.0
// What a mail says: its words in the reader's language, or in both where that is not known, and its link.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "application/notification/domain/words.h"

namespace ecommerce::notification {

// The numbers are those of the user service's contract.
enum class Language : std::uint8_t { any = 0, zh_cn = 1, en = 2 };

struct MailText {
    std::string subject;
    std::string text;
    std::string html;
    std::string language;  // "zh-CN"; empty for both
};

// The path of the page that it leads to, from "/"; empty: none. A token stands behind #, so that it is sent to no
// server and looking at the page does not use it up.
std::string page_of(Type type, std::string_view subject, std::string_view token);

struct MailAbout {
    Type type{};
    Details details;
    std::string subject;
};

// `link` is a whole address; empty: none. All words, and what they leave open, are text, also in HTML.
MailText mail_text(const WrittenWords& written, const MailAbout& about, std::string_view link,
                   Language language);

}  // namespace ecommerce::notification
