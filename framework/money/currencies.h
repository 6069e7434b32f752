// SPDX-License-Identifier: Apache-2.0
// The currencies that the platform trades in: its setting platform.currencies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecommerce {

// Immutable; any thread.
class Currencies {
public:
    // Codes of ISO 4217, the platform's own first. Throws std::invalid_argument when there is none, or one is not
    // three capital letters.
    explicit Currencies(std::vector<std::string> codes);

    const std::string& main() const { return codes_.front(); }
    bool has(std::string_view code) const;
    // "CNY, USD", for people.
    std::string text() const;

private:
    std::vector<std::string> codes_;
};

}  // namespace ecommerce
