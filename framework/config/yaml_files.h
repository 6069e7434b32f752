// SPDX-License-Identifier: Apache-2.0
// A folder of YAML files as flat entries: "order.payment_window" and where it stands. Internal to
// framework/config; the YAML library stays in the .cc.
#pragma once

#include <filesystem>
#include <utility>

#include "framework/config/store.h"

namespace ecommerce::config {

class YamlFiles final : public Store {
public:
    explicit YamlFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // All *.yaml and *.yml files of the folder in the order of their names; a later file's entry replaces an
    // earlier one's. Throws config::Error naming every unreadable file, or the folder when it is missing.
    Entries read() override;

private:
    const std::filesystem::path folder_;
};

}  // namespace ecommerce::config
