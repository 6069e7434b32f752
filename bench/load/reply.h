// SPDX-License-Identifier: Apache-2.0
// As much of HTTP/1.1 as a load generator reads: where a reply ends, and what it says.
#pragma once

#include <cstddef>
#include <string_view>

namespace ecommerce::bench {

// The size of the whole reply that `text` begins with, or 0 while it is not whole.
std::size_t reply_size(std::string_view text);
int status_of(std::string_view reply);
// The value of a header field, in any case of its name; empty when there is none.
std::string_view field_of(std::string_view reply, std::string_view name);
// The reason in a problem's body; empty when there is none.
std::string_view reason_of(std::string_view reply);

}  // namespace ecommerce::bench
