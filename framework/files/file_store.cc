// SPDX-License-Identifier: Apache-2.0
#include "framework/files/file_store.h"

namespace ecommerce::files {

namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

}  // namespace

bool is_file_name(std::string_view name) {
    const auto dot = name.find('.');
    return !name.empty() && name.size() <= 100 &&
           name.find_first_not_of(kNameCharacters) == std::string_view::npos &&
           dot != std::string_view::npos && dot > 0 && dot == name.rfind('.') && dot + 1 < name.size();
}

}  // namespace ecommerce::files
