// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ecommerce::search {

// Whether words that somebody searched for may be shown to others and kept without the person: two to thirty letters,
// nothing that looks like a number of a person or an e-mail address. `key` is key_of() the words.
bool is_presentable(std::string_view words, std::string_view key);

}  // namespace ecommerce::search
