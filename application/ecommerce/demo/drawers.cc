// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

#include <stdexcept>

namespace ecommerce::demo_data {

Drawer drawer_of(Kind kind) {
    for (const auto family : {digital_drawer, wear_drawer, home_drawer, treat_drawer, play_drawer}) {
        if (const auto drawer = family(kind)) return drawer;
    }
    throw std::logic_error("a kind without a drawing");
}

}  // namespace ecommerce::demo_data
