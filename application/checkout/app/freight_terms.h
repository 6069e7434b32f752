// SPDX-License-Identifier: Apache-2.0
// Freight as the contract has it, for the rules of the domain.
#pragma once

#include "application/checkout/domain/quote.h"

#include "product/v1/inventory_service.pb.h"

namespace ecommerce::checkout {

FreightTerms to_terms(const product::v1::FreightTerms& message);
// What the product service says of some SKUs' freight; `configured` stands in where the platform has no template.
FreightBook to_book(const product::v1::GetSkusResponse& response, const FreightTerms& configured);

}  // namespace ecommerce::checkout
