// SPDX-License-Identifier: Apache-2.0
// Pictures as the database keeps them: JSON of the contract's message.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/repeated_field.h>

#include "common/v1/picture.pb.h"

namespace ecommerce::product {

// The text was written by us; anything else is a bug and throws.
void read_picture(std::string_view json, common::v1::Picture& picture);

}  // namespace ecommerce::product
