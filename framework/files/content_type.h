// SPDX-License-Identifier: Apache-2.0
// What a file is, by the ending of its name.
#pragma once

#include <string_view>

namespace ecommerce::files {

// "image/webp" of "a.webp", with a charset for text; "application/octet-stream" for an ending that is not known.
std::string_view content_type_of(std::string_view name);

}  // namespace ecommerce::files
