// SPDX-License-Identifier: Apache-2.0
// Media types of Content-Type fields.
#pragma once

#include <string_view>

namespace ecommerce::http {

// "application/json" of "Application/JSON; charset=utf-8", as it was written; without the parameters.
std::string_view media_type_of(std::string_view content_type);

// Whether the field names that type, with no charset or with UTF-8.
bool is_media_type(std::string_view content_type, std::string_view type);

}  // namespace ecommerce::http
