// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor.h"

#include <map>

#include "application/ecommerce/services.h"
#include "framework/call/reasons.h"
#include "framework/runtime/spawn.h"

#include "diagnostics/v1/checkout_facts_service.rpc.h"
#include "diagnostics/v1/diagnostics_service.rpc.h"

namespace ecommerce {

namespace {

namespace v1 = diagnostics::v1;
using Facts = std::map<std::string, v1::CheckoutFact>;  // by checkout

constexpr std::uint32_t kPageSize = 5000;

CallContext call_context() {
    return CallContext::background("doctor", deadline_in(std::chrono::minutes(2)));
}

Error unreachable(std::string_view service, const Error& error) {
    return reason::unavailable("The service " + std::string(service) +
                               " does not answer: " + error.message());
}

Task<Result<std::int64_t>> collect_own(rpc::Channels& channels, std::string_view service,
                                       Diagnosis* diagnosis) {
    v1::DiagnosticsServiceClient client(channels.to(service));
    auto context = call_context();
    auto response = co_await client.CheckInvariants(context, v1::CheckInvariantsRequest());
    if (!response) co_return unreachable(service, response.error());
    if (diagnosis) {
        diagnosis->pending_events += response->pending_events();
        diagnosis->dead_letters += response->dead_letters();
        for (const auto& violation : response->violations()) {
            diagnosis->findings.push_back({std::string(service), violation.invariant(), violation.detail()});
        }
    }
    co_return response->pending_events();
}

Task<Result<Facts>> collect_facts(rpc::Channels& channels, std::string_view service) {
    v1::CheckoutFactsServiceClient client(channels.to(service));
    Facts facts;
    v1::ListCheckoutFactsRequest request;
    request.set_page_size(kPageSize);
    for (;;) {
        auto context = call_context();
        auto response = co_await client.ListCheckoutFacts(context, request);
        if (!response) co_return unreachable(service, response.error());
        if (response->facts().empty()) co_return facts;
        request.set_after_checkout_id(response->facts().rbegin()->checkout_id());
        for (auto& fact : *response->mutable_facts()) facts.emplace(fact.checkout_id(), std::move(fact));
    }
}

v1::CheckoutState state(const Facts& facts, const std::string& id) {
    const auto found = facts.find(id);
    return found == facts.end() ? v1::CHECKOUT_STATE_UNSPECIFIED : found->second.state();
}

// "CHECKOUT_STATE_PAID" -> "PAID"; nothing known is "NONE".
std::string name(v1::CheckoutState state) {
    if (state == v1::CHECKOUT_STATE_UNSPECIFIED) return "NONE";
    return v1::CheckoutState_Name(state).substr(sizeof("CHECKOUT_STATE_") - 1);
}

// What the three services may hold of one checkout at the same time, once all events have arrived.
struct Agreement {
    v1::CheckoutState order;
    v1::CheckoutState payment;
    v1::CheckoutState stock;
};

constexpr Agreement kAgreements[] = {
    {v1::CHECKOUT_STATE_OPEN, v1::CHECKOUT_STATE_OPEN, v1::CHECKOUT_STATE_OPEN},
    // The payment is opened after the orders: a crash in between leaves orders without one until they run out.
    {v1::CHECKOUT_STATE_OPEN, v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_OPEN},
    {v1::CHECKOUT_STATE_PAID, v1::CHECKOUT_STATE_PAID, v1::CHECKOUT_STATE_PAID},
    {v1::CHECKOUT_STATE_REFUNDED, v1::CHECKOUT_STATE_REFUNDED, v1::CHECKOUT_STATE_PAID},
    {v1::CHECKOUT_STATE_CANCELLED, v1::CHECKOUT_STATE_CANCELLED, v1::CHECKOUT_STATE_CANCELLED},
    {v1::CHECKOUT_STATE_CANCELLED, v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_CANCELLED},
    // Paid too late: the money goes back, the goods had gone back before.
    {v1::CHECKOUT_STATE_CANCELLED, v1::CHECKOUT_STATE_REFUNDED, v1::CHECKOUT_STATE_CANCELLED},
    // Stock was reserved and no order followed: until the reservation runs out, and after.
    {v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_OPEN},
    {v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_UNSPECIFIED, v1::CHECKOUT_STATE_CANCELLED},
};

bool agree(v1::CheckoutState order, v1::CheckoutState payment, v1::CheckoutState stock) {
    for (const auto& allowed : kAgreements) {
        if (allowed.order == order && allowed.payment == payment && allowed.stock == stock) return true;
    }
    return false;
}

// A number that orders and a neighbour hold of one checkout.
struct Number {
    std::string_view neighbour;
    std::string_view agreement;
    std::int64_t (v1::CheckoutFact::*of)() const;
    bool of_paid_orders = false;  // what came for cancelled ones goes back whatever they say
};

constexpr Number kNumbers[] = {
    {"payment", "the payment's amount is the sum of its orders", &v1::CheckoutFact::amount_minor},
    {"payment", "what orders give back is what the payment pays back", &v1::CheckoutFact::refund_minor, true},
    {"payment", "what orders show as paid back is back", &v1::CheckoutFact::refunded_minor, true},
    {"product", "as many units are held as ordered", &v1::CheckoutFact::units},
    {"product", "the units of orders that are paid back unshipped are back",
     &v1::CheckoutFact::returned_units},
};

void compare_numbers(const Facts& orders, const Facts& payments, const Facts& stock, const std::string& id,
                     Diagnosis& diagnosis) {
    const auto order = orders.find(id);
    if (order == orders.end()) return;
    for (const auto& number : kNumbers) {
        const auto& facts = number.neighbour == "payment" ? payments : stock;
        const auto other = facts.find(id);
        if (other == facts.end()) continue;
        if (number.of_paid_orders && order->second.state() == v1::CHECKOUT_STATE_CANCELLED) continue;
        const auto theirs = (other->second.*number.of)();
        const auto ours = (order->second.*number.of)();
        if (theirs == ours) continue;
        diagnosis.findings.push_back(
            {"order, " + std::string(number.neighbour), std::string(number.agreement),
             "checkout " + id + ": " + std::to_string(theirs) + " <> " + std::to_string(ours)});
    }
}

void compare(const Facts& orders, const Facts& payments, const Facts& stock, Diagnosis& diagnosis) {
    Facts all = orders;
    all.insert(payments.begin(), payments.end());
    all.insert(stock.begin(), stock.end());
    diagnosis.checkouts = std::int64_t(all.size());
    for (const auto& [id, fact] : all) {
        const auto order = state(orders, id);
        const auto payment = state(payments, id);
        const auto held = state(stock, id);
        if (!agree(order, payment, held)) {
            diagnosis.findings.push_back({"order, payment, product", "neighbours agree about a checkout",
                                          "checkout " + id + ": orders " + name(order) + ", payment " +
                                              name(payment) + ", stock " + name(held)});
        }
        compare_numbers(orders, payments, stock, id, diagnosis);
    }
}

Task<Result<std::int64_t>> count_pending(rpc::Channels& channels) {
    std::int64_t pending = 0;
    for (const auto* definition : services_with(service::Need::database)) {
        auto own = co_await ok(collect_own(channels, definition->name, nullptr));
        pending += own;
    }
    co_return pending;
}

}  // namespace

Task<Result<Diagnosis>> examine(rpc::Channels& channels, std::chrono::milliseconds patience) {
    const auto give_up = deadline_in(patience);
    for (;;) {
        auto pending = co_await ok(count_pending(channels));
        if (pending == 0 || std::chrono::steady_clock::now() >= give_up) break;
        co_await runtime::sleep(std::chrono::milliseconds(100));
    }
    auto orders = co_await ok(collect_facts(channels, "order"));
    auto payments = co_await ok(collect_facts(channels, "payment"));
    auto stock = co_await ok(collect_facts(channels, "product"));
    Diagnosis diagnosis;
    compare(orders, payments, stock, diagnosis);
    for (const auto* definition : services_with(service::Need::database)) {
        co_await ok(collect_own(channels, definition->name, &diagnosis));
    }
    co_return diagnosis;
}

}  // namespace ecommerce
