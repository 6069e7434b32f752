// SPDX-License-Identifier: Apache-2.0
#include "application/payment/app/watchers.h"

#include <map>
#include <utility>

#include "payment/v1/error_reason.rpc.h"

namespace ecommerce::payment {

namespace {

template <typename Key>
void leave(std::map<Key, int>& counts, const Key& key) {
    if (--counts[key] == 0) counts.erase(key);
}

template <typename Key>
int count_of(const std::map<Key, int>& counts, const Key& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

}  // namespace

struct Watchers::Counts {
    std::map<std::int64_t, int> by_account;
    std::map<std::string, int> by_payment;
};

Watchers::Watchers(runtime::Loop& home, WatchRules rules)
    : home_(home), rules_(rules), counts_(std::make_shared<Counts>()) {}

Watchers::Place::Place(const Watchers& of, std::int64_t user_id, std::string payment_id)
    : home_(&of.home_), counts_(of.counts_), user_id_(user_id), payment_id_(std::move(payment_id)) {
    ++counts_->by_account[user_id_];
    ++counts_->by_payment[payment_id_];
}

Watchers::Place::~Place() {
    if (!counts_) return;
    home_->post([counts = std::move(counts_), user_id = user_id_, payment_id = std::move(payment_id_)] {
        leave(counts->by_account, user_id);
        leave(counts->by_payment, payment_id);
    });
}

Result<Watchers::Place> Watchers::take(std::int64_t user_id, const std::string& payment_id) const {
    if (count_of(counts_->by_account, user_id) >= rules_.per_account ||
        count_of(counts_->by_payment, payment_id) >= rules_.per_payment) {
        auto error = v1::reason::too_many_watchers("Too many watch this already. Close some of them.");
        return fail(std::move(error).retry_after(5));
    }
    return Place(*this, user_id, payment_id);
}

Task<Result<Watchers::Place>> Watchers::enter(std::int64_t user_id, const std::string& payment_id) {
    auto& here = runtime::Loop::current();
    co_await home_.hop();
    auto place = take(user_id, payment_id);
    co_await here.hop();
    co_return place;
}

}  // namespace ecommerce::payment
