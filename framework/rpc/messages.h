// SPDX-License-Identifier: Apache-2.0
// Between the language's types and the well-known messages.
#pragma once

#include <chrono>

#include <google/protobuf/timestamp.pb.h>

#include "framework/runtime/clock.h"

namespace ecommerce::rpc {

inline void set_time(google::protobuf::Timestamp& out, Timestamp time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    out.set_seconds(seconds.time_since_epoch().count());
    out.set_nanos(std::int32_t(std::chrono::nanoseconds(time - seconds).count()));
}

inline Timestamp to_time(const google::protobuf::Timestamp& time) {
    return Timestamp(
        std::chrono::seconds(time.seconds()) +
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(time.nanos())));
}

}  // namespace ecommerce::rpc
