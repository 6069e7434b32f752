// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

Drawer home_drawer(Kind kind) {
    return digital_drawer(kind == Kind::shirt ? Kind::phone : Kind::speaker);
}

}  // namespace ecommerce::demo_data
