// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/readme.h"

#include <fstream>
#include <iterator>
#include <string>

namespace ecommerce::testing {

::testing::AssertionResult readme_draws(std::string_view folder, std::string_view drawing) {
    const auto path = std::string(folder) + "/README.md";
    std::ifstream file(std::string(ECOMMERCE_ROOT) + "/" + path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto block = "```mermaid\n" + std::string(drawing) + "```";
    if (text.contains(block)) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << path << " does not hold this drawing:\n" << block;
}

}  // namespace ecommerce::testing
