// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/doctor/agreement.h"

#include <cstdint>
#include <string_view>

namespace ecommerce::doctor {

namespace {

namespace v1 = diagnostics::v1;

v1::CheckoutState state(const Fact* fact) {
    return fact ? fact->state() : v1::CHECKOUT_STATE_UNSPECIFIED;
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
    const Fact* Checkout::* fact;
    std::int64_t (Fact::*of)() const;
    bool of_paid_orders = false;  // what came for cancelled ones goes back whatever they say
};

constexpr Number kNumbers[] = {
    {"payment", "the payment's amount is the sum of its orders", &Checkout::payment, &Fact::amount_minor},
    {"payment", "what orders give back is what the payment pays back", &Checkout::payment,
     &Fact::refund_minor, true},
    {"payment", "what orders show as paid back is back", &Checkout::payment, &Fact::refunded_minor, true},
    {"product", "as many units are held as ordered", &Checkout::stock, &Fact::units},
    {"product", "the units of orders that are paid back unshipped are back", &Checkout::stock,
     &Fact::returned_units},
};

}  // namespace

std::vector<Finding> disagreements(const Checkout& checkout) {
    std::vector<Finding> findings;
    const auto order = state(checkout.order);
    const auto payment = state(checkout.payment);
    const auto held = state(checkout.stock);
    if (!agree(order, payment, held)) {
        findings.push_back({"order, payment, product", "neighbours agree about a checkout",
                            "checkout " + checkout.id + ": orders " + name(order) + ", payment " +
                                name(payment) + ", stock " + name(held)});
    }
    for (const auto& number : kNumbers) {
        const auto* other = checkout.*number.fact;
        if (!checkout.order || !other) continue;
        if (number.of_paid_orders && order == v1::CHECKOUT_STATE_CANCELLED) continue;
        const auto theirs = (other->*number.of)();
        const auto ours = (checkout.order->*number.of)();
        if (theirs == ours) continue;
        findings.push_back(
            {"order, " + std::string(number.neighbour), std::string(number.agreement),
             "checkout " + checkout.id + ": " + std::to_string(theirs) + " <> " + std::to_string(ours)});
    }
    return findings;
}

}  // namespace ecommerce::doctor
