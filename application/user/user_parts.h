// SPDX-License-Identifier: Apache-2.0
// The user service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <string_view>

#include "application/user/app/bank_card_service.h"
#include "application/user/app/region_service.h"
#include "application/user/app/shop_service.h"
#include "application/user/app/user_address_service.h"
#include "application/user/app/user_admin_service.h"
#include "application/user/app/user_service.h"
#include "application/user/storage/user_checks.h"

namespace ecommerce::user {

struct UserParts {
    // All outlive it.
    UserParts(postgres::Database& database, redis::Client& key_value, runtime::WorkerPool& workers,
              order::v1::OrderService& orders, product::v1::PictureService& pictures,
              events::Publisher& publisher, const runtime::Clock& clock, const AttemptRules& rules,
              std::string_view bank_card_key)
        : passwords(workers),
          attempts(key_value, clock, rules),
          card_box(bank_card_key),
          regions(kRegionTable),
          user_store(database),
          address_store(database),
          card_store(database),
          shop_store(database),
          checks(database),
          move_shop(user_store, shop_store, publisher, clock),
          open_orders(shop_store, orders),
          close(open_orders, database, user_store, address_store, card_store, move_shop, publisher, clock),
          users(database, user_store, close, passwords, attempts, publisher, clock),
          admin(database, user_store, close, move_shop, passwords, publisher, clock),
          addresses(database, address_store, user_store, regions, clock),
          cards(database, card_store, user_store, card_box, clock),
          shops(database, shop_store, user_store, move_shop, pictures, clock),
          region_service(regions) {}

    auth::PasswordHasher passwords;
    PasswordAttempts attempts;
    auth::SealedBox card_box;
    Regions regions;
    UserStore user_store;
    AddressStore address_store;
    BankCardStore card_store;
    ShopStore shop_store;
    UserChecks checks;
    MoveShop move_shop;
    OpenOrders open_orders;
    CloseAccount close;
    UserService users;
    UserAdminService admin;
    UserAddressService addresses;
    BankCardService cards;
    ShopService shops;
    RegionService region_service;
};

}  // namespace ecommerce::user
