// SPDX-License-Identifier: Apache-2.0
// Who lives in the demo data. Shops and people are invented.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ecommerce::demo_data {

struct ShopPlan {
    std::string name;
    std::string description;
    std::string province;
    std::string city;
    std::string owner;
    std::vector<std::string> sells;  // categories, by name
};

struct AddressPlan {
    std::string province;
    std::string city;
    std::string district;
    std::string street;
    std::string postal_code;
};

// Does not change once read; any thread.
class People {
public:
    // Throws std::runtime_error with one sentence that names the file.
    explicit People(const std::filesystem::path& file);

    const std::vector<ShopPlan>& shops() const { return shops_; }
    const std::vector<std::string>& customers() const { return customers_; }  // their names
    const AddressPlan& address_of(std::size_t customer, std::size_t number) const;

private:
    std::vector<ShopPlan> shops_;
    std::vector<std::string> customers_;
    std::vector<AddressPlan> addresses_;
};

std::string shop_email(std::size_t shop);          // the first is seller@demo.shop
std::string customer_email(std::size_t customer);  // the first is customer@demo.shop
std::string phone_of(std::size_t person);          // 199-0000-…: nobody's

}  // namespace ecommerce::demo_data
