// SPDX-License-Identifier: Apache-2.0
// Holds a README's drawing to the data that it shows:
//   EXPECT_TRUE(testing::readme_draws("application/order", kLife.drawing()));
#pragma once

#include <string_view>

#include <gtest/gtest.h>

namespace ecommerce::testing {

// Whether the folder's README.md has exactly this drawing as a `mermaid` block; the failure prints what belongs there.
::testing::AssertionResult readme_draws(std::string_view folder, std::string_view drawing);

}  // namespace ecommerce::testing
