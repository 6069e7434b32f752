// SPDX-License-Identifier: Apache-2.0
// The category service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/category/app/category_service.h"

namespace ecommerce::category {

struct CategoryParts {
    // All outlive it.
    CategoryParts(runtime::Loops& loops, postgres::Database& database,
                  product::v1::ProductAdminService& products, product::v1::PictureService& pictures,
                  events::Publisher& publisher, const runtime::Clock& clock)
        : goods(products, pictures),
          store(database),
          trees(loops, store),
          service(database, store, trees, goods, publisher, clock) {}

    Goods goods;
    CategoryStore store;
    TreeCache trees;
    CategoryService service;
};

}  // namespace ecommerce::category
