// SPDX-License-Identifier: Apache-2.0
#include "application/order/domain/amounts.h"

namespace ecommerce::order {

std::string find_mismatch(const Amounts& amounts, std::span<const LineAmounts> lines) {
    Result<Money> goods = Money();
    for (const auto& line : lines) {
        if (line.price * line.quantity != line.total)
            return "A line's total is not its price times its quantity.";
        goods = goods + line.total;
    }
    if (goods != amounts.goods) return "The lines do not add up to the total of the goods.";
    const auto before = amounts.goods + amounts.freight;
    if (!before || amounts.discount.is_negative() || amounts.discount > *before) {
        return "The discount is more than there is to pay.";
    }
    if (before - amounts.discount != amounts.total) {
        return "Goods, freight and discount do not add up to the total.";
    }
    return {};
}

}  // namespace ecommerce::order
