// SPDX-License-Identifier: Apache-2.0
// What a load generator saw of its requests, and its report.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::bench {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

// How a request ended.
enum class Ending : std::uint8_t { good, refused, failed, lost };  // 2xx; 429 and 503; other replies; none

Ending ending_of(int status);

struct Sample {
    std::uint32_t micros = 0;     // from the arrival
    std::uint32_t at_millis = 0;  // the reply's moment, from the run's begin
    Ending ending{};
    std::uint8_t kind = 0;   // which class of requests
    std::uint8_t phase = 0;  // in which phase it arrived
};

class Samples {
public:
    void begin(Time begun) { begun_ = begun; }
    // `status` 0: no reply came. `reply` is head and body of one that came.
    void add(std::uint8_t kind, std::uint8_t phase, Time arrival, int status, std::string_view reply);

    std::size_t size() const { return samples_.size(); }

    // As members of a JSON object: what ended until `seconds`, quantiles in milliseconds of all that ended.
    std::string report(double seconds, const std::vector<std::string>& classes,
                       const std::vector<std::size_t>& offered) const;

private:
    template <typename Which>
    std::vector<std::uint32_t> micros(Which which) const;
    template <typename Which>
    std::string endings(Which which) const;
    std::string series() const;

    Time begun_;
    std::vector<Sample> samples_;
    std::map<std::string, std::size_t> outcomes_;  // "200", "503 UNAVAILABLE", "lost"
    std::size_t told_when_to_return_ = 0;          // refused with Retry-After
};

}  // namespace ecommerce::bench
