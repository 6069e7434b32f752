// SPDX-License-Identifier: Apache-2.0
// The category service's answers to the doctor.
#pragma once

#include "application/category/storage/category_store.h"

#include "diagnostics/v1/diagnostics_service.pb.h"

namespace ecommerce::category {

Task<Result<void>> check_categories(const CategoryStore& categories, CallContext& context,
                                    diagnostics::v1::CheckInvariantsResponse& response);

}  // namespace ecommerce::category
