// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/present_words.h"

namespace ecommerce::notification {

using namespace std::chrono_literals;

PresentWords::PresentWords(runtime::Loops& loops, const TemplateStore& templates)
    : templates_(templates), cache_(loops, {.ttl = 5s, .max = 1, .stale_on_error = true}) {}

Task<Result<PresentWords::Kept>> PresentWords::load(CallContext& context) const {
    auto words = std::make_shared<WrittenWords>();
    for (auto& row : co_await ok(templates_.latest(context))) {
        words->put({row.type, row.channel, row.language},
                   {.title = std::move(row.title), .body = std::move(row.body)});
    }
    co_return words;
}

Task<std::shared_ptr<const WrittenWords>> PresentWords::get(CallContext& context) {
    auto words = co_await cache_.get(0, context.deadline, [&] { return load(context); });
    co_return words ? *std::move(words) : std::make_shared<const WrittenWords>();
}

}  // namespace ecommerce::notification
