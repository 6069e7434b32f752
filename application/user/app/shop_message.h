// SPDX-License-Identifier: Apache-2.0
// Between the shops table and the contract's messages.
#pragma once

#include <string>

#include "application/user/storage/shop_store.h"

#include "user/v1/shop.pb.h"

namespace ecommerce::user {

// What everyone sees.
v1::Shop to_public(const ShopRow& shop);
// What its owner and administrators see.
v1::ManagedShop to_message(const ShopRow& shop);

// Names the version that was read.
std::string etag_of(const ShopRow& shop);

}  // namespace ecommerce::user
