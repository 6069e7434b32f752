// SPDX-License-Identifier: Apache-2.0
// Between the tree and the contract's messages.
#pragma once

#include <string>

#include "application/category/domain/category_tree.h"

#include "category/v1/category.pb.h"

namespace ecommerce::category {

// Without attributes and children.
void fill(v1::Category& out, const CategoryTree& tree, const Node& node);
// With children, `levels` of them, itself included.
void fill_subtree(v1::Category& out, const CategoryTree& tree, const Node& node, int levels);
void fill_attributes(v1::Category& out, const Node& node);

std::string to_json(const common::v1::Picture& picture);
std::string to_json(const google::protobuf::RepeatedPtrField<v1::AttributeTemplate>& attributes);

}  // namespace ecommerce::category
