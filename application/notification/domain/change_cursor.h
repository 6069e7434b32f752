// SPDX-License-Identifier: Apache-2.0
// Up to where a table with rising ids was read. Ids are given before their transactions commit, so a row can appear
// below others that were read already: ids that were passed over are asked for again for a while.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace ecommerce::notification {

// One loop.
class ChangeCursor {
public:
    using Time = std::chrono::steady_clock::time_point;
    // Longer than transactions run; later an id that was not seen belongs to one that was rolled back.
    static constexpr std::chrono::seconds kPatience{30};
    static constexpr std::size_t kMissingMost = 5'000;

    bool started() const { return last_.has_value(); }
    // Goes on behind `id`.
    void start(std::int64_t id) { last_ = id; }
    void reset();

    // The last id that was read.
    std::int64_t last() const { return last_.value_or(0); }
    // Ids below it that may still come.
    std::vector<std::int64_t> missing(Time now);
    // False for an id that was read before.
    bool take(std::int64_t id, Time now);

private:
    std::optional<std::int64_t> last_;
    std::map<std::int64_t, Time> missing_;  // since when
};

}  // namespace ecommerce::notification
