// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/docs.h"

#include <algorithm>

namespace ecommerce::openapi {

std::string_view Docs::find(std::string_view full_name) const {
    const auto found = std::ranges::lower_bound(docs_, full_name, {}, &rpc::Doc::name);
    return found != docs_.end() && found->name == full_name ? found->text : std::string_view();
}

std::span<const rpc::Doc> Docs::within(std::string_view prefix) const {
    const auto begin = std::ranges::lower_bound(docs_, prefix, {}, &rpc::Doc::name);
    auto end = begin;
    while (end != docs_.end() && end->name.starts_with(prefix)) ++end;
    return {begin, end};
}

std::string paragraphs(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n') {
            out += text[i];
            continue;
        }
        const char next = i + 1 < text.size() ? text[i + 1] : '\n';
        // Lists keep their lines.
        const bool keeps = next == '\n' || next == '-' || next == ' ' || out.ends_with('\n');
        out += keeps ? '\n' : ' ';
    }
    return out;
}

std::string first_sentence(std::string_view text) {
    const auto whole = paragraphs(text);
    std::size_t end = 0;
    while (end < whole.size() && whole[end] != '\n') {
        const bool stop =
            whole[end] == '.' && (end + 1 == whole.size() || whole[end + 1] == ' ' || whole[end + 1] == '\n');
        if (stop) break;
        ++end;
    }
    return whole.substr(0, end);
}

}  // namespace ecommerce::openapi
