// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor/fact_stream.h"

#include "framework/call/reasons.h"
#include "framework/runtime/join.h"

namespace ecommerce::doctor {

FactStream::FactStream(const FactSource& source, std::string after, std::uint32_t page_size)
    : source_(source) {
    request_.set_after_checkout_id(std::move(after));
    request_.set_page_size(page_size);
}

Task<Result<void>> FactStream::fetch() {
    page_.Clear();
    next_ = 0;
    page_ = co_await ok(source_.page(request_));
    ended_ = page_.facts().empty();
    for (const auto& fact : page_.facts()) {
        if (fact.checkout_id() <= request_.after_checkout_id()) {
            co_return fail(reason::internal("The service " + source_.service +
                                            " does not give its checkouts in order: " + fact.checkout_id() +
                                            " comes after " + request_.after_checkout_id() + "."));
        }
        request_.set_after_checkout_id(fact.checkout_id());
    }
    co_return {};
}

CheckoutMerge::CheckoutMerge(const Neighbours& neighbours, const std::string& after, std::uint32_t page_size)
    : streams_{FactStream(neighbours.orders, after, page_size),
               FactStream(neighbours.payments, after, page_size),
               FactStream(neighbours.stock, after, page_size)} {}

Task<Result<Checkout>> CheckoutMerge::next() {
    // What was given last is done with.
    if (current_.order) streams_[0].pop();
    if (current_.payment) streams_[1].pop();
    if (current_.stock) streams_[2].pop();
    current_ = {};
    co_await ok(fetch_missing());
    for (const auto& stream : streams_) {
        const auto* head = stream.head();
        if (head && (current_.id.empty() || head->checkout_id() < current_.id)) {
            current_.id = head->checkout_id();
        }
    }
    const auto mine = [this](const FactStream& stream) {
        return stream.head() && stream.head()->checkout_id() == current_.id ? stream.head() : nullptr;
    };
    current_.order = mine(streams_[0]);
    current_.payment = mine(streams_[1]);
    current_.stock = mine(streams_[2]);
    co_return current_;
}

// Those that ran out do so at about the same time: neighbours hold much the same checkouts.
Task<Result<void>> CheckoutMerge::fetch_missing() {
    std::vector<Task<Result<void>>> fetches;
    for (auto& stream : streams_) {
        if (stream.wants_page()) fetches.push_back(stream.fetch());
    }
    if (fetches.empty()) co_return {};
    auto fetched = co_await runtime::all(std::move(fetches), streams_.size());
    for (auto& one : fetched) {
        if (!one) co_return fail(std::move(one).error());
    }
    co_return {};
}

int CheckoutMerge::held() const {
    int held = 0;
    for (const auto& stream : streams_) held += stream.held();
    return held;
}

}  // namespace ecommerce::doctor
