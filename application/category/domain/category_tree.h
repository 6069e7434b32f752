// SPDX-License-Identifier: Apache-2.0
// The whole tree of categories, immutable once built: readers share it, a change builds another.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ecommerce::category {

inline constexpr int kLevelsMax = 3;

struct Node {
    std::int64_t id = 0;
    std::int64_t parent_id = 0;  // 0: top level
    std::string name;
    std::string name_en;
    std::string picture_json;     // empty: none
    std::string attributes_json;  // a list
    std::int32_t sort_order = 0;
};

class CategoryTree {
public:
    // Nodes whose parent is not among them are left out, with all below them.
    explicit CategoryTree(std::vector<Node> nodes);

    // Null for an unknown id.
    const Node* find(std::int64_t id) const;
    // In display order: sort_order, then id. 0 gives the top level.
    const std::vector<const Node*>& children(std::int64_t id) const;
    bool is_leaf(std::int64_t id) const { return children(id).empty(); }
    // 1 for the top level; 0 for an unknown id.
    int level(std::int64_t id) const;
    // How many levels the subtree has, itself included; 0 for an unknown id.
    int height(std::int64_t id) const;
    // From the top level down to it; empty for an unknown id.
    std::vector<const Node*> path(std::int64_t id) const;
    // Whether `id` is `ancestor` or below it.
    bool is_within(std::int64_t id, std::int64_t ancestor) const;
    // Every leaf in display order.
    std::vector<const Node*> leaves() const;
    std::size_t size() const { return nodes_.size(); }

private:
    void collect_leaves(std::int64_t id, std::vector<const Node*>& out) const;

    std::map<std::int64_t, Node> nodes_;
    std::map<std::int64_t, std::vector<const Node*>> children_;
};

}  // namespace ecommerce::category
