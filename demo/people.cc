// SPDX-License-Identifier: Apache-2.0
#include "demo/people.h"

#include <fmt/format.h>

#include "demo/yaml_file.h"

namespace ecommerce::demo_data {

People::People(const std::filesystem::path& path) {
    const YamlFile file(path);
    for (const auto& shop : file.root()["shops"]) {
        shops_.push_back({file.text(shop, "name"), file.text(shop, "description"),
                          file.text(shop, "province"), file.text(shop, "city"), file.text(shop, "owner"),
                          file.texts(shop, "sells")});
    }
    customers_ = file.texts(file.root(), "customers");
    for (const auto& address : file.root()["addresses"]) {
        addresses_.push_back({file.text(address, "province"), file.text(address, "city"),
                              file.text(address, "district"), file.text(address, "street"),
                              file.text(address, "postal_code")});
    }
    if (shops_.empty() || addresses_.empty()) file.wrong(file.root(), "lacks `shops` or `addresses`");
}

const AddressPlan& People::address_of(std::size_t customer, std::size_t number) const {
    return addresses_[(customer * 3 + number * 7) % addresses_.size()];
}

std::string shop_email(std::size_t shop) {
    return shop == 0 ? "seller@demo.shop" : fmt::format("seller{}@demo.shop", shop + 1);
}

std::string customer_email(std::size_t customer) {
    return customer == 0 ? "customer@demo.shop" : fmt::format("customer{}@demo.shop", customer + 1);
}

std::string phone_of(std::size_t person) {
    return fmt::format("199-0000-{:04}", person);
}

}  // namespace ecommerce::demo_data
