// SPDX-License-Identifier: Apache-2.0
// An amount as people read it in a sentence, alike in every language.
#pragma once

#include <string>

#include "framework/money/money.h"

namespace ecommerce {

// "¥129.00" for yuan, "USD 129.00" for others, with as many decimals as the currency has (ISO 4217). Nothing for an
// amount without a currency.
std::string to_text(const Money& money);

}  // namespace ecommerce
