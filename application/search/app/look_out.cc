// SPDX-License-Identifier: Apache-2.0
#include "application/search/app/look_out.h"

namespace ecommerce::search {

namespace {

constexpr std::chrono::seconds kLookTimeout{30};

}  // namespace

void LookOut::ring() {
    loop_.post([this] { bell_.notify(); });
}

void LookOut::start() {
    loop_.post([this] { running_.start(run()); });
}

Task<void> LookOut::stop() {
    auto& home = runtime::Loop::current();
    co_await loop_.hop();
    co_await running_.close();
    co_await home.hop();
}

Task<void> LookOut::run() {
    auto& stop = running_.stop_signal();
    while (!stop.requested()) {
        if (!co_await bell_.wait(Deadline::max(), &stop)) continue;
        Result<std::int64_t> looked = 1;
        while (looked && *looked > 0 && !stop.requested()) {
            auto context = CallContext::background("search", std::chrono::steady_clock::now() + kLookTimeout);
            looked = co_await look_(context);
        }
    }
}

}  // namespace ecommerce::search
