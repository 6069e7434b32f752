// SPDX-License-Identifier: Apache-2.0
#include "framework/validation/pattern.h"

#include <stdexcept>

#include <re2/re2.h>

namespace ecommerce::validation {

Pattern::Pattern(std::string_view expression)
    : expression_(std::make_unique<re2::RE2>(re2::StringPiece(expression.data(), expression.size()),
                                             re2::RE2::Quiet)) {
    if (!expression_->ok()) throw std::invalid_argument(expression_->error());
}

Pattern::~Pattern() = default;

bool Pattern::found_in(std::string_view text) const {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *expression_);
}

const std::string& Pattern::expression() const {
    return expression_->pattern();
}

}  // namespace ecommerce::validation
