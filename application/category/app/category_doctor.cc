// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/category_doctor.h"

#include "application/category/domain/category_tree.h"

namespace ecommerce::category {

Task<Result<void>> check_categories(const CategoryStore& categories, CallContext& context,
                                    diagnostics::v1::CheckInvariantsResponse& response) {
    auto nodes = co_await ok(categories.list(context));
    const auto count = nodes.size();
    const CategoryTree tree(std::move(nodes));
    if (tree.size() != count) {
        auto& violation = *response.add_violations();
        violation.set_invariant("every category has a way up to the top level");
        violation.set_detail(std::to_string(count - tree.size()) + " have none");
    }
    co_return {};
}

}  // namespace ecommerce::category
