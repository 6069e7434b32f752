// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/category/app/goods.h"
#include "application/category/app/tree_cache.h"
#include "framework/events/publisher.h"
#include "framework/postgres/transactor.h"

#include "category/v1/category_service.rpc.h"

namespace ecommerce::category {

// Implements the contract's CategoryService. Any loop.
class CategoryService final : public v1::CategoryService {
public:
    CategoryService(postgres::Transactor transact, CategoryStore& store, TreeCache& trees, const Goods& goods,
                    events::Publisher& events, const runtime::Clock& clock)
        : transact_(transact), store_(store), trees_(trees), goods_(goods), events_(events), clock_(clock) {}

    Task<Result<v1::ListCategoriesResponse>> ListCategories(
        CallContext& context, const v1::ListCategoriesRequest& request) override;
    Task<Result<v1::GetCategoryResponse>> GetCategory(CallContext& context,
                                                      const v1::GetCategoryRequest& request) override;
    Task<Result<v1::GetCategorySubtreeResponse>> GetCategorySubtree(
        CallContext& context, const v1::GetCategorySubtreeRequest& request) override;
    Task<Result<v1::GetCategoryPathResponse>> GetCategoryPath(
        CallContext& context, const v1::GetCategoryPathRequest& request) override;
    Task<Result<v1::ListLeafCategoriesResponse>> ListLeafCategories(
        CallContext& context, const v1::ListLeafCategoriesRequest& request) override;
    Task<Result<v1::CreateCategoryResponse>> CreateCategory(
        CallContext& context, const v1::CreateCategoryRequest& request) override;
    Task<Result<v1::UpdateCategoryResponse>> UpdateCategory(
        CallContext& context, const v1::UpdateCategoryRequest& request) override;
    Task<Result<v1::DeleteCategoryResponse>> DeleteCategory(
        CallContext& context, const v1::DeleteCategoryRequest& request) override;

private:
    Task<Result<std::int64_t>> insert(CallContext& context, Node node);
    Task<Result<void>> update(CallContext& context, const v1::UpdateCategoryRequest& request);
    // Whether the category may get a child: products belong to leaves alone.
    Task<Result<void>> check_parent(CallContext& context, std::int64_t parent_id);
    // The picture as it is stored, unless it is the category's already.
    Task<Result<void>> keep_picture(CallContext& context, v1::UpdateCategoryRequest& request);
    // Moves the products of a category that is to be removed, or sees that it has none.
    Task<Result<void>> clear(CallContext& context, const v1::DeleteCategoryRequest& request);
    void publish(postgres::Transaction& tx, CallContext& context, std::int64_t id) const;
    Task<Result<v1::Category>> read_back(CallContext& context, std::int64_t id);

    postgres::Transactor transact_;
    CategoryStore& store_;
    TreeCache& trees_;
    const Goods& goods_;
    events::Publisher& events_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::category
