// SPDX-License-Identifier: Apache-2.0
// What the tables of orders hold. Amounts are minor units.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "application/order/domain/order_state.h"
#include "framework/money/money.h"
#include "framework/postal/address.h"
#include "framework/runtime/clock.h"

namespace ecommerce::order {

struct ItemRow {
    std::int64_t order_id = 0;
    std::int64_t sku_id = 0;
    std::int64_t product_id = 0;
    std::string product_name;
    std::vector<std::string> option_values;
    std::string picture_url;
    std::int64_t picture_width = 0;
    std::int64_t picture_height = 0;
    std::string picture_alt;
    std::int64_t quantity = 0;
    std::int64_t price_minor = 0;
    std::int64_t total_minor = 0;
};

struct MoveRow {
    std::optional<State> from_status;  // none: the placing
    State to_status = State::pending_payment;
    Actor actor = Actor::timer;
    std::int64_t actor_user_id = 0;  // 0: the system
    std::string reason;
    Timestamp moved_at;
};

struct OrderRow {
    std::int64_t id = 0;
    std::string order_no;
    std::string checkout_id;
    std::string payment_id;
    std::string payment_method;
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    std::string shop_name;
    State status = State::pending_payment;
    std::string note;
    std::string currency_code;
    std::int64_t goods_minor = 0;
    std::int64_t freight_minor = 0;
    std::int64_t discount_minor = 0;
    std::int64_t total_minor = 0;
    PostalAddress address;
    std::string carrier;
    std::string tracking_no;
    std::string cancel_reason;
    Timestamp created_at;
    Timestamp pay_before;
    std::optional<Timestamp> completes_at;
    std::optional<Timestamp> ship_before;
    std::optional<Timestamp> paid_at;
    std::optional<Timestamp> shipped_at;
    std::optional<Timestamp> completed_at;
    std::optional<Timestamp> cancelled_at;
    std::optional<Timestamp> refunded_at;
};

// An order in a list.
struct SummaryRow {
    std::int64_t id = 0;
    std::string order_no;
    State status = State::pending_payment;
    std::int64_t shop_id = 0;
    std::string shop_name;
    std::string payment_id;
    std::int64_t item_count = 0;
    std::int64_t quantity = 0;
    std::int64_t total_minor = 0;
    std::string currency_code;
    std::string recipient;
    std::string note;
    Timestamp created_at;
    Timestamp pay_before;
    std::optional<Timestamp> ship_before;
    std::optional<Timestamp> completed_at;

    Money total() const { return {total_minor, currency_code}; }
};

// What an order is found by.
struct IndexedRow {
    std::int64_t id = 0;
    std::string order_no;
    State status = State::pending_payment;
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    std::string shop_name;
    std::vector<std::string> product_names;  // each once
    std::vector<std::string> option_values;  // likewise
    Timestamp created_at;
};

struct StatusCount {
    State status = State::pending_payment;
    std::int64_t count = 0;
};

struct LineRow {
    std::int64_t order_id = 0;
    std::int64_t sku_id = 0;
    std::int64_t product_id = 0;
    std::int64_t quantity = 0;
    std::int64_t total_minor = 0;
};

// An order whose row a transaction holds, with what events tell of it.
struct HeldOrder {
    std::int64_t id = 0;
    std::string order_no;
    std::string checkout_id;
    std::string payment_id;
    std::int64_t user_id = 0;
    std::int64_t shop_id = 0;
    State status = State::pending_payment;
    std::int64_t total_minor = 0;
    std::string currency_code;
    std::vector<LineRow> lines;

    Money total() const { return {total_minor, currency_code}; }
};

// An order that somebody's end leaves behind.
struct OpenOrderRow {
    std::string checkout_id;
    std::string order_no;
};

// An order as its checkout knows it.
struct CheckoutOrderRow {
    std::string order_no;
    std::int64_t shop_id = 0;
    std::string shop_name;
    State status = State::pending_payment;
    std::int64_t total_minor = 0;
    std::string currency_code;
    Timestamp pay_before;

    Money total() const { return {total_minor, currency_code}; }
};

// One shop's part of a new checkout.
struct NewOrderRow {
    std::string order_no;
    std::int64_t shop_id = 0;
    std::string shop_name;
    std::string note;
    std::int64_t goods_minor = 0;
    std::int64_t freight_minor = 0;
    std::int64_t discount_minor = 0;
    std::int64_t total_minor = 0;
    std::vector<ItemRow> items;  // without order_id
};

struct NewCheckoutRow {
    std::string checkout_id;
    std::string payment_id;
    std::string payment_method;
    std::int64_t user_id = 0;
    std::string currency_code;
    PostalAddress address;
    Timestamp created_at;
    Timestamp pay_before;
    std::vector<NewOrderRow> orders;
};

// Who may see an order: part of every statement that reads one.
struct Scope {
    std::optional<std::int64_t> user_id;
    std::optional<std::int64_t> shop_id;

    static Scope of_user(std::int64_t user_id) { return {.user_id = user_id}; }
    static Scope of_shop(std::int64_t shop_id) { return {.shop_id = shop_id}; }
    static Scope everything() { return {}; }
};

}  // namespace ecommerce::order
