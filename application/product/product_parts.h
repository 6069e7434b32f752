// SPDX-License-Identifier: Apache-2.0
// The product service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include <cstdint>

#include "application/product/app/checkout_facts.h"
#include "application/product/app/freight_admin_service.h"
#include "application/product/app/inventory_service.h"
#include "application/product/app/picture_service.h"
#include "application/product/app/picture_sweeper.h"
#include "application/product/app/product_admin_service.h"
#include "application/product/app/product_index_service.h"
#include "application/product/app/product_service.h"
#include "application/product/app/shop_freight_service.h"
#include "application/product/app/shop_product_service.h"
#include "application/product/app/shop_subscriptions.h"
#include "application/product/app/stock_subscriptions.h"
#include "application/product/storage/product_checks.h"
#include "application/product/storage/product_lists.h"
#include "application/product/storage/sku_reader.h"
#include "application/product/storage/stock_checks.h"

namespace ecommerce::product {

struct ProductParts {
    // All outlive it.
    ProductParts(runtime::Loops& loops, postgres::Database& database, files::FileStore& files,
                 pictures::PictureEncoder& encoder, category::v1::CategoryService& category_service,
                 order::v1::OrderService& orders, user::v1::RegionService& regions,
                 const Currencies& currencies, events::Publisher& publisher, const runtime::Clock& clock,
                 ReservationSweeper::Limits sweep, PictureQuota quota, std::int64_t freight_templates_most)
        : products(database),
          lists(loops, database, {}),
          stock(database),
          sku_reader(database),
          freight_rows(database),
          checks(database),
          product_checks(database),
          picture_rows(database),
          own_pictures(picture_rows, files, clock),
          categories(loops, category_service),
          writer(database, products, stock, freight_rows, categories, own_pictures, currencies, publisher,
                 clock),
          offer_publisher(publisher),
          reserve(database, stock, offer_publisher, clock),
          settle(database, stock, offer_publisher, clock),
          sweeper(stock, settle, orders, clock, sweep),
          picture_sweeper(database, picture_rows, files, clock),
          catalogue(products, lists, categories),
          index(products),
          shop(lists, writer),
          admin(products, lists, writer),
          freight_templates(database, freight_rows, regions, clock, freight_templates_most),
          shop_freight(freight_rows, freight_templates),
          freight_admin(freight_rows, freight_templates),
          inventory(database, sku_reader, stock, reserve, settle, offer_publisher, currencies, clock),
          pictures(files, encoder, picture_rows, own_pictures, clock, quota),
          checkout_facts(checks) {}

    ProductStore products;
    ProductLists lists;
    StockStore stock;
    SkuReader sku_reader;
    FreightStore freight_rows;
    ShopClosings closings;
    StockChecks checks;
    ProductChecks product_checks;
    PictureStore picture_rows;
    OwnPictures own_pictures;
    CategoryLookup categories;
    ProductWriter writer;
    OfferPublisher offer_publisher;
    product::ReserveStock reserve;
    SettleStock settle;
    ReservationSweeper sweeper;
    PictureSweeper picture_sweeper;
    ProductService catalogue;
    ProductIndexService index;
    ShopProductService shop;
    ProductAdminService admin;
    FreightTemplates freight_templates;
    ShopFreightService shop_freight;
    FreightAdminService freight_admin;
    InventoryService inventory;
    PictureService pictures;
    CheckoutFacts checkout_facts;
};

}  // namespace ecommerce::product
