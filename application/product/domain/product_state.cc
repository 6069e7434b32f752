// SPDX-License-Identifier: Apache-2.0
#include "application/product/domain/product_state.h"

namespace ecommerce::product {

State after_edit(State state, bool seen_changed) {
    if (!seen_changed) return state;
    if (state == State::in_review) return State::draft;
    const bool approved = state == State::on_sale || state == State::off_shelf;
    return approved ? State::in_review : state;
}

}  // namespace ecommerce::product
