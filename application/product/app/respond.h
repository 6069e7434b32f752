// SPDX-License-Identifier: Apache-2.0
// The answers of the methods that give the product as it is afterwards.
#pragma once

#include <utility>

#include "framework/runtime/result.h"

#include "product/v1/product.pb.h"

namespace ecommerce::product {

template <typename Response>
Result<Response> respond(Result<v1::Product> product) {
    if (!product) return fail(std::move(product.error()));
    Response response;
    *response.mutable_product() = *std::move(product);
    return response;
}

}  // namespace ecommerce::product
