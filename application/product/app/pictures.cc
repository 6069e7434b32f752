// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/pictures.h"

#include <stdexcept>

#include "framework/json/json.h"

namespace ecommerce::product {

void read_picture(std::string_view json, common::v1::Picture& picture) {
    auto read = json::read_json(json, picture);
    if (!read) throw std::runtime_error("a stored picture is damaged: " + read.error().message());
}

}  // namespace ecommerce::product
