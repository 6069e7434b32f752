// SPDX-License-Identifier: Apache-2.0
// Words that stand for each other in the demo data.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ecommerce::demo_data {

// Does not change once read; any thread.
struct Synonyms {
    // Throws std::runtime_error with one sentence that names the file.
    explicit Synonyms(const std::filesystem::path& file);

    std::vector<std::vector<std::string>> groups;
};

}  // namespace ecommerce::demo_data
