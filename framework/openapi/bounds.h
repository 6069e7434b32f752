// SPDX-License-Identifier: Apache-2.0
// What (validate.rules) mean in a JSON schema.
#pragma once

#include <google/protobuf/descriptor.h>

#include "framework/json/tree.h"

namespace ecommerce::openapi {

using json::Json;

// Adds the bounds of the field's own value to its schema: of the list or map, where it is one.
void add_bounds(const google::protobuf::FieldDescriptor& field, Json& schema);
// Adds the bounds of the items to the schema of one item.
void add_item_bounds(const google::protobuf::FieldDescriptor& field, Json& schema);

// Whether a request without the field breaks its rules.
bool must_be_given(const google::protobuf::FieldDescriptor& field);

}  // namespace ecommerce::openapi
