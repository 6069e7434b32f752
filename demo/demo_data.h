// SPDX-License-Identifier: Apache-2.0
// Fills an empty platform with a marketplace that looks lived in: accounts, shops, a category tree,
// products with pictures and 90 days of orders. Everything is made by the services' own use cases, called
// as the people concerned, under a clock that moves through the story; so every invariant holds.
#pragma once

#include <cstddef>
#include <string>

#include "demo/data.h"
#include "demo/moving_clock.h"
#include "framework/service/host.h"

namespace ecommerce::demo_data {

inline constexpr const char* kPassword = "demo-pass-2026";

struct Made {
    bool already_there = false;
    std::size_t shops = 0;
    std::size_t categories = 0;
    std::size_t products = 0;
    std::size_t orders = 0;
};

// `host` is built on `clock`, opens no port and is started here; `pictures_folder` is the product service's.
// A run that was broken off is gone on with: each step looks whether its thing is there. With `once`, a
// finished run is left alone. Blocks, not on a loop. Throws std::runtime_error with one sentence.
Made load(service::Host& host, MovingClock& clock, const Data& data, const std::string& pictures_folder,
          bool once);

}  // namespace ecommerce::demo_data
