// SPDX-License-Identifier: Apache-2.0
// How one can pay at present: what is listed works.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/payment/app/provider.h"

namespace ecommerce::payment {

struct PaymentMethod {
    std::string code;  // what a checkout names
    std::string name;
    std::string name_en;
    std::string description;
    std::string description_en;
    Provider* provider;
};

// Made at the start, read-only after.
class PaymentMethods {
public:
    explicit PaymentMethods(std::vector<PaymentMethod> methods) : methods_(std::move(methods)) {}

    const std::vector<PaymentMethod>& all() const { return methods_; }
    // Null when there is none.
    const PaymentMethod* find(std::string_view code) const;
    Provider* find_provider(std::string_view name) const;

private:
    std::vector<PaymentMethod> methods_;
};

}  // namespace ecommerce::payment
