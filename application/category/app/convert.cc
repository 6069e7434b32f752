// SPDX-License-Identifier: Apache-2.0
#include "application/category/app/convert.h"

#include <stdexcept>

#include "framework/json/json.h"

namespace ecommerce::category {

namespace {

// What the database holds was written by us: text that does not read is a bug.
void read(std::string_view text, google::protobuf::Message& out) {
    auto done = json::read_json(text, out);
    if (!done) throw std::runtime_error("a stored category is damaged: " + done.error().message());
}

}  // namespace

void fill(v1::Category& out, const CategoryTree& tree, const Node& node) {
    out.set_id(node.id);
    out.set_parent_id(node.parent_id);
    out.set_name(node.name);
    out.set_name_en(node.name_en);
    if (!node.picture_json.empty()) read(node.picture_json, *out.mutable_picture());
    out.set_sort_order(node.sort_order);
    out.set_level(std::uint32_t(tree.level(node.id)));
    out.set_is_leaf(tree.is_leaf(node.id));
}

void fill_subtree(v1::Category& out, const CategoryTree& tree, const Node& node, int levels) {
    fill(out, tree, node);
    if (levels <= 1) return;
    for (const auto* child : tree.children(node.id))
        fill_subtree(*out.add_children(), tree, *child, levels - 1);
}

void fill_attributes(v1::Category& out, const Node& node) {
    v1::Category holder;
    read("{\"attributes\":" + node.attributes_json + "}", holder);
    *out.mutable_attributes() = std::move(*holder.mutable_attributes());
}

std::string to_json(const common::v1::Picture& picture) {
    std::string text;
    json::write_json(picture, text);
    return text;
}

std::string to_json(const google::protobuf::RepeatedPtrField<v1::AttributeTemplate>& attributes) {
    std::string text = "[";
    for (const auto& attribute : attributes) {
        if (text.size() > 1) text += ',';
        json::write_json(attribute, text);
    }
    return text + "]";
}

}  // namespace ecommerce::category
