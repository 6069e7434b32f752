// SPDX-License-Identifier: Apache-2.0
#include "framework/http/media_type.h"

#include "framework/http/characters.h"
#include "framework/http/headers.h"
#include "framework/text/words.h"

namespace ecommerce::http {

std::string_view media_type_of(std::string_view content_type) {
    return text::trim(content_type.substr(0, content_type.find(';')));
}

bool is_media_type(std::string_view content_type, std::string_view type) {
    if (!equals_ignoring_case(media_type_of(content_type), type)) return false;
    for (auto next = content_type.find(';'); next != std::string_view::npos; next = content_type.find(';')) {
        content_type.remove_prefix(next + 1);
        const auto parameter = text::trim(content_type.substr(0, content_type.find(';')));
        const auto equals = parameter.find('=');
        if (!equals_ignoring_case(parameter.substr(0, equals), "charset")) continue;
        auto charset = equals == std::string_view::npos ? std::string_view() : parameter.substr(equals + 1);
        if (charset.size() >= 2 && charset.front() == '"' && charset.back() == '"') {
            charset = charset.substr(1, charset.size() - 2);
        }
        if (!equals_ignoring_case(charset, "utf-8")) return false;
    }
    return true;
}

}  // namespace ecommerce::http
