// SPDX-License-Identifier: Apache-2.0
// What reviews and questions ask of other services.
#pragma once

#include <string>

#include <google/protobuf/repeated_field.h>

#include "application/review/storage/review_rows.h"
#include "framework/call/context.h"

#include "common/v1/picture.pb.h"
#include "product/v1/picture_service.rpc.h"
#include "product/v1/product_service.rpc.h"
#include "user/v1/user_service.rpc.h"

namespace ecommerce::review {

// Stateless beside the clients, which outlive it; any loop.
class Neighbours {
public:
    Neighbours(user::v1::UserService& users, product::v1::ProductService& products,
               product::v1::PictureService& pictures)
        : users_(users), products_(products), pictures_(pictures) {}

    // What the caller is called.
    Task<Result<std::string>> nickname(CallContext& context) const;
    // The shop of a product on sale. Error: not_found.
    Task<Result<std::int64_t>> shop_of(CallContext& context, std::int64_t product_id) const;
    // Keeps the pictures for good, with their true sizes. Error: as the product service's, for one that is not its own.
    Task<Result<PictureColumns>> keep(
        CallContext& context, const google::protobuf::RepeatedPtrField<common::v1::Picture>& pictures) const;

private:
    user::v1::UserService& users_;
    product::v1::ProductService& products_;
    product::v1::PictureService& pictures_;
};

}  // namespace ecommerce::review
