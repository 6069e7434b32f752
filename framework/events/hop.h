// SPDX-License-Identifier: Apache-2.0
// For stop(): what belongs to one loop is ended there, whoever asks for it.
#pragma once

#include <coroutine>

#include "framework/runtime/loop.h"

namespace ecommerce::events {

// `co_await HopTo{loop}` goes on, on that loop.
struct HopTo {
    runtime::Loop& loop;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) const { loop.resume(coroutine); }
    void await_resume() const noexcept {}
};

}  // namespace ecommerce::events
