// SPDX-License-Identifier: Apache-2.0
// A folder of YAML files as flat entries: "order.payment_window" and where it stands. Internal to
// framework/config; the YAML library stays in the .cc.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ecommerce::config {

struct Entry {
    enum class Kind { scalar, list, empty };  // empty: a name with nothing behind it
    Kind kind = Kind::empty;
    std::string scalar;
    std::vector<std::string> list;
    std::string origin;  // "conf/ecommerce.yaml:12"
    bool used = false;   // somebody declared this setting
};

using Entries = std::map<std::string, Entry, std::less<>>;

// All *.yaml and *.yml files of the folder in the order of their names; a later file's entry replaces an
// earlier one's. Throws config::Error naming every unreadable file, or the folder when it is missing.
Entries read_yaml_files(const std::filesystem::path& folder);

}  // namespace ecommerce::config
