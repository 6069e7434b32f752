// SPDX-License-Identifier: Apache-2.0
// What is looked for: texts that are one person's. An operator keeps them in a file from before the account closes
// until the check has passed; after the closing nothing else could say what to look for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ecommerce::erasure {

struct Needle {
    std::string kind;   // "email", "street": what a report says in place of the text
    std::string value;  // as it was stored

    auto operator<=>(const Needle&) const = default;
};

// Writes a new file that only its owner can read. Throws std::runtime_error with one sentence, also when there is one
// of that name.
void save(const std::filesystem::path& path, const std::vector<Needle>& needles);

// A line is "kind<TAB>text", with \t, \n and \\ for what would break it; # begins a remark. Throws as save(), also
// when others may read the file.
std::vector<Needle> load(const std::filesystem::path& path);

}  // namespace ecommerce::erasure
