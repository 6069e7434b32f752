// SPDX-License-Identifier: Apache-2.0
// Who lives in the demo data. Shops and people are invented.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace ecommerce::demo_data {

struct ShopPlan {
    std::string_view name;
    std::string_view description;
    std::string_view province;
    std::string_view city;
    std::string_view owner;
    std::string_view departments;  // the categories that it sells in, by name, with '|' between
};

inline constexpr std::size_t kShopCount = 12;
inline constexpr std::size_t kCustomerCount = 24;
const std::array<ShopPlan, kShopCount>& shops();

std::string shop_email(std::size_t shop);          // the first is seller@demo.shop
std::string customer_email(std::size_t customer);  // the first is customer@demo.shop
std::string customer_name(std::size_t customer);
std::string phone_of(std::size_t person);  // 199-0000-…: nobody's

struct AddressPlan {
    std::string_view province;
    std::string_view city;
    std::string_view district;
    std::string_view street;
    std::string_view postal_code;
};
const AddressPlan& address_of(std::size_t customer, std::size_t number);

}  // namespace ecommerce::demo_data
