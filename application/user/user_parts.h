// SPDX-License-Identifier: Apache-2.0
// The user service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <string_view>

#include "application/user/app/bank_card_service.h"
#include "application/user/app/email_service.h"
#include "application/user/app/region_service.h"
#include "application/user/app/shop_service.h"
#include "application/user/app/user_address_service.h"
#include "application/user/app/user_admin_service.h"
#include "application/user/app/user_service.h"
#include "application/user/storage/user_checks.h"

#include "user/v1/error_reason.rpc.h"

namespace ecommerce::user {

struct UserLimits {
    auth::AttemptRules passwords;
    auth::AttemptRules mails;
};

struct UserParts {
    // All outlive it.
    UserParts(postgres::Database& database, redis::Client& key_value, runtime::WorkerPool& workers,
              order::v1::OrderService& orders, product::v1::PictureService& pictures,
              events::Publisher& publisher, const runtime::Clock& clock, const UserLimits& limits,
              std::string_view bank_card_key, std::string_view link_key)
        : passwords(workers),
          password_attempts(key_value, clock, "password", limits.passwords, v1::reason::too_many_attempts),
          mail_requests(key_value, clock, "mail", limits.mails, v1::reason::too_many_attempts),
          card_box(bank_card_key),
          link_tokens(link_key),
          regions(kRegionTable),
          user_store(database),
          address_store(database),
          card_store(database),
          shop_store(database),
          link_store(database),
          checks(database),
          move_shop(user_store, shop_store, publisher, clock),
          open_orders(shop_store, orders),
          make_link(link_store, publisher, clock),
          create(database, user_store, make_link, passwords, publisher, clock),
          close(open_orders, database, user_store, address_store, card_store, link_store, move_shop,
                publisher, clock),
          prove(user_store, passwords, password_attempts),
          users(database, user_store, link_store, create, close, prove, passwords, publisher, clock),
          emails({.transact = database,
                  .users = user_store,
                  .shops = shop_store,
                  .links = link_store,
                  .tokens = link_tokens,
                  .make_link = make_link,
                  .prove = prove,
                  .mail_requests = mail_requests,
                  .passwords = passwords,
                  .events = publisher,
                  .clock = clock}),
          admin(database, user_store, link_store, create, close, move_shop, publisher, clock),
          addresses(database, address_store, user_store, regions, clock),
          cards(database, card_store, user_store, card_box, clock),
          shops(database, shop_store, user_store, move_shop, pictures, clock),
          region_service(regions) {}

    auth::PasswordHasher passwords;
    auth::AttemptLimit password_attempts;
    auth::AttemptLimit mail_requests;
    auth::SealedBox card_box;
    LinkTokens link_tokens;
    Regions regions;
    UserStore user_store;
    AddressStore address_store;
    BankCardStore card_store;
    ShopStore shop_store;
    EmailLinkStore link_store;
    UserChecks checks;
    MoveShop move_shop;
    OpenOrders open_orders;
    MakeLink make_link;
    CreateAccount create;
    CloseAccount close;
    ProvePassword prove;
    UserService users;
    EmailService emails;
    UserAdminService admin;
    UserAddressService addresses;
    BankCardService cards;
    ShopService shops;
    RegionService region_service;
};

}  // namespace ecommerce::user
