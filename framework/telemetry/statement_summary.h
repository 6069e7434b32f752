// SPDX-License-Identifier: Apache-2.0
// What a statement does, in two words. Internal to framework/telemetry.
#pragma once

#include <string>
#include <string_view>

namespace ecommerce::telemetry {

struct StatementSummary {
    std::string operation;   // "SELECT"; of WITH … UPDATE it is UPDATE
    std::string collection;  // "orders"; empty when there is none
    std::string text() const { return collection.empty() ? operation : operation + " " + collection; }
};

StatementSummary summarise(std::string_view sql);

}  // namespace ecommerce::telemetry
