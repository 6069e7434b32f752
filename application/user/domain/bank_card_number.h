// SPDX-License-Identifier: Apache-2.0
// Card numbers: check digit (ISO/IEC 7812, the Luhn formula) and brand by the leading digits.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::user {

// The numbers are those of the contract's CardBrand.
enum class Brand { unionpay = 1, visa = 2, mastercard = 3, amex = 4, jcb = 5, other = 6 };

// Digits alone: spaces between them go.
std::string card_digits(std::string_view number);
bool check_digit_fits(std::string_view digits);
Brand brand_of(std::string_view digits);

}  // namespace ecommerce::user
