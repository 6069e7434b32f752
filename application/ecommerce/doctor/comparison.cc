// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor/comparison.h"

#include <limits>
#include <random>

#include "framework/runtime/clock.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::doctor {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kSuspects = 1000;
constexpr auto kPause = 200ms;
// Ids of checkouts are "c" and a digest in base 64, so those behind a random one are a sample by chance.
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string random_place() {
    std::random_device random;
    std::string place = "c";
    for (int i = 0; i < 8; ++i) place += kDigits[random() % kDigits.size()];
    return place;
}

}  // namespace

Task<Result<Comparison>> Comparer::compare(Extent extent, std::chrono::milliseconds patience,
                                           Progress progress) {
    Comparison comparison;
    suspects_.clear();
    if (extent.sample > 0) {
        const auto most = extent.sample;
        extent.after = random_place();
        co_await ok(walk(extent, most, comparison, progress));
        // Behind the last one comes the first. With fewer than the sample some are looked at twice.
        extent.after.clear();
        if (comparison.checkouts < most) {
            co_await ok(walk(extent, most - comparison.checkouts, comparison, progress));
        }
    } else {
        co_await ok(walk(extent, std::numeric_limits<std::int64_t>::max(), comparison, progress));
    }
    co_await ok(settle(patience));
    for (auto& suspect : suspects_) {
        for (auto& finding : suspect.findings) comparison.findings.push_back(std::move(finding));
    }
    co_return comparison;
}

Task<Result<void>> Comparer::walk(const Extent& extent, std::int64_t most, Comparison& comparison,
                                  Progress progress) {
    CheckoutMerge merge(neighbours_, extent.after, extent.page_size);
    for (std::int64_t count = 0; count < most; ++count) {
        const auto checkout = co_await ok(merge.next());
        if (checkout.id.empty()) break;
        ++comparison.checkouts;
        auto findings = disagreements(checkout);
        if (!findings.empty() && suspects_.size() == kSuspects) {
            ++comparison.unexamined;
        } else if (!findings.empty()) {
            suspects_.push_back({checkout.id, std::move(findings)});
        }
        if (progress && comparison.checkouts % extent.page_size == 0)
            progress(comparison.checkouts, checkout.id);
    }
    co_return {};
}

// Each service was asked at a moment of its own, and events were on their way between them. What is the same twice,
// with nothing on its way, stays.
Task<Result<void>> Comparer::settle(std::chrono::milliseconds patience) {
    const auto give_up = deadline_in(patience);
    while (!suspects_.empty()) {
        const auto pending = co_await ok(pending_());
        const bool same = co_await ok(look_again());
        if ((same && pending == 0) || std::chrono::steady_clock::now() >= give_up) break;
        co_await runtime::sleep(kPause);
    }
    co_return {};
}

// Drops who agrees by now; whether all that is left is as before.
Task<Result<bool>> Comparer::look_again() {
    bool same = true;
    std::vector<Suspect> left;
    for (auto& suspect : suspects_) {
        // The id without its last character comes shortly before it.
        CheckoutMerge merge(neighbours_, suspect.id.substr(0, suspect.id.size() - 1), 100);
        Checkout checkout;
        do {
            checkout = co_await ok(merge.next());
        } while (!checkout.id.empty() && checkout.id < suspect.id);
        if (checkout.id != suspect.id) continue;
        auto findings = disagreements(checkout);
        same = same && findings == suspect.findings;
        if (!findings.empty()) left.push_back({suspect.id, std::move(findings)});
    }
    suspects_ = std::move(left);
    co_return same;
}

}  // namespace ecommerce::doctor
