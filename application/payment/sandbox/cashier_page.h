// SPDX-License-Identifier: Apache-2.0
// The cashier of the sandbox as HTML and CSS, in Chinese or English. It has no script: the clock is an
// animation of the style sheet, the buttons are forms.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/money/money.h"

namespace ecommerce::payment {

enum class Language : std::uint8_t { chinese, english };

// The better liked of the two in an Accept-Language header; Chinese when it likes neither.
Language choose_language(std::string_view accept_language);

// "¥1,234.50", "US$12.00", "KRW 500": minor units as people read them.
std::string format_amount(const Money& amount);

struct CashierView {
    enum class State : std::uint8_t { open, declined, paid, refunded, expired, closed };

    State state = State::open;
    Language language = Language::chinese;
    std::string token;
    std::string payment_id;
    Money amount;
    std::vector<std::string> order_nos;
    std::string return_path;
    std::chrono::seconds left{0};
};

std::string cashier_page(const CashierView& view);
// `left` is where the clock starts.
std::string cashier_style(std::chrono::seconds left);

}  // namespace ecommerce::payment
