// SPDX-License-Identifier: Apache-2.0
// One function for each kind of thing. It stands on y = 750, between 150 and 750 on both axes. The paints
// "url(#body)" and "url(#side)" are the main colour as gradients.
#pragma once

#include "application/ecommerce/demo/canvas.h"
#include "application/ecommerce/demo/drawing.h"

namespace ecommerce::demo_data {

using Drawer = void (*)(Canvas& canvas, const Paint& paint, int variant);

Drawer drawer_of(Kind kind);

Drawer digital_drawer(Kind kind);
Drawer wear_drawer(Kind kind);
Drawer home_drawer(Kind kind);
Drawer treat_drawer(Kind kind);
Drawer play_drawer(Kind kind);

}  // namespace ecommerce::demo_data
