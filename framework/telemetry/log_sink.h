// SPDX-License-Identifier: Apache-2.0
// What an output is made of. Internal to framework/telemetry.
#pragma once

#include "framework/telemetry/log.h"

namespace ecommerce::log {

class Sink {
public:
    virtual ~Sink() = default;
    virtual void write(const Record& record) = 0;  // any thread
};

// Null: standard error. The sink outlives every writer.
void set_sink(Sink* sink, Level level);

}  // namespace ecommerce::log
