// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/product_state.h"

namespace ecommerce::product {

State after_edit(State state, bool only_trade_data) {
    const bool approved = state == State::on_sale || state == State::off_shelf;
    return approved && !only_trade_data ? State::in_review : state;
}

}  // namespace ecommerce::product
