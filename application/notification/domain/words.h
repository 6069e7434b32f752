// SPDX-License-Identifier: Apache-2.0
// The words of messages: the program's own, and what administrators wrote instead.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "application/notification/domain/news.h"

namespace ecommerce::notification {

// The numbers of both are those of the contract; the names are stored and never change.
enum class Channel : std::uint8_t { box = 1, mail = 2 };
constexpr auto names_of(Channel) {
    return std::to_array<Name<Channel>>({{Channel::box, "BOX"}, {Channel::mail, "MAIL"}});
}

enum class WordsLanguage : std::uint8_t { zh_cn = 1, en = 2 };
constexpr auto names_of(WordsLanguage) {
    return std::to_array<Name<WordsLanguage>>({{WordsLanguage::zh_cn, "ZH_CN"}, {WordsLanguage::en, "EN"}});
}

struct Words {
    std::string title;
    std::string body;
};

struct WordsKey {
    Type type{};
    Channel channel{};
    WordsLanguage language{};

    auto operator<=>(const WordsKey&) const = default;
};

// Whether messages of the type come that way at all.
bool has_channel(Type type, Channel channel);
// The program's own.
Words built_in(Type type, WordsLanguage language);
// What words of the type may leave open: the names in the program's own.
std::set<std::string> variables_of(Type type);
// A value for each of them, and for the subject, to look at words with.
Details samples_of(Type type);
std::string sample_subject(Type type);

// What is wrong with a text of the type, for people: a brace without its other one, or a name that is not known. Empty:
// nothing.
std::string fault_of(Type type, std::string_view text);

// What there is instead of the program's words. Read by many at once.
class WrittenWords {
public:
    // Words with a fault are left out, so that the program's stand.
    void put(const WordsKey& key, Words words);
    Words of(Type type, Channel channel, WordsLanguage language) const;

private:
    std::map<WordsKey, Words> written_;
};

}  // namespace ecommerce::notification
