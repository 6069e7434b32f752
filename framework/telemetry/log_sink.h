// SPDX-License-Identifier: Apache-2.0
// What an output is made of. Internal to framework/telemetry.
#pragma once

#include "framework/telemetry/log.h"

namespace ecommerce::log {

class Sink {
public:
    virtual ~Sink() = default;
    virtual Level level() const = 0;               // lines beyond it are not written
    virtual void write(const Record& record) = 0;  // any thread
};

// Null: standard error, from info on. The sink outlives every writer.
void set_sink(Sink* sink);

}  // namespace ecommerce::log
