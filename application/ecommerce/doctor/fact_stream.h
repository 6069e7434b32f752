// SPDX-License-Identifier: Apache-2.0
// What several services hold of the same checkouts, side by side: each gives its facts in pages, by checkout id
// ascending, and no more than a page of each is in memory.
#pragma once

#include <array>
#include <functional>
#include <string>

#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

#include "diagnostics/v1/checkout_facts_service.pb.h"

namespace ecommerce::doctor {

using Fact = diagnostics::v1::CheckoutFact;

// The facts of one service after a checkout's id; an empty page is the end.
struct FactSource {
    std::string service;
    std::function<Task<Result<diagnostics::v1::ListCheckoutFactsResponse>>(
        diagnostics::v1::ListCheckoutFactsRequest request)>
        page;
};

// One service's facts one after the other. Used by one coroutine; the source outlives it.
class FactStream {
public:
    FactStream(const FactSource& source, std::string after, std::uint32_t page_size);

    // Whether head() has to be fetched first.
    bool wants_page() const { return !ended_ && next_ == page_.facts_size(); }
    // An Error as well when the service's ids do not ascend: what follows could not be compared.
    Task<Result<void>> fetch();
    // Null at the end.
    const Fact* head() const { return next_ < page_.facts_size() ? &page_.facts(next_) : nullptr; }
    void pop() { ++next_; }
    int held() const { return page_.facts_size(); }

private:
    const FactSource& source_;
    diagnostics::v1::ListCheckoutFactsRequest request_;
    diagnostics::v1::ListCheckoutFactsResponse page_;
    int next_ = 0;
    bool ended_ = false;
};

// The three services that every checkout leaves something with.
struct Neighbours {
    FactSource orders;
    FactSource payments;
    FactSource stock;
};

// What they hold of one checkout; null is nothing. At least one is something.
struct Checkout {
    std::string id;
    const Fact* order = nullptr;
    const Fact* payment = nullptr;
    const Fact* stock = nullptr;
};

// The checkouts of all three, ascending by the bytes of their ids.
class CheckoutMerge {
public:
    CheckoutMerge(const Neighbours& neighbours, const std::string& after, std::uint32_t page_size);

    // The next checkout, valid until the following call; an empty id is the end.
    Task<Result<Checkout>> next();
    // Facts in memory.
    int held() const;

private:
    Task<Result<void>> fetch_missing();

    std::array<FactStream, 3> streams_;
    Checkout current_;
};

}  // namespace ecommerce::doctor
