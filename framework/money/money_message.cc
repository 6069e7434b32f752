// SPDX-License-Identifier: Apache-2.0
#include "framework/money/money_message.h"

namespace ecommerce {

common::v1::Money to_message(const Money& money) {
    common::v1::Money message;
    message.set_currency_code(std::string(money.currency()));
    message.set_minor_units(money.minor_units());
    return message;
}

Money to_money(const common::v1::Money& message) {
    return {message.minor_units(), message.currency_code()};
}

}  // namespace ecommerce
