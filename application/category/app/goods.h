// SPDX-License-Identifier: Apache-2.0
// What the tree asks of the products that hang on it.
#pragma once

#include <cstdint>

#include "framework/call/context.h"

#include "product/v1/picture_service.rpc.h"
#include "product/v1/product_admin_service.rpc.h"

namespace ecommerce::common::v1 {
class Picture;
}

namespace ecommerce::category {

// Stateless beside the clients, which outlive it; any loop.
class Goods {
public:
    Goods(product::v1::ProductAdminService& products, product::v1::PictureService& pictures)
        : products_(products), pictures_(pictures) {}

    // Error: precondition CATEGORY_HAS_PRODUCTS (metadata: products, their number).
    Task<Result<void>> check_none(CallContext& context, std::int64_t category_id) const;
    Task<Result<void>> move(CallContext& context, std::int64_t from, std::int64_t to) const;
    // Keeps a picture for good and sets its size. Error: as the product service's, for one that is not its own.
    Task<Result<void>> keep(CallContext& context, common::v1::Picture& picture) const;

private:
    product::v1::ProductAdminService& products_;
    product::v1::PictureService& pictures_;
};

}  // namespace ecommerce::category
