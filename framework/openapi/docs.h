// SPDX-License-Identifier: Apache-2.0
// Comments of the contract by full name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "framework/rpc/doc.h"

namespace ecommerce::openapi {

class Docs {
public:
    // Sorted by name, as the generator writes them; they outlive it.
    explicit Docs(std::span<const rpc::Doc> docs) : docs_(docs) {}

    // Empty when there is none.
    std::string_view find(std::string_view full_name) const;
    // All whose names begin with `prefix`.
    std::span<const rpc::Doc> within(std::string_view prefix) const;

private:
    std::span<const rpc::Doc> docs_;
};

// Lines joined to paragraphs, which blank lines part.
std::string paragraphs(std::string_view text);
// The first sentence, without its full stop.
std::string first_sentence(std::string_view text);

}  // namespace ecommerce::openapi
