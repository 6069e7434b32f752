// SPDX-License-Identifier: Apache-2.0
#include "application/checkout/app/freight_terms.h"

namespace ecommerce::checkout {

namespace {

FreightBasis to_basis(product::v1::FreightBasis basis) {
    if (basis == product::v1::FREIGHT_BASIS_WEIGHT) return FreightBasis::weight;
    if (basis == product::v1::FREIGHT_BASIS_VOLUME) return FreightBasis::volume;
    return FreightBasis::pieces;
}

FreightFees to_fees(const product::v1::FreightFees& message) {
    return {.first_units = message.first_units(),
            .first_fee = message.first_fee(),
            .further_units = message.further_units(),
            .further_fee = message.further_fee(),
            .surcharge = message.surcharge(),
            .free_from_minor = message.free_from(),
            .free_from_pieces = message.free_from_pieces()};
}

}  // namespace

FreightTerms to_terms(const product::v1::FreightTerms& message) {
    FreightTerms terms{.basis = to_basis(message.basis()),
                       .elsewhere = to_fees(message.elsewhere()),
                       .groups = {},
                       .not_delivered = {message.not_delivered().begin(), message.not_delivered().end()}};
    for (const auto& group : message.groups()) {
        terms.groups.push_back({.provinces = {group.provinces().begin(), group.provinces().end()},
                                .fees = to_fees(group.fees())});
    }
    return terms;
}

FreightBook to_book(const product::v1::GetSkusResponse& response, const FreightTerms& configured) {
    FreightBook book;
    for (const auto& each : response.freight()) book.emplace(each.template_id(), to_terms(each.terms()));
    book.emplace(0, configured);
    return book;
}

}  // namespace ecommerce::checkout
