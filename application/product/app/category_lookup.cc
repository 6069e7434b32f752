// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/category_lookup.h"

namespace ecommerce::product {

namespace {

void collect(const category::v1::Category& category, std::vector<std::int64_t>& out) {
    out.push_back(category.id());
    for (const auto& child : category.children()) collect(child, out);
}

}  // namespace

Task<Result<std::vector<std::int64_t>>> CategoryLookup::subtree(CallContext& context, std::int64_t id) {
    const auto now = std::chrono::steady_clock::now();
    if (const auto found = known_.local().find(id);
        found != known_.local().end() && now - found->second.read_at < kFreshFor) {
        co_return found->second.ids;
    }
    category::v1::GetCategorySubtreeRequest request;
    request.set_id(id);
    auto response = co_await categories_.GetCategorySubtree(context, request);
    std::vector<std::int64_t> ids;
    if (response) {
        collect(response->category(), ids);
    } else if (response.error().code() != Code::not_found) {
        co_return fail(std::move(response.error()));
    }
    auto& known = known_.local();
    if (known.size() >= kEntriesMax) known.clear();
    known.insert_or_assign(id, Entry{.ids = ids, .read_at = now});
    co_return ids;
}

Task<Result<bool>> CategoryLookup::is_leaf(CallContext& context, std::int64_t id) {
    auto ids = co_await subtree(context, id);
    if (!ids) co_return fail(std::move(ids.error()));
    co_return ids->size() == 1;
}

}  // namespace ecommerce::product
