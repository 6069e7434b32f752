// SPDX-License-Identifier: Apache-2.0
#include "application/notification/domain/words.h"

#include <algorithm>
#include <utility>

namespace ecommerce::notification {

namespace {

// Calls `use` with each name in braces; false when a brace has no other one.
template <typename Use>
bool each_name(std::string_view text, Use use) {
    for (;;) {
        const auto brace = text.find_first_of("{}");
        if (brace == text.npos) return true;
        if (text[brace] == '}') return false;
        const auto close = text.find_first_of("{}", brace + 1);
        if (close == text.npos || text[close] == '{') return false;
        use(text.substr(brace + 1, close - brace - 1));
        text.remove_prefix(close + 1);
    }
}

}  // namespace

bool has_channel(Type type, Channel channel) {
    const auto by_mail = template_of(type).by_mail;
    return channel == Channel::mail ? by_mail != ByMail::no : by_mail != ByMail::link;
}

Words built_in(Type type, WordsLanguage language) {
    const auto& own = template_of(type);
    const bool chinese = language == WordsLanguage::zh_cn;
    return {.title = std::string(chinese ? own.title : own.title_en),
            .body = std::string(chinese ? own.body : own.body_en)};
}

std::set<std::string> variables_of(Type type) {
    const auto& own = template_of(type);
    std::set<std::string> names;
    for (const auto text : {own.title, own.body, own.title_en, own.body_en})
        (void)each_name(text, [&](std::string_view name) { names.emplace(name); });
    return names;
}

Details samples_of(Type type) {
    static const Details kKnown{
        {"amount", "¥129.00"}, {"carrier", "SF"}, {"tracking_no", "SF1234567890"}, {"count", "2"}};
    Details samples;
    for (const auto& name : variables_of(type)) {
        const auto known = kKnown.find(name);
        if (name != "subject") samples.emplace(name, known == kKnown.end() ? name : known->second);
    }
    return samples;
}

std::string sample_subject(Type type) {
    switch (template_of(type).subject_type) {
    case SubjectType::order: return "20260101-0000000001";
    case SubjectType::product:
    case SubjectType::shop: return "1";
    default: return "";
    }
}

std::string fault_of(Type type, std::string_view text) {
    const auto known = variables_of(type);
    std::string fault;
    const bool paired = each_name(text, [&](std::string_view name) {
        if (fault.empty() && !known.contains(std::string(name)))
            fault = "has {" + std::string(name) + "}, which these messages do not know";
    });
    return paired ? fault : "has a brace without its other one";
}

void WrittenWords::put(const WordsKey& key, Words words) {
    if (words.title.empty() || words.body.empty()) return;
    if (!fault_of(key.type, words.title).empty() || !fault_of(key.type, words.body).empty()) return;
    written_.insert_or_assign(key, std::move(words));
}

Words WrittenWords::of(Type type, Channel channel, WordsLanguage language) const {
    const auto found = written_.find({type, channel, language});
    return found == written_.end() ? built_in(type, language) : found->second;
}

}  // namespace ecommerce::notification
